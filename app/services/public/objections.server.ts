import type { ServedFile } from '#app/http/file-response.server'
import type { DueView } from '#app/view/case-view'
import { plainDateOfInstant } from '#app/view/format'
import type { IssuedDocument } from '#db/repositories/documents'
import type { CaseEvent } from '#db/repositories/event-log'
import { type Actor, publicActor } from '#workflows/access/authorise'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import { ObjectionDecisionPayload, ObjectionPayload } from '#workflows/commands/payloads'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import type { Outcome } from '#workflows/domain/refusal'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { dueOfRule } from '../due-view.server'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

export type ObjectionInput = { name: string; phone: string; statement: string; evidence?: readonly SubmittedFile[] }

export type ObjectionPaper = { id: string; title: string; number: string; date: string; isReady: boolean }

/** What the objector takes away; only who holds the command id can ask for it. `code` is the number in the register. */
export type ObjectionReceipt = {
  code: string
  receivedAt: string
  handling: DueView | null
  /** The receipt and, once it is decided, the answer. */
  papers: ObjectionPaper[]
  isDecided: boolean
  /** How many files came with it; they are shown to nobody but those who examine it. */
  evidenceCount: number
  /** The institution asked for a review of its own result. */
  isOwn: boolean
}

/**
 * Files an objection (第九条（四）): on the newest revision, because two people may object in the same minute, and after
 * whatever is already due, so that the clock alone decides.
 * @param actor the institution itself, whose objection is a request for review (edge case 27); everybody else, a
 * competitor with an account too, is the public: the log must not name them
 */
export async function fileObjection(
  portal: Portal,
  caseId: string,
  commandId: string,
  input: ObjectionInput,
  actor: Actor = publicActor,
): Promise<Outcome<unknown>> {
  const outcome = await portal.dispatchLatest({ command: 'fileObjection', caseId, commandId, actor, input })
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
    evidenceCount: ObjectionPayload.parse(event.payload).evidence.length,
    isOwn: isOwnReview(event),
    code: receipt.number,
    receivedAt: event.occurred_at,
    handling:
      rules && entry && computed?.ok ? dueOfRule(entry, computed.value, { on: dateOf(portal.now()), calendar: rules.calendar }) : null,
  }
}

/** Only the institution itself objects under its account. */
export const isOwnReview = ({ actor_role }: Pick<CaseEvent, 'actor_role'>): boolean => actor_role === 'applicant'

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

/** The name of the institution that a case is about, when the actor belongs to it: its objection is a request for review. */
export async function ownInstitutionOf({ read }: Pick<Portal, 'read'>, actor: Actor, caseId: string): Promise<string | undefined> {
  const file = await read.caseFiles.find(caseId)
  const id = file?.institution_id ?? null
  if (id === null || !actor.roles.includes('applicant') || !actor.institutionIds.includes(id)) return undefined
  return (await read.institutions.find(id))?.name
}
