import * as z from 'zod'
import { type Repositories, rollBack } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { addDays, dateOf, instant, type PlainDate } from '#workflows/calendar/plain-date'
import { FraudFindingPayload, RefusalPayload, SupplementPayload } from '#workflows/commands/payloads'
import { barOfGround } from '#workflows/commands/refusal'
import { InstitutionKind, titlesOfServices } from '#workflows/domain/institution-kinds'
import { applicationFormTitle, findMaterial } from '#workflows/domain/materials'
import { refusalGrounds } from '#workflows/domain/refusal-grounds'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { expectedRound, roundAnchors } from '#workflows/policy/expected-round'
import { barsOn } from '../bars.server'
import { submissionOf } from '../facts.server'
import type { StepToWrite } from '../write-step.server'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'

/** The applicant and what was sent, for documents about an application. */
export async function applicantOf(tx: Repositories, { file, entry }: StepToWrite) {
  const submission = await submissionOf(tx, file.id)
  const site = await tx.institutions.getSite(file.site_id ?? '')
  const institution = await tx.institutions.get(site.institution_id)
  if (submission === null) throw new Error(`application ${file.id} has no submission`)
  return {
    submission,
    site,
    institution,
    kind: InstitutionKind.parse(site.institution_kind),
    party: { name: institution.name, address: site.address },
    appliedOn: dateOf(instant(file.opened_at)),
    services: titlesOfServices(submission.form.services.services),
    on: dateOf(entry.at),
  }
}

const subjectOf = (kind: InstitutionKind, services: readonly string[]) =>
  `${applicationFormTitle(kind).replace('申请表', '')}申请（${services.join('、')}）`

export const applicationReceiptDocument: DocumentSource = async (tx, written, numbered) => {
  const { submission, party, kind, services, on } = await applicantOf(tx, written)
  const due = computeDeadline(written.rules.policy.deadlines.acceptanceDue, { from: on, calendar: written.rules.calendar })
  const paper = (name: string) => ({ name, form: '电子件', copies: 1, isOriginalSeen: false })
  return {
    head: headOf(written, numbered, ['第八条', '第九条（一）']),
    applicant: party,
    subject: subjectOf(kind, services),
    receivedAt: written.entry.at,
    receiver: '平台自动签收',
    items: [
      paper(applicationFormTitle(kind)),
      paper('评估标准自评表'),
      ...submission.materials.map(({ materialId, files }) => ({
        ...paper(findMaterial(materialId)?.title ?? materialId),
        copies: files.length,
      })),
    ],
    ...(due.ok ? { answerDueOn: due.value.dueOn } : {}),
  } satisfies DocumentData<'applicationReceipt'>
}

export const acceptanceNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, appliedOn, services, on } = await applicantOf(tx, written)
  const round = expectedRound(written.rules.policy, written.rules.calendar, on)
  if (!round.ok) throw new Error('the round cannot be named')
  const { year, month, lockOn } = round.value
  return {
    head: headOf(written, numbered, ['第九条（二）', '第九条（三）']),
    applicant: party,
    appliedOn,
    acceptedOn: on,
    services,
    round: { name: `${year}年${month}月`, lockOn: lockOn ?? addDays(roundAnchors(year, month).roundMonthStart, -1) },
    progressCode: numbered.code,
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'acceptanceNotice'>
}

/** 第四条: to the applicant, from the agency that was not competent; the day of receipt stays. */
export const transferNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, kind, services } = await applicantOf(tx, written)
  const { reason } = TransferReason.parse(written.entry.payload)
  // The step has handed the case over already: to the agency that an officer named, or to that of the new address.
  const to = await tx.institutions.getAgency(written.file.agency_id)
  return {
    head: headOf(written, numbered, ['第四条']),
    applicant: party,
    subject: subjectOf(kind, services),
    receivedAt: instant(written.file.opened_at),
    fromAgency: numbered.agency.name,
    toAgency: { name: to.name, phone: to.phone, address: to.address },
    reason,
  } satisfies DocumentData<'transferNotice'>
}

/**
 * A window that a notice of today opens, printed for the latest case: unread until the notice counts as served. Read
 * earlier, the window ends earlier.
 */
export function windowAfterService(
  { rules: { policy, calendar }, entry }: StepToWrite,
  key: 'supplementWindow' | 'statementWindow',
): { workingDays: number; deemedOn: PlainDate; dueOn: PlainDate } {
  const entryOfRule = policy.deadlines[key]
  const deemed = computeDeadline(policy.deadlines.serviceDeemed, { from: dateOf(entry.at), calendar })
  const window = deemed.ok ? computeDeadline(entryOfRule, { from: deemed.value.dueOn, calendar }) : deemed
  if (!window.ok && window.refusal.code === 'calendarMissing') rollBack(window.refusal)
  if (!deemed.ok || !window.ok || entryOfRule.rule.kind !== 'period') throw new Error(`${key} cannot be computed`)
  return { workingDays: entryOfRule.rule.count, deemedOn: deemed.value.dueOn, dueOn: window.value.dueOn }
}

export const supplementNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, on } = await applicantOf(tx, written)
  const { items } = SupplementPayload.parse(written.entry.payload)
  const { workingDays, deemedOn, dueOn } = windowAfterService(written, 'supplementWindow')
  const [received] = await tx.eventLog.ofCase(written.file.id)
  return {
    head: headOf(written, numbered, ['第九条（二）']),
    applicant: party,
    receivedOn: received === undefined ? on : dateOf(instant(received.occurred_at)),
    gaps: items.map(({ title, problem, remedy }) => ({ item: title, standard: problem, howToFix: remedy })),
    window: { workingDays, deemedOn, dueOn },
    contact: contactOf(numbered.agency),
    ifUnanswered: written.rules.policy.deadlines.supplementWindow.consequence,
  } satisfies DocumentData<'supplementNotice'>
}

const TransferReason = z.object({ reason: z.string() })

/** What the notice rests on: the officer's proposal that the head decided, or false material that was verified here. */
async function groundOf(tx: Repositories, { file, entry }: StepToWrite): Promise<z.infer<typeof RefusalPayload>> {
  if (entry.command === 'confirmFraud')
    return {
      ground: 'falseApplicationWithinYear',
      facts: FraudFindingPayload.parse(entry.payload).finding,
      eventOn: dateOf(entry.at),
      rule: '',
    }
  const proposal = (await tx.eventLog.ofCase(file.id, 'proposeRefusal')).at(-1)
  if (proposal === undefined) throw new Error(`nobody proposed to refuse ${file.id}`)
  return RefusalPayload.parse(proposal.payload)
}

export const refusalNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, appliedOn, institution, site, kind, on } = await applicantOf(tx, written)
  const { policy } = written.rules
  const { ground, facts, eventOn, rule } = await groundOf(tx, written)
  const own = eventOn === undefined ? undefined : barOfGround(policy, ground, eventOn)
  // Whatever the ground: a bar of the ledger that ends later decides on which day a new application is worth sending.
  const others = await barsOn(tx, policy, { uscc: institution.uscc, on, places: [{ kind, siteId: site.id }] })
  const days = [...(own === undefined ? [] : [own]), ...others].map(({ mayApplyFrom }) => mayApplyFrom).sort()
  const earliest = days.at(-1)
  return {
    head: headOf(written, numbered, [refusalGrounds[ground].article], reviewAndSuit),
    applicant: party,
    appliedOn,
    grounds: [{ ground, facts: rule === '' ? facts : `${facts}（依据：${rule}）` }],
    ...(earliest === undefined ? {} : { earliestReapplyOn: earliest }),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'refusalNotice'>
}
