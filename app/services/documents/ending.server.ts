import type { Repositories } from '#db/unit-of-work'
import { type DocumentData, documents } from '#templates/registry'
import { dateOf, endOfDay, formatDate, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import {
  EndingDecisionPayload,
  EndingProposalPayload,
  EndTermsPayload,
  RescissionRequestPayload,
  StatementPayload,
} from '#workflows/commands/payloads'
import { endingGrounds } from '#workflows/domain/ending-grounds'
import { EndingContext } from '#workflows/machines/ending'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import type { StepToWrite } from '../write-step.server'
import { exitDuties } from './agreement.server'
import { agreementSubject, printedBar } from './agreement-subject.server'
import { agencyParty, contractRemedy, institutionParty } from './agreement-text.server'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'
import { windowAfterService } from './intake.server'

/** What the case was opened with: the proposal of an officer or of a change, or the wish of the institution (第十六条). */
async function proposalOf(tx: Repositories, caseId: string) {
  const [opening] = await tx.eventLog.ofCase(caseId)
  if (opening?.command !== 'requestRescission') return EndingProposalPayload.parse(opening?.payload)
  const { reason } = RescissionRequestPayload.parse(opening.payload)
  return EndingProposalPayload.parse({ ground: 'consensual', facts: [reason], basis: endingGrounds.consensual.article })
}

async function endingSubject(tx: Repositories, written: StepToWrite) {
  const proposal = await proposalOf(tx, written.file.id)
  const { title, article, kind } = endingGrounds[proposal.ground]
  const { talks, eventOn, evidence } = proposal
  return {
    ...(await agreementSubject(tx, written)),
    context: EndingContext.parse(written.step.snapshot.context),
    proposal,
    article,
    kind,
    ground: `${title}，依据是${proposal.basis}`,
    facts: [
      ...proposal.facts,
      ...(talks === '' ? [] : [`协商变更的经过：${talks}`]),
      ...(eventOn === null ? [] : [`有关文书（证明）上的日期为${formatDate(eventOn)}。`]),
    ],
    evidence: evidence.map(({ name }) => name),
  }
}

const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)

export const endingPriorNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementNumber, proposal, article, kind, ground, facts, evidence } = await endingSubject(tx, written)
  const until = windowAfterService(written, 'statementWindow').dueOn
  return {
    head: headOf(written, numbered, [article]),
    institution: party,
    agreementNumber,
    kind,
    ground,
    article,
    facts,
    evidence,
    // Nothing ends before the party could be heard.
    plannedOn: later(proposal.plannedEndsOn ?? until, until),
    statement: {
      until,
      how: `可以在平台提交，也可以将书面意见送至${numbered.agency.address}，或者到场口头陈述；要求听证的，请在期限内提出。`,
    },
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'endingPriorNotice'>
}

/** The notice that gave the right to be heard, and the last day of its window: counted from the reading when that came first. */
async function priorNoticeOf(tx: Repositories, { file, rules }: StepToWrite, { servedOn }: EndingContext) {
  const notice = (await tx.documents.ofCase(file.id)).find(({ kind }) => kind === 'endingPriorNotice')
  if (notice === undefined) throw new Error(`ending ${file.id} has no prior notice`)
  const printed = documents.endingPriorNotice.schema.parse(notice.data).statement.until
  if (servedOn === null) return { number: notice.number, until: printed }
  const counted = computeDeadline(rules.policy.deadlines.statementWindow, {
    anchors: { noticeServedOn: plainDate(servedOn) },
    calendar: rules.calendar,
  })
  return { number: notice.number, until: counted.ok ? counted.value.dueOn : printed }
}

export const statementRecordDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementNumber, context, article } = await endingSubject(tx, written)
  const { statement, wantsHearing, files, counter } = StatementPayload.parse(written.entry.payload)
  const presenter =
    counter === undefined
      ? { name: written.entry.actor.name, position: '机构的平台用户' }
      : { name: counter.presentedBy, position: counter.capacity === 'legalRepresentative' ? '法定代表人或者负责人' : '受委托的代理人' }
  return {
    head: headOf(written, numbered, [article]),
    institution: party,
    agreementNumber,
    priorNotice: await priorNoticeOf(tx, written, context),
    statement: {
      form: 'written',
      receivedAt: written.entry.at,
      by: presenter,
      text: wantsHearing === 'yes' ? `${statement}\n当事人要求听证。` : statement,
      materials: files.map(({ name }) => name),
    },
  } satisfies DocumentData<'statementRecord'>
}

/** What the party said, or why there is nothing that it said. */
async function statementOf(
  tx: Repositories,
  written: StepToWrite,
  context: EndingContext,
  { onStatement, statementOutcome }: EndingDecisionPayload,
): Promise<DocumentData<'endingDecision'>['statement']> {
  if (context.path === 'direct')
    return { outcome: 'notHeard', reason: '本情形由有关机关的文书或者证明确定，没有需要另行听取陈述申辩的事实。' }
  const events = await tx.eventLog.ofCase(written.file.id)
  const given = events.findLast(({ command }) => command === 'giveStatement')
  if (given !== undefined) {
    const { statement } = StatementPayload.parse(given.payload)
    return { outcome: statementOutcome, madeOn: dateOf(instant(given.occurred_at)), summary: statement, reason: onStatement }
  }
  const waived = events.findLast(({ command }) => command === 'waiveStatement')
  if (waived !== undefined) return { outcome: 'waived', waivedOn: dateOf(instant(waived.occurred_at)) }
  return { outcome: 'none', until: (await priorNoticeOf(tx, written, context)).until }
}

/** What the decision or the parties settle, before what is to be done after every agreement. */
const dutiesOf = ({ settlement, patients }: EndTermsPayload) => [
  { title: '费用结算', detail: settlement },
  ...(patients === '' ? [] : [{ title: '在院病人', detail: patients }]),
  ...exitDuties,
]

function endOf({ file }: StepToWrite, { end }: EndingContext) {
  if (end === null) throw new Error(`ending ${file.id} has no last day`)
  return end
}

/** The last payload of a command that settled the terms of the end. */
async function termsOf(tx: Repositories, caseId: string, command: 'draftEndingDecision' | 'offerRescission'): Promise<unknown> {
  const event = (await tx.eventLog.ofCase(caseId, command)).at(-1)
  if (event === undefined) throw new Error(`case ${caseId} has no ${command}`)
  return event.payload
}

export const endingDecisionDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementNumber, context, article, kind, ground, facts, evidence } = await endingSubject(tx, written)
  const decision = EndingDecisionPayload.parse(await termsOf(tx, written.file.id, 'draftEndingDecision'))
  const { endsOn, barCause } = endOf(written, context)
  const bar = printedBar(written, { cause: barCause, endsOn })
  return {
    head: headOf(written, numbered, bar === undefined ? [article] : [article, '第十条（二）'], reviewAndSuit),
    institution: party,
    agreementNumber,
    kind,
    ground,
    article,
    facts,
    evidence,
    statement: await statementOf(tx, written, context, decision),
    takesEffectAt: endOfDay(endsOn),
    duties: dutiesOf(decision),
    ...(bar === undefined ? {} : { bar }),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'endingDecision'>
}

/** 第十六条: what both sign. */
export const rescissionAgreementDocument: DocumentSource = async (tx, written, numbered) => {
  const { consolidated, facts, agreementNumber, context } = await endingSubject(tx, written)
  const { endsOn, barCause } = endOf(written, context)
  const bar = printedBar(written, { cause: barCause, endsOn })
  return {
    head: headOf(written, numbered, ['第十六条'], contractRemedy),
    agreementNumber,
    agency: agencyParty(numbered.agency),
    institution: institutionParty(consolidated),
    reason: facts.join('\n'),
    endsAt: endOfDay(endsOn),
    duties: dutiesOf(EndTermsPayload.parse(await termsOf(tx, written.file.id, 'offerRescission'))),
    ...(bar === undefined ? {} : { bar }),
  } satisfies DocumentData<'rescissionAgreement'>
}
