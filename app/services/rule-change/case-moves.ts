import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { instant, plainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import { anchorsOf } from '#workflows/engine/anchors'
import type { MachineName } from '#workflows/engine/restore'
import { type Recount, recount } from '#workflows/policy/recount'
import { DeadlineEntry, DeadlineKey, type PolicySet } from '#workflows/policy/schema'
import { contextOf } from '../case-context'
import { explanationOf } from '../deadline-rows.server'

/** The rules as they would read: the calendar always, a policy when open cases are to adopt it. */
export type ChangedRules = { calendar: WorkingCalendar; policy?: PolicySet }

/** What the changed rules do to one running period; `entry` is its rule as it would read. */
export type Move = { row: DeadlineRow; entry: DeadlineEntry; recount: Recount }

/** The row as it stands after the change. A period that would be shorter goes on under the rule with which it began. */
export function rowAfter({ row, entry, recount }: Move): DeadlineRow {
  if (recount.effect === 'uncounted') return row
  const { deadline, effect } = recount
  const provisional = deadline.provisional ? 1 : 0
  if (effect === 'keptBecauseEarlier') return { ...row, provisional }
  return {
    ...row,
    rule: JSON.stringify(entry),
    starts_on: deadline.startsOn,
    due_on: deadline.dueOn,
    due_at: deadline.dueAt,
    provisional,
    explanation: JSON.stringify(explanationOf(entry, deadline)),
  }
}

/** Every running period of a case, counted anew. The one place that decides: for the preview and for the change itself. */
export function movesOfCase(file: CaseFile, rows: readonly DeadlineRow[], { calendar, policy }: ChangedRules): Move[] {
  return rows.map((row) => {
    const own = DeadlineEntry.parse(JSON.parse(row.rule))
    const entry = policy?.deadlines[DeadlineKey.parse(row.key)] ?? own
    const anchors = anchorsOf(file.machine as MachineName, contextOf(file), instant(file.updated_at))
    const period = { entry: own, startsOn: plainDate(row.starts_on), dueAt: instant(row.due_at), provisional: row.provisional === 1 }
    return { row, entry, recount: recount(period, { entry, anchors, calendar }) }
  })
}

/**
 * Whether a case keeps its version of the rules although others adopt a new one: what is evaluated or has been is judged by
 * the table with which the evaluation began.
 */
export function keepsItsTable({ machine, stage }: Pick<CaseFile, 'machine' | 'stage'>, former: PolicySet, next: PolicySet): boolean {
  if (machine !== 'application' || JSON.stringify(former.evaluation) === JSON.stringify(next.evaluation)) return false
  return !beforeEvaluation.has(stage.split('.')[0] ?? '')
}

const beforeEvaluation = new Set(['submitted', 'supplementing', 'queued', 'enrolled'])
