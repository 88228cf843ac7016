import type { DueView } from '#app/view/case-view'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Instant } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import type { Deadline } from '#workflows/policy/deadline-rule'
import { remindersOf } from '#workflows/policy/reminders'
import type { DeadlineEntry } from '#workflows/policy/schema'

/** The days of a count as a page shows them: a day without a notice of its own names none. */
export const explainedDays = (
  strip: readonly { date: string; counted: boolean; why: string; source: string | null }[],
): NonNullable<DueView['explanation']>['days'] => strip.map(({ source, ...day }) => (source === null ? day : { ...day, source }))

/** What the ledger keeps beside a running period, so that its date can always be explained. */
export const explanationOf = (
  rule: DeadlineEntry,
  { strip, explanation, basis, consequence }: Pick<Deadline, 'strip' | 'explanation' | 'basis' | 'consequence'>,
) => ({ title: rule.title, basis, consequence, explanation, draft: rule.draft, strip })

/**
 * The reminders of a running period that are still to come, as rows of the ledger.
 * @param timer the row of the period itself
 * @param stem what their ids begin with
 * @returns undefined when one of them would reach a year without a calendar: then none can be told apart
 */
export function findReminderRows(
  timer: DeadlineRow,
  rule: DeadlineEntry,
  period: Pick<Deadline, 'startsOn' | 'dueOn'>,
  { calendar, after, stem = timer.id }: { calendar: WorkingCalendar; after: Instant; stem?: string },
): DeadlineRow[] | undefined {
  const reminders = remindersOf(rule, period, calendar)
  if (!reminders.ok) return undefined
  return reminders.value
    .map(({ at, to }, index) => ({
      ...timer,
      id: `${stem}:${index}`,
      kind: 'reminder' as const,
      due_at: at,
      explanation: JSON.stringify({ to, title: rule.title }),
      status: 'running' as const,
    }))
    .filter(({ due_at }) => due_at > after)
}
