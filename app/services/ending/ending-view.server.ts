import type { HandedInMaterial } from '#app/view/case-view'
import type { EndingFormFacts, EndingRow, EndingSection } from '#app/view/ending-view'
import { formatDate } from '#app/view/format'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { addDays, dateOf, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import {
  EndingDecisionPayload,
  EndingProposalPayload,
  EndTermsPayload,
  RescissionRequestPayload,
  StatementPayload,
} from '#workflows/commands/payloads'
import { barCauseOfGround, type EndingGround, endingGrounds } from '#workflows/domain/ending-grounds'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import { findBarPeriod } from '#workflows/policy/eligibility'
import type { PolicySet } from '#workflows/policy/schema'
import { papersOfCommands } from '../case/handed-in-files.server'
import { agreementContext, endingContext } from '../case-context'
import type { OpenCase } from '../case-view.server'

/** 解除 is an act of the parties, 终止 follows from an event. */
export const endKindTitles = { rescission: '解除', termination: '终止' } as const

const row = (question: string, answer: string | undefined): EndingRow[] =>
  answer === undefined || answer === '' ? [] : [{ question, answer }]
const onDay = (event: Pick<CaseEvent, 'occurred_at'>): PlainDate => dateOf(instant(event.occurred_at))

/** When a new application may come after an end on this ground, or that nothing bars one (第十条（二）; edge cases 51, 52). */
export function barWordsOf(policy: PolicySet, ground: EndingGround, endsOn: PlainDate): string {
  const cause = barCauseOfGround(policy, ground)
  const kind = endKindTitles[endingGrounds[ground].kind]
  const bar = cause === null ? undefined : findBarPeriod(policy, { cause, startsOn: endsOn, source: '' })
  return bar === undefined
    ? `这种情形的${kind}不限制重新申请。`
    : `按${formatDate(endsOn)}${kind}计算，${formatDate(bar.mayApplyFrom)}起方可受理新的申请（${bar.basis}）。`
}

/** The last day that a decision of today may name: the longest transition (edge case 41), never beyond the term. */
export function lastDayToEnd(policy: PolicySet, { expiresOn, continuedOn }: AgreementContext, today: PlainDate): PlainDate {
  const transition = addDays(today, policy.endings.transitionMaxDays)
  return expiresOn !== null && continuedOn === null && expiresOn < transition ? plainDate(expiresOn) : transition
}

/** What the case was opened with, by an officer, a change or the institution itself. */
function openingOf(events: readonly CaseEvent[]) {
  const [opening] = events
  if (opening?.command !== 'requestRescission') return EndingProposalPayload.parse(opening?.payload)
  const { reason } = RescissionRequestPayload.parse(opening.payload)
  const { plannedEndsOn } = EndingProposalPayload.pick({ plannedEndsOn: true }).parse(opening.payload)
  return {
    ...EndingProposalPayload.parse({ ground: 'consensual', facts: [reason], basis: endingGrounds.consensual.article }),
    plannedEndsOn,
  }
}

const outcomes = { adopted: '采纳', partlyAdopted: '部分采纳', notAdopted: '不采纳' } as const

function statementRows(events: readonly CaseEvent[]): EndingRow[] {
  const given = events.findLast(({ command }) => command === 'giveStatement')
  const waived = events.findLast(({ command }) => command === 'waiveStatement')
  if (given === undefined) return waived === undefined ? [] : row('放弃陈述申辩', formatDate(onDay(waived)))
  const { statement, wantsHearing } = StatementPayload.parse(given.payload)
  return [
    ...row('提出日期', formatDate(onDay(given))),
    ...row('内容', statement),
    ...row('听证', wantsHearing === 'yes' ? '要求听证' : '不要求'),
  ]
}

/** The last draft of a decision, or the last text on offer. */
const termsEvent = (events: readonly CaseEvent[]) =>
  events.findLast(({ command }) => command === 'draftEndingDecision' || command === 'offerRescission')

function termRows({ events, file, audience }: OpenCase): EndingRow[] {
  const event = termsEvent(events)
  const { end } = endingContext(file)
  // Before it is decided a draft is the agency's own.
  const isOpen = event?.command === 'offerRescission' || ['agency', 'reader'].includes(audience) || file.stage.startsWith('decided')
  if (event === undefined || end === null || !(isOpen || file.status === 'done')) return []
  const { settlement, patients } = EndTermsPayload.parse(event.payload)
  const decision = EndingDecisionPayload.safeParse(event.payload).data
  const wasHeard = events.some(({ command }) => command === 'giveStatement')
  return [
    ...row('生效', `${formatDate(plainDate(end.endsOn))} 24:00`),
    ...row('费用结算', settlement),
    ...row('在院病人', patients),
    ...(decision !== undefined && event.command === 'draftEndingDecision' && wasHeard
      ? row('对陈述申辩的意见', `${outcomes[decision.statementOutcome]}：${decision.onStatement}`)
      : []),
  ]
}

/** What an ending is about, for everybody who may read the case. */
export function endingSectionOf(opened: OpenCase): EndingSection {
  const { events, file, audience } = opened
  const { ground, facts, basis, talks, eventOn, plannedEndsOn } = openingOf(events)
  const { title, article, kind } = endingGrounds[ground]
  const { contest, setAside } = endingContext(file)
  return {
    rows: [
      ...row('情形', `${title}（${article}）`),
      ...row('依据', basis),
      ...row('协商变更的经过', talks),
      ...row('文书（证明）上的日期', eventOn === null ? '' : formatDate(eventOn)),
      ...row(`拟${endKindTitles[kind]}的日期`, plannedEndsOn === null ? '' : formatDate(plannedEndsOn)),
      ...row(
        '复议（诉讼）',
        contest === null ? '' : `${formatDate(plainDate(contest.filedOn))}${contest.kind === 'suit' ? '提起行政诉讼' : '申请行政复议'}`,
      ),
      ...row('撤销', setAside === null ? '' : `${setAside.authority}${setAside.number}，${formatDate(plainDate(setAside.decidedOn))}`),
    ],
    facts,
    statement: statementRows(events),
    terms: termRows(opened),
    materials: papersOfCommands(events, audience).map(
      ({ id, title: paper, files }): HandedInMaterial => ({
        id,
        title: paper,
        files: files.map(({ name, digest }) => ({ name, href: `/cases/${file.id}/files/${digest}` })),
        isSupplement: false,
      }),
    ),
  }
}

/** What the forms of an ending need, for whoever may give its commands. */
export async function endingFormFacts(read: Repositories, opened: OpenCase, today: PlainDate): Promise<EndingFormFacts> {
  const { file, events, rules } = opened
  const { ground, hasStatement, path } = endingContext(file)
  const agreement = await read.caseFiles.find(file.parent_id ?? '')
  if (agreement === undefined) throw new Error(`agreement of ${file.id} is gone`)
  const { startsOn, services } = agreementContext(agreement)
  const proposal = openingOf(events)
  const drafted = EndTermsPayload.safeParse(termsEvent(events)?.payload).data
  const event = termsEvent(events)
  const draftedOn = event === undefined ? undefined : endingContext(file).end?.endsOn
  const latest = lastDayToEnd(rules.policy, agreementContext(agreement), today)
  const begins = plainDate(startsOn)
  const earliest = path === 'direct' || begins > today ? begins : today
  const planned = draftedOn ?? proposal.plannedEndsOn ?? proposal.eventOn ?? ''
  const endsOn = planned >= earliest && planned <= latest ? planned : ''
  return {
    ...endingSectionOf(opened),
    kindTitle: endKindTitles[endingGrounds[ground].kind],
    hasStatement,
    needsPatients: services.some((service) => service === 'inpatient' || service === 'long_term_care'),
    earliest,
    latest,
    draft: { endsOn, settlement: drafted?.settlement ?? '', patients: drafted?.patients ?? '' },
    barWords: barWordsOf(rules.policy, ground, endsOn === '' ? today : plainDate(endsOn)),
  }
}
