import { z } from 'zod'
import { addDays, formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { BarCause } from '#workflows/policy/bar-cause'
import { lastDayAfter } from '#workflows/policy/deadline-rule'
import type { BarRule, PolicySet } from '#workflows/policy/schema'

/**
 * A recorded fact that bars applications for a time (第十条). `startsOn` is the day of the event: end of the agreement,
 * finding of false material, penalty decision. `source` names the record, e.g. a case number or a decision number.
 */
export const Bar = z.strictObject({
  cause: BarCause,
  startsOn: PlainDate,
  source: z.string().min(1),
  /** Contested before a higher authority or a court: the decision holds on, and every page says so. */
  underReview: z.boolean().optional(),
})
export type Bar = z.output<typeof Bar>

/** A bar with its end: through `barredUntil` nothing may be accepted, from `mayApplyFrom` on it may. */
export type BarPeriod = Bar & {
  readonly barredUntil: PlainDate
  readonly mayApplyFrom: PlainDate
  readonly basis: string
  readonly explanation: string
}

/** What happened, as a notice says it after the day. */
export const barCauseWords = {
  agreementRescinded: '服务协议被解除',
  agreementEnded: '服务协议终止',
  agreementEndedWithoutFault: '服务协议期满或者协商终止',
  falseApplication: '申请资料弄虚作假被查实',
  administrativePenalty: '受到行政处罚',
} satisfies Record<BarCause, string>

const reviewWords = '该决定正在复议（诉讼），决定仍然有效。'

/**
 * The last barred day and the first day on which an application may be accepted again. The day of the event is not
 * counted and the end never rolls to a working day. Undefined when the policy does not bar for this cause.
 */
export function findBarPeriod(policy: PolicySet, bar: Bar): BarPeriod | undefined {
  if (bar.cause === 'agreementEndedWithoutFault' && !policy.bars.includeNoFaultEnd) return undefined
  const rule = policy.bars.rules.find((candidate) => candidate.cause === bar.cause)
  return rule === undefined ? undefined : periodOf(rule, bar)
}

/** The bars that still hold on a day, the longest first. */
export function activeBars(policy: PolicySet, bars: readonly Bar[], on: PlainDate): readonly BarPeriod[] {
  return bars
    .map((bar) => findBarPeriod(policy, bar))
    .filter((period): period is BarPeriod => period !== undefined && period.startsOn <= on && on <= period.barredUntil)
    .sort((a, b) => (a.barredUntil > b.barredUntil ? -1 : a.barredUntil < b.barredUntil ? 1 : 0))
}

function periodOf(rule: BarRule, bar: Bar): BarPeriod {
  const barredUntil = lastDayAfter(bar.startsOn, rule.count, rule.unit)
  const mayApplyFrom = addDays(barredUntil, 1)
  return {
    ...bar,
    barredUntil,
    mayApplyFrom,
    basis: rule.basis,
    explanation: `${formatDate(bar.startsOn)}${barCauseWords[bar.cause]}，依据${rule.basis}，${formatDate(mayApplyFrom)}起方可受理新的申请。${bar.underReview === true ? reviewWords : ''}`,
  }
}
