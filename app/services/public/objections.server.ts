import type { ServedFile } from '#app/http/file-response.server'
import type { DueView } from '#app/view/case-view'
import { plainDateOfInstant } from '#app/view/format'
import type { IssuedDocument } from '#db/repositories/documents'
import type { CaseEvent } from '#db/repositories/event-log'
import { publicActor } from '#workflows/access/authorise'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import { ObjectionDecisionPayload } from '#workflows/commands/payloads'
import type { Outcome } from '#workflows/domain/refusal'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { dueOfRule } from '../due-view.server'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

export type ObjectionInput = { name: string; phone: string; statement: string }

export type ObjectionPaper = { id: string; title: string; number: string; date: string; isReady: boolean }

/** What the objector takes away; only who holds the command id can ask for it. `code` is the number in the register. */
export type ObjectionReceipt = {
  code: string
  receivedAt: string
  handling: DueView | null
  /** The receipt and, once it is decided, the answer. */
  papers: ObjectionPaper[]
  isDecided: boolean
}

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
  const event = await filedObjection(portal, caseId, commandId)
  if (event === undefined) return undefined
  const papers = await papersOf(portal, event)
  const receipt = papers.find(({ kind }) => kind === 'objectionReceipt')
  if (receipt === undefined) throw new Error(`objection ${commandId} has no receipt`)
  const rules = await loadRules(portal.read, { policyId: event.policy_version_id })
  const entry = rules?.policy.deadlines.objectionHandling
  const computed = rules && entry && computeDeadline(entry, { from: dateOf(instant(event.occurred_at)), calendar: rules.calendar })
  const listed = papers.map(async ({ id, title, number, issued_at }) => ({
    id,
    title,
    number,
    date: plainDateOfInstant(issued_at),
    isReady: (await portal.read.documents.latestFile(id)) !== undefined,
  }))
  return {
    papers: await Promise.all(listed),
    isDecided: papers.length > 1,
    code: receipt.number,
    receivedAt: event.occurred_at,
    handling:
      rules && entry && computed?.ok ? dueOfRule(entry, computed.value, { on: dateOf(portal.now()), calendar: rules.calendar }) : null,
  }
}

async function filedObjection({ read }: Pick<Portal, 'read'>, caseId: string, commandId: string): Promise<CaseEvent | undefined> {
  const event = await read.eventLog.findByCommandId(commandId)
  return event?.command === 'fileObjection' && event.case_id === caseId ? event : undefined
}

/** The documents that one objection was given: its receipt, and the answer of the decision that names it. */
async function papersOf({ read }: Pick<Portal, 'read'>, filed: CaseEvent): Promise<IssuedDocument[]> {
  const decided = (await read.eventLog.ofCase(filed.case_id, 'decideObjection')).find(
    ({ payload }) => ObjectionDecisionPayload.parse(payload).objectionId === filed.command_id,
  )
  const issued = await read.documents.ofCase(filed.case_id)
  return issued.filter(
    ({ kind, revision }) =>
      (kind === 'objectionReceipt' && revision === filed.revision) || (kind === 'objectionAnswer' && revision === decided?.revision),
  )
}

/**
 * The bytes of a document about an objection, for whoever holds the address of its receipt: the id of the submission is
 * as good as a key, and no other document of the case opens with it.
 */
export async function findObjectionPaper(
  portal: Pick<Portal, 'read' | 'settle'>,
  caseId: string,
  commandId: string,
  paperId: string,
): Promise<ServedFile | undefined> {
  const { read, settle } = portal
  const filed = await filedObjection(portal, caseId, commandId)
  const paper = filed && (await papersOf(portal, filed)).find(({ id }) => id === paperId)
  if (paper === undefined) return undefined
  if ((await read.documents.latestFile(paper.id)) === undefined) await settle()
  const version = await read.documents.latestFile(paper.id)
  const stored = version && (await read.files.find(version.digest))
  return stored && { name: `${paper.title}（${paper.number}）.pdf`, mediaType: stored.mediaType, bytes: stored.bytes }
}
