import { type Instant, type PlainDate, startOfDay } from '#workflows/calendar/plain-date'
import { addWorkingDays, type CalendarMissing, subtractWorkingDays, type WorkingCalendar } from '#workflows/calendar/working-days'
import { type Deadline, lastDayAfter, lastDayOfSpan } from '#workflows/policy/deadline-rule'
import type { DeadlineEntry, Reminder, ReminderAudience } from '#workflows/policy/schema'
import { ok, type Result } from '#workflows/result'

/** One reminder with its day; it is sent at 00:00 of that day. */
export type DueReminder = { readonly on: PlainDate; readonly at: Instant; readonly to: ReminderAudience }

/**
 * The reminders of a running deadline, earliest first. The n-th day after the start counts the starting day as day 1.
 * Refused like the deadline itself when a working-day count reaches a year without a calendar.
 */
export function remindersOf(
  entry: DeadlineEntry,
  deadline: Pick<Deadline, 'startsOn' | 'dueOn'>,
  calendar: WorkingCalendar,
): Result<readonly DueReminder[], CalendarMissing> {
  const reminders: DueReminder[] = []
  for (const reminder of entry.reminders) {
    const day = dayOf(reminder, deadline, calendar)
    if (!day.ok) return day
    reminders.push({ on: day.value, at: startOfDay(day.value), to: reminder.to })
  }
  return ok(reminders.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
}

function dayOf(
  { when, count, unit }: Reminder,
  { startsOn, dueOn }: Pick<Deadline, 'startsOn' | 'dueOn'>,
  calendar: WorkingCalendar,
): Result<PlainDate, CalendarMissing> {
  if (count === 0) return ok(when === 'afterStart' ? startsOn : dueOn)
  if (unit === 'workingDay') {
    const counted =
      when === 'afterStart'
        ? addWorkingDays(calendar, startsOn, count, { excludeFirstDay: false })
        : subtractWorkingDays(calendar, dueOn, count)
    return counted.ok ? ok(counted.value.date) : counted
  }
  return ok(when === 'afterStart' ? lastDayOfSpan(startsOn, count, unit) : lastDayAfter(dueOn, -count, unit))
}
