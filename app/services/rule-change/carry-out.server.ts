import type { MovedDeadline, RuleChangePayload } from '#app/view/rule-change'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { RuleChange } from '#db/repositories/rule-changes'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import { systemActor } from '#workflows/access/authorise'
import { type Instant, instant, plainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import type { MachineName } from '#workflows/engine/restore'
import { restate } from '#workflows/engine/step'
import { DeadlineEntry } from '#workflows/policy/schema'
import { findReminderRows } from '../deadline-rows.server'
import { loadRules, type Rules } from '../rules.server'
import { writeStep } from '../write-step.server'
import { AdoptionData } from './adoption.server'
import { keepsItsTable, type Move, movesOfCase, rowAfter } from './case-moves'
import { notifyOfMoves } from './notices.server'

/** Ids under which a change stands in the logs; nobody else may use them. */
export const carriedCommandId = (change: Pick<RuleChange, 'id' | 'kind'>, caseId: string): string =>
  `${change.kind === 'calendar' ? 'calendar' : 'adopt'}:${change.id}:${caseId}`

/**
 * Carries every confirmed change that has not reached this case yet to it, inside the caller's transaction: rows, reminders,
 * one line in the log and the notices, all or nothing.
 * @returns whether anything of the case changed
 */
export async function carryChangesToCase(tx: Repositories, caseId: string, now: Instant): Promise<boolean> {
  let changed = false
  for (const change of await tx.ruleChanges.confirmed(now)) changed = (await carryToCase(tx, change, caseId, now)) || changed
  return changed
}

/**
 * Carries confirmed changes to every open case, each in a transaction of its own; a crash in between is made good by the
 * next call, and several servers may be at it at once.
 * @param onFailure told of a case that could not be reached; the change stays open for the next call
 */
export async function carryOutRuleChanges(
  unit: UnitOfWork,
  now: () => Instant,
  onFailure: (caseId: string, error: unknown) => void,
): Promise<void> {
  for (const change of await unit.read.ruleChanges.confirmed(now())) {
    let isComplete = true
    for (const caseId of await casesOf(unit.read, change)) {
      try {
        const outcome = await unit.inTransaction((tx) => carryToCase(tx, change, caseId, now()))
        if (!outcome.ok) throw new Error(`change ${change.id} on ${caseId}: ${outcome.refusal.code}`)
      } catch (error) {
        isComplete = false
        onFailure(caseId, error)
      }
    }
    if (isComplete) await unit.inTransaction((tx) => tx.ruleChanges.markApplied(change.id, now()))
  }
}

async function casesOf(read: Repositories, change: RuleChange): Promise<string[]> {
  if (change.kind === 'policy') return read.caseFiles.openUnder(AdoptionData.parse(change.data).formerId)
  return [...new Set((await read.deadlines.runningAfter(change.decided_at ?? '')).map(({ case_id }) => case_id))]
}

type Carried = { file: CaseFile; change: RuleChange; rules: Rules; moves: readonly Move[]; now: Instant }

async function carryToCase(tx: Repositories, change: RuleChange, caseId: string, now: Instant): Promise<boolean> {
  const file = await tx.caseFiles.findForUpdate(caseId)
  if (file === undefined || file.status !== 'active') return false
  const rules = await rulesAfter(tx, change, file)
  if (rules === undefined || (await tx.eventLog.findByCommandId(carriedCommandId(change, caseId))) !== undefined) return false
  // What ran out before the decision had ended in law, however late it is swept.
  const rows = (await tx.deadlines.running(caseId)).filter(({ due_at }) => due_at > (change.decided_at ?? ''))
  const isAdoption = change.kind === 'policy'
  const moves = movesOfCase(file, rows, isAdoption ? rules : { calendar: rules.calendar })
  const touched = moves.filter(({ recount }) => recount.effect !== 'unchanged' && recount.effect !== 'uncounted')
  const carried = { file, change, rules, moves: touched, now }
  if (touched.length > 0 || isAdoption) await writeLine(tx, carried)
  let changed = touched.length > 0 || isAdoption
  for (const move of moves) {
    const row = rowAfter(move)
    await tx.deadlines.postpone(move.row, row)
    changed = (await relayReminders(tx, row, { change, calendar: rules.calendar, now })) || changed
  }
  if (touched.some(({ recount }) => recount.effect === 'later')) await notifyOfMoves(tx, carried)
  return changed
}

/** The rules of the case once the change has reached it; undefined when it does not concern the case. */
async function rulesAfter(tx: Repositories, change: RuleChange, file: CaseFile): Promise<Rules | undefined> {
  if (change.kind === 'calendar') return loadRules(tx, { policyId: file.policy_version_id })
  const { formerId } = AdoptionData.parse(change.data)
  if (file.policy_version_id !== formerId) return undefined
  const [former, next] = [await loadRules(tx, { policyId: formerId }), await loadRules(tx, { policyId: change.subject })]
  return former === undefined || next === undefined || keepsItsTable(file, former.policy, next.policy) ? undefined : next
}

async function writeLine(tx: Repositories, { file, change, rules, moves, now }: Carried): Promise<void> {
  const decidedAt = instant(change.decided_at ?? now)
  const updatedAt = instant(file.updated_at)
  const payload: RuleChangePayload = {
    change: change.id,
    subject: change.subject,
    proposedBy: change.proposed_name,
    decidedBy: change.decided_name ?? '',
    moves: moves.flatMap(movedOf),
  }
  await writeStep(tx, {
    file: change.kind === 'policy' ? { ...file, policy_version_id: change.subject } : file,
    step: restate(file.machine as MachineName, file.snapshot),
    rules,
    entry: {
      commandId: carriedCommandId(change, file.id),
      command: change.kind === 'calendar' ? 'changeCalendar' : 'adoptRules',
      inputDigest: '',
      payload,
      actor: systemActor,
      article: change.kind === 'calendar' ? '' : '第二十七条',
      at: decidedAt > updatedAt ? decidedAt : updatedAt,
      recordedAt: now,
    },
  })
}

function movedOf({ row, entry, recount }: Move): MovedDeadline[] {
  if (recount.effect === 'uncounted' || recount.effect === 'unchanged') return []
  return [{ key: row.key, title: entry.title, from: row.due_on, counted: recount.deadline.dueOn, effect: recount.effect }]
}

type Laying = { change: RuleChange; calendar: WorkingCalendar; now: Instant }

/** Lays the reminders of a period anew where they no longer fit. @returns whether any of them changed */
async function relayReminders(tx: Repositories, row: DeadlineRow, { change, calendar, now }: Laying): Promise<boolean> {
  const period = { startsOn: plainDate(row.starts_on), dueOn: plainDate(row.due_on) }
  const stem = `${row.id}:${change.id}`
  const wanted = findReminderRows(row, DeadlineEntry.parse(JSON.parse(row.rule)), period, { calendar, after: now, stem })
  if (wanted === undefined) return false
  const present = await tx.deadlines.remindersOf(row.case_id, row.timer_id)
  const textOf = (reminders: readonly DeadlineRow[]) =>
    reminders.map(({ due_at, due_on, explanation }) => `${due_at} ${due_on} ${explanation}`)
  // One that is due and not yet sent is sent by the sweep that is on its way.
  const standing = present.filter(({ due_at }) => due_at > now)
  if (isSameSet(textOf(standing), textOf(wanted))) return false
  await tx.deadlines.replaceReminders(row, now, wanted)
  return true
}

const isSameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one))
