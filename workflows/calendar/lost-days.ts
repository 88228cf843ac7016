import { addDays, type PlainDate } from '#workflows/calendar/plain-date'
import { dayFact, type WorkingCalendar } from '#workflows/calendar/working-days'

/** The checks of one day. */
export type CheckedDay = { date: PlainDate; ok: number; failed: number }

type Period = { from: PlainDate; lastDay: PlainDate; today: PlainDate }

/**
 * Working days of a notice on which it may not have been up (edge case 29). The day of publication does not count, as it
 * does not count for the period itself (第九条（四）).
 * @returns `failed`: a check of that day did not pass; `silent`: a day that is over and on which nobody checked
 */
export function lostWorkingDays(
  calendar: WorkingCalendar,
  { from, lastDay, today }: Period,
  days: readonly CheckedDay[],
): { failed: PlainDate[]; silent: PlainDate[] } {
  const byDate = new Map(days.map((day) => [day.date, day]))
  const failed: PlainDate[] = []
  const silent: PlainDate[] = []
  const end = today < lastDay ? today : lastDay
  for (let date = addDays(from, 1); date <= end; date = addDays(date, 1)) {
    const fact = dayFact(calendar, date)
    if (!fact.ok || !fact.value.isWorking) continue
    const day = byDate.get(date)
    if (day !== undefined && day.failed > 0) failed.push(date)
    else if (day === undefined && date < today) silent.push(date)
  }
  return { failed, silent }
}
