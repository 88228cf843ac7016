import type { DueView } from '#app/view/case-view'
import { publicActor } from '#workflows/access/authorise'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { dueOfRule } from '../due-view.server'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

export type ObjectionInput = { name: string; phone: string; statement: string }

/** What the objector takes away; only who holds the command id can ask for it. */
export type ObjectionReceipt = { code: string; receivedAt: string; handling: DueView | null }

/** Short enough to be read over the telephone. */
const CODE_LENGTH = 12

/**
 * Files an objection in the name of the public (第九条（四）): on the newest revision, because two people may object in
 * the same minute, and after whatever is already due, so that the clock alone decides.
 */
export async function fileObjection(portal: Portal, caseId: string, commandId: string, input: ObjectionInput): Promise<Outcome<unknown>> {
  const outcome = await portal.dispatchLatest({ command: 'fileObjection', caseId, commandId, actor: publicActor, input })
  if (outcome.ok) await portal.settle()
  return outcome
}

/** The receipt of an objection, or undefined when no such objection was filed against this case. */
export async function findReceipt(portal: Portal, caseId: string, commandId: string): Promise<ObjectionReceipt | undefined> {
  const event = await portal.read.eventLog.findByCommandId(commandId)
  if (event?.command !== 'fileObjection' || event.case_id !== caseId) return undefined
  const rules = await loadRules(portal.read, { policyId: event.policy_version_id })
  const entry = rules?.policy.deadlines.objectionHandling
  const computed = rules && entry && computeDeadline(entry, { from: dateOf(instant(event.occurred_at)), calendar: rules.calendar })
  return {
    code: commandId.replaceAll('-', '').slice(0, CODE_LENGTH).toUpperCase(),
    receivedAt: event.occurred_at,
    handling:
      rules && entry && computed?.ok ? dueOfRule(entry, computed.value, { on: dateOf(portal.now()), calendar: rules.calendar }) : null,
  }
}
