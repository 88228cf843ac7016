import { addMonths, dateFromParts, endOfMonth, type PlainDate, yearOf } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import { computeDeadline, type DeadlineRefusal } from '#workflows/policy/deadline-rule'
import type { PolicySet } from '#workflows/policy/schema'
import { ok, type Result, refuse } from '#workflows/result'

/** The evaluation round an application falls into. `lockOn` is null while the calendar of the lock date is unpublished. */
export type ExpectedRound = { readonly year: number; readonly month: number; readonly lockOn: PlainDate | null }

/** First and last day of a round's month, the anchors of its deadlines. */
export function roundAnchors(year: number, month: number): { roundMonthStart: PlainDate; roundMonthEnd: PlainDate } {
  const roundMonthStart = dateFromParts({ year, month, day: 1 })
  return { roundMonthStart, roundMonthEnd: endOfMonth(roundMonthStart) }
}

/**
 * 第九条(三): accepted on or before the lock date → that round, else the next. Refused only when the calendar that
 * decides between two rounds is missing.
 */
export function expectedRound(policy: PolicySet, calendar: WorkingCalendar, acceptedOn: PlainDate): Result<ExpectedRound, DeadlineRefusal> {
  const year = yearOf(acceptedOn)
  const months = [...policy.rounds.months].sort((a, b) => a - b)
  for (const candidate of [year, year + 1, year + 2].flatMap((y) => months.map((month) => ({ year: y, month })))) {
    const anchors = roundAnchors(candidate.year, candidate.month)
    if (acceptedOn >= anchors.roundMonthStart) continue
    const lock = computeDeadline(policy.deadlines.roundLock, { anchors, calendar })
    if (lock.ok) {
      if (acceptedOn <= lock.value.dueOn) return ok({ ...candidate, lockOn: lock.value.dueOn })
      continue
    }
    // No run of holidays is a month long, so an earlier acceptance is in time whatever the notice will say.
    if (acceptedOn < addMonths(anchors.roundMonthStart, -1)) return ok({ ...candidate, lockOn: null })
    return refuse(lock.refusal)
  }
  throw new Error('a policy without round months')
}
