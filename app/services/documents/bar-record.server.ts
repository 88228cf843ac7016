import type { DocumentData } from '#templates/registry'
import { plainDate } from '#workflows/calendar/plain-date'
import { areaName } from '#workflows/domain/areas'
import { BarRecordContext } from '#workflows/machines/bar-record'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { siteOf } from '../drafts.server'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'

/** 第十条（三）: the finding, its bar and its remedies, to whoever applied with false material. */
export const barFactDecisionDocument: DocumentSource = async (tx, written, numbered) => {
  const { cause, uscc, name, siteId, siteAddress, decidedOn, decisionNumber, facts } = BarRecordContext.parse(written.step.snapshot.context)
  const institutionId = written.file.institution_id
  const sites = institutionId === null ? [] : await tx.institutions.sitesOf(institutionId)
  const site = sites.find(({ id }) => id === siteId) ?? sites[0]
  const registered = site === undefined ? '地址未登记' : `${areaName(siteOf(site).admdvs)} ${site.address}`
  const bar = findBarPeriod(written.rules.policy, { cause, startsOn: plainDate(decidedOn), source: written.file.id })
  return {
    head: headOf(written, numbered, ['第十条（三）'], reviewAndSuit),
    institution: { name, address: siteAddress === '' ? registered : siteAddress },
    creditCode: uscc,
    foundOn: plainDate(decidedOn),
    facts,
    ...(decisionNumber === '' ? {} : { evidence: decisionNumber }),
    ...(bar === undefined ? {} : { barredUntil: bar.barredUntil, earliestReapplyOn: bar.mayApplyFrom }),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'barFactDecision'>
}
