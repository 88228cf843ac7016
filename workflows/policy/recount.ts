import { addDays, type Instant, type PlainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import { computeDeadline, type Deadline } from '#workflows/policy/deadline-rule'
import type { Anchor, DeadlineEntry } from '#workflows/policy/schema'

/** A period as the ledger of running periods holds it, under the rule with which it began. */
export type RunningPeriod = {
  readonly entry: DeadlineEntry
  readonly startsOn: PlainDate
  readonly dueAt: Instant
  readonly provisional: boolean
}

/**
 * What changed rules do to a running period. `later`: its end moves. `keptBecauseEarlier`: it would end sooner, which no
 * change may bring about. `settled`: the same day, 暂定 no longer. `uncounted`: the calendar that it would need is missing.
 */
export type Recount =
  | { readonly effect: 'later' | 'settled' | 'unchanged' | 'keptBecauseEarlier'; readonly deadline: Deadline }
  | { readonly effect: 'uncounted' }

export type NewRules = {
  /** The rule of the period as it reads now; its own unless a policy changed it. */
  readonly entry: DeadlineEntry
  /** Dates of the case; the day from which the period runs comes from the period itself. */
  readonly anchors: Partial<Record<Anchor, PlainDate>>
  readonly calendar: WorkingCalendar
}

/** Counts a running period anew from the day on which it began. A period never gets shorter (民法典 第二百零三条 only adds). */
export function recount(period: RunningPeriod, { entry, anchors, calendar }: NewRules): Recount {
  const began = beginningOf(period)
  const computed = computeDeadline(entry, { anchors: { ...anchors, ...began }, calendar })
  if (!computed.ok) return { effect: 'uncounted' }
  const deadline = computed.value
  if (deadline.dueAt > period.dueAt) return { effect: 'later', deadline }
  if (deadline.dueAt < period.dueAt) return { effect: 'keptBecauseEarlier', deadline }
  return { effect: period.provisional && !deadline.provisional ? 'settled' : 'unchanged', deadline }
}

/** The date that its own rule counts from. A count backwards does not keep it: that one is read off the case. */
function beginningOf({ entry: { rule, excludeFirstDay }, startsOn }: RunningPeriod): Partial<Record<Anchor, PlainDate>> {
  switch (rule.kind) {
    case 'period':
      return { [rule.from]: excludeFirstDay ? addDays(startsOn, -1) : startsOn }
    case 'window':
      return { [rule.from]: startsOn }
    case 'on':
      return { [rule.anchor]: startsOn }
    case 'before':
      return {}
  }
}
