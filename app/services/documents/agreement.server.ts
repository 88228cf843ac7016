import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { addDays, dateOf, formatDate, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { OfferTermsPayload } from '#workflows/commands/payloads'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { representativeOf } from '../representative'
import type { Rules } from '../rules.server'
import { agencyParty, agreementText, contractRemedy } from './agreement-text.server'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'
import { applicantOf } from './intake.server'

/** 第九条（五）、第十三条: the text that both parties sign, from the clause set that the policy names. */
export const agreementDocument: DocumentSource = async (tx, written, numbered) => {
  const { submission, institution, site } = await applicantOf(tx, written)
  const offer = (await tx.eventLog.ofCase(written.file.id, 'offerTerms')).at(-1)
  if (offer === undefined) throw new Error(`application ${written.file.id} has no terms`)
  const terms = OfferTermsPayload.parse(offer.payload)
  const { entity, account } = submission.form
  return {
    head: headOf(written, numbered, ['第九条（五）', '第十二条', '第十三条'], contractRemedy),
    agency: agencyParty(numbered.agency),
    institution: {
      name: institution.name,
      creditCode: institution.uscc,
      licenceNumber: entity.practiceLicenceNumber ?? entity.drugLicenceNumber ?? '备案',
      address: site.address,
      representative: representativeOf(await tx.eventLog.ofCase(written.file.id, 'reportRepresentative')) ?? entity.legalRepresentativeName,
      phone: entity.legalRepresentativePhone,
    },
    ...agreementText({
      policy: written.rules.policy,
      agency: numbered.agency,
      institution: { name: institution.name, institutionType: institution.institution_type, address: site.address },
      services: terms.services,
      account,
      isLongTerm: terms.termType === 'long',
      startsOn: terms.startsOn,
    }),
  } satisfies DocumentData<'serviceAgreement'>
}

/**
 * How an agreement that is over came to its end without a decision, or by one. `lapsed`: its rest (中止) outlasted the
 * longest that the policy allows. `continuation`: it was held on beyond its term until the renewal failed.
 */
export type AgreementExit = { lastDay: PlainDate; cause: 'decided' | 'lapsed' | 'continuation' | 'expired'; isRefused: boolean }

/** @throws Error for an agreement that neither ended nor has a last day */
export async function exitOf(tx: Repositories, agreementId: string, context: AgreementContext): Promise<AgreementExit> {
  const { end, expiresOn, renewal } = context
  const isRefused = renewal?.state === 'refused'
  if (end !== null) return { lastDay: end.endsOn, cause: end.endingId === null ? 'continuation' : 'decided', isRefused }
  const lapse = (await tx.eventLog.ofCase(agreementId, 'deadline.suspensionEnds')).at(-1)
  // A deadline passes at 24:00, which is written as 0:00 of the day after.
  if (lapse !== undefined) return { lastDay: addDays(dateOf(instant(lapse.occurred_at)), -1), cause: 'lapsed', isRefused }
  if (expiresOn === null) throw new Error(`agreement ${agreementId} has no last day`)
  return { lastDay: plainDate(expiresOn), cause: 'expired', isRefused }
}

function reasonOf({ cause, isRefused }: AgreementExit, { continuedOn }: AgreementContext): string {
  if (cause === 'lapsed') return '协议中止期满没有申请恢复。'
  if (cause === 'expired') return isRefused ? '续签申请经审查，决定不予续签。' : '有效期满前未续签。'
  const heldOn = continuedOn === null ? '' : `协议原于${formatDate(plainDate(continuedOn))}期满，因续签申请尚未办结而延续；`
  return `${heldOn}${isRefused ? '续签申请经审查，决定不予续签。' : '续签申请已经撤回。'}`
}

/** What is left to do after every agreement, beside what a decision or the parties settle. */
export const exitDuties = [
  { title: '交回标识牌', detail: '交回协议管理标识牌，停止使用医保标识。' },
  { title: '告知参保人员', detail: '在显著位置告知参保人员协议已经终止。' },
]

/** 第十三条、第十九条（一）: the agreement has ended by itself; when a new application is possible. */
export const expiryNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const context = AgreementContext.parse(written.step.snapshot.context)
  const { documentNumber, startsOn, listedOn, listNumber } = context
  const exit = await exitOf(tx, written.file.id, context)
  const site = await tx.institutions.getSite(written.file.site_id ?? '')
  const institution = await tx.institutions.get(site.institution_id)
  const bar = findBarPeriod(written.rules.policy, {
    cause: 'agreementEndedWithoutFault',
    startsOn: exit.lastDay,
    source: written.file.id,
  })
  return {
    head: headOf(written, numbered, ['第十三条', '第十九条（一）'], reviewAndSuit),
    institution: { name: institution.name, address: site.address },
    agreementNumber: documentNumber,
    term: { from: plainDate(startsOn), to: exit.lastDay },
    ...(listedOn === null || listNumber === null ? {} : { listing: { listNumber, listedOn: plainDate(listedOn) } }),
    reason: reasonOf(exit, context),
    ...(bar === undefined ? {} : { earliestReapplyOn: addDays(bar.barredUntil, 1) }),
    duties: [{ title: '结算清理', detail: '核对并结清协议有效期内发生的医药费用。' }, ...exitDuties],
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'expiryNotice'>
}

/** 第十三条: asked for in time and not decided, the agreement is held on beyond its last day. */
export const continuationNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { documentNumber, startsOn, expiresOn } = AgreementContext.parse(written.step.snapshot.context)
  const asked = (await tx.eventLog.ofCase(written.file.id, 'applyForRenewal')).at(-1)
  if (expiresOn === null || asked === undefined) throw new Error(`nobody asked to renew ${written.file.id}`)
  const site = await tx.institutions.getSite(written.file.site_id ?? '')
  const institution = await tx.institutions.get(site.institution_id)
  return {
    head: headOf(written, numbered, ['第十三条']),
    institution: { name: institution.name, address: site.address },
    agreementNumber: documentNumber,
    term: { from: plainDate(startsOn), to: plainDate(expiresOn) },
    filedOn: dateOf(instant(asked.occurred_at)),
    continuesAtMostUntil: continuedUntil(written.rules, plainDate(expiresOn)),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'continuationNotice'>
}

/** The day by which a renewal that the agency is late with has to be decided. */
export function continuedUntil({ policy, calendar }: Rules, expiresOn: PlainDate): PlainDate {
  const last = computeDeadline(policy.deadlines.continuationEnds, { anchors: { agreementExpiresOn: expiresOn }, calendar })
  if (!last.ok) throw new Error('the longest continuation cannot be counted')
  return last.value.dueOn
}
