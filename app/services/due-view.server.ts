import * as z from 'zod'
import type { DueView } from '#app/view/case-view'
import { calendarDaysLeft, workingDaysLeft } from '#app/view/format'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { addDays, daysBetween, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { isWorkingDay, type WorkingCalendar } from '#workflows/calendar/working-days'
import type { Deadline } from '#workflows/policy/deadline-rule'
import type { DeadlineEntry } from '#workflows/policy/schema'

/** What `writeStep` keeps beside a running period, for people. */
const Explanation = z.object({
  title: z.string(),
  basis: z.string(),
  consequence: z.string(),
  explanation: z.string(),
  strip: z.array(z.object({ date: z.string(), counted: z.boolean(), why: z.string(), source: z.string().nullable() })),
})
type Explanation = z.output<typeof Explanation>

type Today = { on: PlainDate; calendar: WorkingCalendar }

/** Working days from today to the due day, today not counted; plain days when a year's calendar is missing. */
function remainingWords(dueOn: PlainDate, { on, calendar }: Today): string {
  const sign = dueOn < on ? -1 : 1
  const [from, to] = sign < 0 ? [dueOn, on] : [on, dueOn]
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar, day)
    if (!working.ok) return calendarDaysLeft(daysBetween(on, dueOn))
    if (working.value) count += 1
  }
  // Only days off are left: the working days say nothing, the days do.
  return count === 0 && dueOn !== on ? calendarDaysLeft(daysBetween(on, dueOn)) : workingDaysLeft(sign * count)
}

function viewOf(dueOn: PlainDate, endsDay: boolean, facts: Explanation, today: Today): DueView {
  return {
    due: dueOn,
    time: endsDay ? '24:00' : '0:00',
    remaining: remainingWords(dueOn, today),
    isOverdue: dueOn < today.on,
    explanation: {
      rule: facts.explanation,
      basis: facts.basis,
      consequence: facts.consequence,
      days: facts.strip.map(({ source, ...day }) => (source === null ? day : { ...day, source })),
    },
  }
}

/** A running period of a case as the pages show it. */
export function dueOfRow(row: DeadlineRow, today: Today): DueView {
  return viewOf(plainDate(row.due_on), row.due_at.slice(11, 16) === '16:00', Explanation.parse(JSON.parse(row.explanation)), today)
}

/** The consequence that the policy names for a running period. */
export const consequenceOfRow = (row: DeadlineRow): string => Explanation.parse(JSON.parse(row.explanation)).consequence

/** A period worked out from the policy before anything runs: a preview, or one that is over. */
export function dueOfRule(entry: DeadlineEntry, computed: Deadline, today: Today): DueView {
  const strip = computed.strip.map((day) => ({ ...day }))
  const facts = { title: entry.title, basis: computed.basis, consequence: computed.consequence, explanation: computed.explanation, strip }
  return viewOf(computed.dueOn, entry.at === 'endOfDay', facts, today)
}
