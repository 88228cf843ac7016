import type { DeadlineRow } from '#db/repositories/deadlines'
import { type Repositories, rollBack, type UnitOfWork } from '#db/unit-of-work'
import { systemActor } from '#workflows/access/authorise'
import { type Instant, instant } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import type { MachineName } from '#workflows/engine/restore'
import { step } from '#workflows/engine/step'
import { DeadlineEntry } from '#workflows/policy/schema'
import { postponeService } from './late-delivery.server'
import { remind } from './reminders.server'
import { carryChangesToCase } from './rule-change/carry-out.server'
import { loadRules } from './rules.server'
import { writeStep } from './write-step.server'

/**
 * Fires one due row: the machine's own timer event, or a reminder. The row is claimed in the transaction of the step,
 * so two sweeps, or a sweep and a command, never fire it twice; and by its row, so an old timer never ends a new period.
 */
export function fireDeadline(unit: UnitOfWork, row: DeadlineRow, now: Instant): Promise<Outcome<boolean>> {
  return unit.inTransaction(async (tx) => {
    // The case first, as every command locks it; the other way round the two would wait for each other.
    if (row.kind === 'timer') await tx.caseFiles.findForUpdate(row.case_id)
    // A confirmed change of the rules that has not reached the case may have moved the row: then it is looked at again.
    if (await carryChangesToCase(tx, row.case_id, now)) return false
    if (await postponeService(tx, row, now)) return false
    if (!(await tx.deadlines.claim(row.id))) return false
    if (row.kind === 'reminder') await remind(tx, row, now)
    else await fireTimer(tx, row, now)
    return true
  })
}

async function fireTimer(tx: Repositories, row: DeadlineRow, now: Instant): Promise<void> {
  const file = await tx.caseFiles.findForUpdate(row.case_id)
  if (file === undefined) throw new Error(`deadline ${row.id} has no case`)
  const rules = await loadRules(tx, { policyId: file.policy_version_id })
  if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
  const decided = step(
    { machine: file.machine as MachineName, version: file.machine_version, snapshot: file.snapshot },
    { type: row.timer_id },
  )
  if (!decided.ok) rollBack(decided.refusal)
  await writeStep(tx, {
    file,
    step: decided.value,
    rules,
    entry: {
      commandId: `deadline:${row.id}`,
      command: `deadline.${row.key}`,
      inputDigest: '',
      payload: { deadline: row.id, dueAt: row.due_at, key: row.key },
      actor: systemActor,
      article: DeadlineEntry.parse(JSON.parse(row.rule)).basis,
      // In law the period ended at its due moment, however late the sweep came by; but nothing happens before what caused
      // it, such as a term that begins at 0:00 of the day on which it was signed.
      at: laterInstant(instant(row.due_at), instant(file.updated_at)),
      recordedAt: now,
    },
  })
}

const laterInstant = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/**
 * Fires what is due at `now`, in the order of the due moments, until nothing is left.
 * A timer that its machine refuses is a bug by construction (X9): it is parked and reported, the others go on. One that
 * crashes is reported and stays due for the next sweep, and the others go on as well; but a single case is never
 * treated as caught up after a crash.
 * @param caseId only the rows of this case
 * @returns how many rows fired
 * @throws whatever a timer of `caseId` threw
 */
export async function fireDueDeadlines(
  unit: UnitOfWork,
  now: Instant,
  onParked: (row: DeadlineRow, reason: string) => void,
  caseId?: string,
): Promise<number> {
  let fired = 0
  const crashed: string[] = []
  for (;;) {
    const [row] = await unit.read.deadlines.due(now, { ...(caseId === undefined ? {} : { caseId }), except: crashed, limit: 1 })
    if (row === undefined) return fired
    try {
      const outcome = await fireDeadline(unit, row, now)
      if (outcome.ok) {
        if (outcome.value) fired += 1
        continue
      }
      await unit.inTransaction((tx) => tx.deadlines.park(row.id))
      onParked(row, outcome.refusal.code)
    } catch (error) {
      if (caseId !== undefined) throw error
      crashed.push(row.id)
      onParked(row, error instanceof Error ? error.message : String(error))
    }
  }
}
