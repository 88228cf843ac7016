import { type Repositories, rollBack } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { dateOf, formatDate, instant, plainDate } from '#workflows/calendar/plain-date'
import { AppliedChangePayload, type ChangeFilingPayload, ChangeRefusalPayload, SupplementPayload } from '#workflows/commands/payloads'
import { changedLicenceTitles } from '#workflows/domain/change-items'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { ChangeContext } from '#workflows/machines/change'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { changedValues, filingsOf } from '../change/filings.server'
import type { Rules } from '../rules.server'
import type { StepToWrite } from '../write-step.server'
import { agreementSubject } from './agreement-subject.server'
import { agencyParty, contractRemedy, institutionParty } from './agreement-text.server'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'
import { windowAfterService } from './intake.server'

/** The agreement, what was filed and on which day, whichever of the two commands took it. */
async function changeSubject(tx: Repositories, written: StepToWrite) {
  const subject = await agreementSubject(tx, written)
  const events = await tx.eventLog.ofCase(written.file.id)
  const filed = events.findLast(({ command }) => command === 'fileChange' || command === 'fileNotedChange')
  if (filed === undefined) throw new Error(`change ${written.file.id} was never filed`)
  // The step may have absorbed another change, which the stored case does not know yet.
  const filings = await filingsOf(tx, { ...written.file, snapshot: written.step.snapshot })
  return { ...subject, filings, items: changedValues(filings), filedOn: dateOf(instant(filed.occurred_at)) }
}

/** 第十五条: each licence has a month of its own. */
function clockOf({ policy, calendar }: Rules, { licence, number, changedOn }: ChangeFilingPayload['licences'][number]) {
  const window = computeDeadline(policy.deadlines.changeWindow, { from: changedOn, calendar })
  if (!window.ok && window.refusal.code === 'calendarMissing') rollBack(window.refusal)
  if (!window.ok) throw new Error('the window of a change cannot be counted')
  const { dueOn, explanation } = window.value
  return { title: changedLicenceTitles[licence], number, changedOn, lastDay: dueOn, explanation }
}

export const changeReceiptDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementNumber, filings, items, filedOn, on } = await changeSubject(tx, written)
  const { isLate } = ChangeContext.parse(written.step.snapshot.context)
  const { rules } = written
  const due = computeDeadline(rules.policy.deadlines.changeDecision, { from: on, calendar: rules.calendar })
  return {
    head: headOf(written, numbered, ['第十四条', '第十五条']),
    institution: party,
    agreementNumber,
    filedOn,
    items,
    licences: filings.flatMap(({ licences }) => licences.map((licence) => clockOf(rules, licence))),
    isLate,
    // The agency's time runs from the head's leave to go on, when it comes late.
    ...(due.ok && !isLate ? { decisionDueOn: due.value.dueOn } : {}),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'changeReceipt'>
}

export const changeSupplementNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementNumber, filedOn } = await changeSubject(tx, written)
  const { items } = SupplementPayload.parse(written.entry.payload)
  return {
    head: headOf(written, numbered, ['第十五条']),
    institution: party,
    agreementNumber,
    filedOn,
    gaps: items.map(({ title, problem, remedy }) => ({ item: title, standard: problem, howToFix: remedy })),
    window: windowAfterService(written, 'supplementWindow'),
    contact: contactOf(numbered.agency),
    // Unlike an application, a change is not given up by silence.
    ifUnanswered: '逾期未补正的，按已有的材料审查和协商，可能不同意变更；协议在此期间照常履行。',
  } satisfies DocumentData<'changeSupplementNotice'>
}

/** 第十五条: no consensus; the ending that may follow hears the party in a case of its own. */
export const changeRefusalDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementNumber, items, filedOn } = await changeSubject(tx, written)
  const proposal = (await tx.eventLog.ofCase(written.file.id, 'proposeChangeRefusal')).at(-1)
  if (proposal === undefined) throw new Error(`nobody proposed to refuse ${written.file.id}`)
  const { facts, talks } = ChangeRefusalPayload.parse(proposal.payload)
  return {
    head: headOf(written, numbered, ['第十五条'], reviewAndSuit),
    institution: party,
    agreementNumber,
    filedOn,
    items,
    facts,
    reason: `协商的经过：${talks}\n双方没有就变更达成一致。`,
    consequence:
      '依照第十五条，协商不成的，服务协议终止。是否终止另行决定：决定以前书面告知你单位，听取陈述申辩；终止的决定送达并且到达所载明的日期以前，协议照常履行。',
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'changeRefusal'>
}

/** Why the content changes: the licences and their days. */
function reasonOf(filings: readonly ChangeFilingPayload[]): { reason?: string } {
  const licences = filings.flatMap((filing) => filing.licences)
  if (licences.length === 0) return {}
  const said = licences.map(
    ({ licence, number, changedOn }) => `${changedLicenceTitles[licence]}（${number}）于${formatDate(changedOn)}变更`,
  )
  return { reason: `乙方的${[...new Set(said)].join('，')}。` }
}

/** 第十四条: what both sign; the parties are written as they stand before the change. */
export const supplementAgreementDocument: DocumentSource = async (tx, written, numbered) => {
  const { consolidated, agreementContext, agreementNumber, filings, items } = await changeSubject(tx, written)
  const { effectiveOn } = ChangeContext.parse(written.step.snapshot.context)
  if (effectiveOn === null) throw new Error(`change ${written.file.id} has no first day`)
  return {
    head: headOf(written, numbered, ['第十四条', '第十五条'], contractRemedy),
    number: agreementContext.supplements + 1,
    agreementNumber,
    agency: agencyParty(numbered.agency),
    institution: institutionParty(consolidated),
    ...reasonOf(filings),
    items,
    effective: { from: plainDate(effectiveOn) },
  } satisfies DocumentData<'supplementAgreement'>
}

/** 第四条: the new place belongs to another agency, which handles the agreement from this day on. */
export const handOverNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { documentNumber, handlingAgencyId } = AgreementContext.parse(written.step.snapshot.context)
  if (handlingAgencyId === null) throw new Error(`agreement ${written.file.id} is handed over to nobody`)
  const { changeId } = AppliedChangePayload.parse(written.entry.payload)
  const change = await tx.caseFiles.find(changeId)
  const place = change && (await filingsOf(tx, change)).findLast((filing) => filing.place !== null)?.place
  if (!place) throw new Error(`change ${changeId} names no place`)
  const to = await tx.institutions.getAgency(handlingAgencyId)
  const institution = await tx.institutions.get(written.file.institution_id ?? '')
  return {
    head: headOf(written, numbered, ['第四条', '第十五条']),
    institution: { name: institution.name, address: place.address },
    agreementNumber: documentNumber,
    fromAgency: numbered.agency.name,
    toAgency: { name: to.name, phone: to.phone, address: to.address },
    handedOverOn: dateOf(written.entry.at),
    reason: `你单位的经营地点变更为${place.address}，依照第四条，由${to.name}负责。`,
  } satisfies DocumentData<'handOverNotice'>
}
