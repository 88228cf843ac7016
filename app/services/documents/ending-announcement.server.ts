import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { endOfDay } from '#workflows/calendar/plain-date'
import { endingGrounds } from '#workflows/domain/ending-grounds'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { endingContext } from '../case-context'
import { type AgreementExit, exitOf } from './agreement.server'
import { type DocumentSource, headOf } from './head.server'

/** Why it ended, in words that say nothing about a person: the public reads them. */
export async function publicGround(tx: Repositories, { cause, isRefused }: AgreementExit, { end }: AgreementContext): Promise<string> {
  if (cause === 'lapsed') return '服务协议中止期满没有恢复'
  if (cause !== 'decided') return isRefused ? '服务协议期满，不予续签' : '服务协议期满未续签'
  const ending = await tx.caseFiles.find(end?.endingId ?? '')
  if (ending === undefined) throw new Error(`ending ${end?.endingId} is gone`)
  const { ground } = endingContext(ending)
  return ground === 'practitionerDied' ? endingGrounds.otherImpossible.title : endingGrounds[ground].title
}

/** 第九条（五）、第十六至十九条: tells insured persons from which moment nothing is settled there any more. */
export const endingAnnouncementDocument: DocumentSource = async (tx, written, numbered) => {
  const context = AgreementContext.parse(written.step.snapshot.context)
  const { documentNumber, services, end } = context
  const exit = await exitOf(tx, written.file.id, context)
  const site = await tx.institutions.getSite(written.file.site_id ?? '')
  const { agency } = numbered
  const hasBeds = services.includes('inpatient') || services.includes('long_term_care')
  return {
    head: headOf(written, numbered, [end?.article ?? '第十九条（一）']),
    kind: end?.kind ?? 'termination',
    institution: { name: site.name, address: site.address },
    agreementNumber: documentNumber,
    endsAt: endOfDay(exit.lastDay),
    ground: await publicGround(tx, exit, context),
    ...(hasBeds ? { inpatients: '此前已经入院的参保人员，按规定结算至本次出院。' } : {}),
    alternatives: [],
    searchAddress: '平台“定点查询”栏目',
    enquiries: { office: agency.name, phone: agency.phone },
  } satisfies DocumentData<'endingAnnouncement'>
}
