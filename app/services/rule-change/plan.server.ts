import * as z from 'zod'
import type { DateExplanation } from '#app/view/date-explanation'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Repositories } from '#db/unit-of-work'
import { dateOf, type Instant } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import type { Deadline } from '#workflows/policy/deadline-rule'
import type { PolicySet } from '#workflows/policy/schema'
import { explainedDays } from '../deadline-rows.server'
import { loadCalendar, loadRules } from '../rules.server'
import { keepsItsTable, movesOfCase } from './case-moves'

/**
 * One running period under changed rules, as it is kept with the decision. `newDueOn` is the day that holds then,
 * `countedOn` what the new rules count.
 */
export const StoredMove = z.object({
  deadlineId: z.string(),
  caseId: z.string(),
  title: z.string(),
  agencyId: z.string(),
  key: z.string(),
  what: z.string(),
  oldDueOn: z.string(),
  newDueOn: z.string(),
  countedOn: z.string(),
  effect: z.enum(['later', 'settled', 'keptBecauseEarlier', 'unchanged', 'uncounted']),
})
export type StoredMove = z.output<typeof StoredMove>
export const StoredMoves = z.array(StoredMove)

/** With how the new day is counted; null where it cannot be. */
export type PlannedMove = StoredMove & { explanation: DateExplanation | null }

export type PlannedRuleChange = {
  /** Periods on which the change has an effect, in the order of their cases. */
  moves: PlannedMove[]
  /** Running periods that stay as they are. */
  unchanged: number
  /** Open cases that adopt the new version, whether a period of theirs moves or not. */
  adopting: number
  /** Open cases that keep their version, because the table by which they are evaluated would change. */
  keptTables: { caseId: string; title: string; agencyId: string }[]
  /** Applications that are not submitted yet: how many would begin under the new version from its first day on. */
  drafts: number
}

export type ChangeToPlan = {
  calendar?: WorkingCalendar
  /** The policy that is to be published. */
  policy?: PolicySet
  /** The version whose open cases adopt it; without one every open case keeps its own. */
  adoptedFrom?: string
  at: Instant
}

/**
 * What a change of the rules would do, before anybody decides it: written nowhere, and by the very function that carries
 * the change out. Open cases pin their version of the rules; a calendar is always the newest.
 */
export async function planRuleChange(read: Repositories, { policy, calendar, adoptedFrom, at }: ChangeToPlan): Promise<PlannedRuleChange> {
  const counting = calendar ?? (await loadCalendar(read))
  const former = adoptedFrom === undefined || policy === undefined ? undefined : await loadRules(read, { policyId: adoptedFrom })
  const open = policy === undefined ? undefined : new Set(adoptedFrom === undefined ? [] : await read.caseFiles.openUnder(adoptedFrom))
  const rows = rowsByCase(await read.deadlines.runningAfter(at))
  const files = await read.caseFiles.withIds(open === undefined ? [...rows.keys()] : [...open])
  const planned: PlannedRuleChange = { moves: [], unchanged: 0, adopting: 0, keptTables: [], drafts: await draftsUnder(read, policy, at) }
  for (const file of files.filter(({ status }) => status === 'active').sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (former !== undefined && policy !== undefined) {
      if (keepsItsTable(file, former.policy, policy)) {
        planned.keptTables.push({ caseId: file.id, title: file.title, agencyId: file.agency_id })
        continue
      }
      planned.adopting += 1
    }
    const moves = plannedMoves(file, rows.get(file.id) ?? [], { calendar: counting, ...(policy === undefined ? {} : { policy }) })
    const touched = moves.filter(({ effect }) => effect !== 'unchanged' && effect !== 'uncounted')
    planned.moves.push(...touched)
    planned.unchanged += moves.length - touched.length
  }
  return planned
}

function plannedMoves(file: CaseFile, rows: readonly DeadlineRow[], rules: Parameters<typeof movesOfCase>[2]): PlannedMove[] {
  return movesOfCase(file, rows, rules).map(({ row, entry, recount }) => {
    const counted = recount.effect === 'uncounted' ? undefined : recount.deadline
    return {
      deadlineId: row.id,
      caseId: file.id,
      title: file.title,
      agencyId: file.agency_id,
      key: row.key,
      what: entry.title,
      oldDueOn: row.due_on,
      newDueOn: recount.effect === 'later' ? recount.deadline.dueOn : row.due_on,
      countedOn: counted?.dueOn ?? row.due_on,
      effect: recount.effect,
      explanation: counted === undefined ? null : explained(counted),
    }
  })
}

const explained = ({ explanation, basis, consequence, strip }: Deadline): DateExplanation => ({
  rule: explanation,
  basis,
  consequence,
  days: explainedDays(strip),
})

function rowsByCase(rows: readonly DeadlineRow[]): Map<string, DeadlineRow[]> {
  const byCase = new Map<string, DeadlineRow[]>()
  for (const row of rows) byCase.set(row.case_id, [...(byCase.get(row.case_id) ?? []), row])
  return byCase
}

/** An application stands on the version that governs the day of its submission. */
async function draftsUnder(read: Repositories, policy: PolicySet | undefined, at: Instant): Promise<number> {
  if (policy === undefined) return 0
  const isOver = policy.effectiveTo !== null && policy.effectiveTo < dateOf(at)
  return isOver ? 0 : read.drafts.countOpen()
}
