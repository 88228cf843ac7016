import type * as z from 'zod'
import type { DueView } from '#app/view/case-view'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import type { Deadline } from '#workflows/policy/deadline-rule'
import { DeadlineEntry } from '#workflows/policy/schema'
import { DueExplanation, remainingText } from './case/due.server'
import { explainedDays } from './deadline-rows.server'

type Explanation = z.output<typeof DueExplanation>
type Today = { on: PlainDate; calendar: WorkingCalendar }

function viewOf(dueOn: PlainDate, entry: DeadlineEntry, facts: Explanation, { on, calendar }: Today): DueView {
  return {
    due: dueOn,
    time: entry.at === 'endOfDay' ? '24:00' : '0:00',
    remaining: remainingText(entry.rule, dueOn, on, calendar),
    isOverdue: dueOn < on,
    explanation: {
      rule: facts.explanation,
      basis: facts.basis,
      consequence: facts.consequence,
      days: explainedDays(facts.strip),
    },
  }
}

const explanationOf = (row: DeadlineRow): Explanation => DueExplanation.parse(JSON.parse(row.explanation))

/** A running period as a list shows it; by days, while `case/due.server` judges by the moment. */
export function dueOfRow(row: DeadlineRow, today: Today): DueView {
  return viewOf(plainDate(row.due_on), DeadlineEntry.parse(JSON.parse(row.rule)), explanationOf(row), today)
}

/** The consequence that the policy names for a running period. */
export const consequenceOfRow = (row: DeadlineRow): string => explanationOf(row).consequence

/** A period worked out from the policy before anything runs: a preview, or one that is over. */
export function dueOfRule(entry: DeadlineEntry, computed: Deadline, today: Today): DueView {
  const { basis, consequence, explanation } = computed
  const strip = computed.strip.map((day) => ({ ...day }))
  return viewOf(computed.dueOn, entry, { title: entry.title, basis, consequence, explanation, strip }, today)
}
