import * as z from 'zod'
import type { ServedFile } from '#app/http/file-response.server'
import type { DueView } from '#app/view/case-view'
import { stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import { type Actor, hasSatOnPanel, mayRead } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { ObjectionDecisionPayload, ObjectionPayload } from '#workflows/commands/payloads'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import { applicationContext } from './case-context'
import { noticeOf } from './documents/evaluation.server'
import { consequenceOfRow, dueOfRow } from './due-view.server'
import { servedEvidence } from './notices/evidence.server'
import type { Portal } from './portal.server'
import { isOwnReview, ownInstitutionOf } from './public/objections.server'
import { relationOf } from './relation.server'
import { loadRules } from './rules.server'

export type ObjectionRow = { caseId: string; title: string; stageTitle: string; open: number; due: DueView | null }

export type ObjectionView = {
  id: string
  filedAt: string
  statement: string
  isOpen: boolean
  channel: 'portal' | 'post'
  /** By post: the day that counts (edge case 26). */
  postmarkOn: string | null
  /** The institution asks for a review of its own result (edge case 27). */
  isOwnReview: boolean
  /** How many files came with it; the files only for those who also learn who objected. */
  evidenceCount: number
  evidence: SubmittedFile[]
  /** Only for officers of the handling agency who sit on no panel of the case (DECISIONS 33). */
  objector?: { name: string; phone: string }
  decision?: { upheld: boolean; measure: 'reEvaluate' | 'notPassed'; finding: string; at: string; by: string }
}
export type ObjectionsOfCase = {
  caseId: string
  title: string
  revision: number
  stageTitle: string
  hasPassed: boolean
  /** A second evaluation is ordered once. */
  mayReEvaluate: boolean
  due: DueView | null
  consequence: string
  objections: ObjectionView[]
  /** Those who may investigate together with the viewer. */
  colleagues: { id: string; name: string }[]
  mayDecide: boolean
  /** Why the viewer may not decide, when that is not plain. */
  obstacle: string | null
}

const Objector = z.object({ name: z.string(), phone: z.string() })

/** Applications of the viewer's agency with an objection that is not decided yet. */
export async function openObjectionsOf(portal: Portal, actor: Actor): Promise<ObjectionRow[]> {
  if (actor.agencyId === null) return []
  const files = await portal.read.caseFiles.list({ machine: 'application', agencyId: actor.agencyId, stagePrefix: 'publicNotice' }, 1000)
  const held = files.filter((file) => applicationContext(file).openObjections.length > 0)
  const rows = await Promise.all(
    held.map(async (file) => ({
      caseId: file.id,
      title: file.title,
      stageTitle: stageTitle('application', file.stage),
      open: applicationContext(file).openObjections.length,
      due: (await handlingPeriodOf(portal, file))?.due ?? null,
    })),
  )
  return rows.sort((a, b) => (a.due?.due ?? '').localeCompare(b.due?.due ?? ''))
}

async function handlingPeriodOf(portal: Portal, file: CaseFile): Promise<{ due: DueView; consequence: string } | undefined> {
  const row = (await portal.read.deadlines.running(file.id)).find(({ key }) => key === 'objectionHandling')
  const rules = await loadRules(portal.read, { policyId: file.policy_version_id })
  if (row === undefined || rules === undefined) return undefined
  return { due: dueOfRow(row, { on: dateOf(portal.now()), calendar: rules.calendar }), consequence: consequenceOfRow(row) }
}

/** The objections against one result, for the staff of its agency; undefined for those who may not know of the case. */
export async function findObjections(portal: Portal, actor: Actor, caseId: string): Promise<ObjectionsOfCase | undefined> {
  const { read } = portal
  const file = await read.caseFiles.find(caseId)
  if (file?.machine !== 'application') return undefined
  const relation = await relationOf(read, file)
  if (!mayRead(actor, relation)) return undefined
  const isOnPanel = hasSatOnPanel(relation, actor.id)
  const isOfficer = actor.roles.includes('officer') && actor.agencyId === file.agency_id
  const mayDecide = isOfficer && !isOnPanel
  const { openObjections, passed, reEvaluated } = applicationContext(file)
  const decisions = (await read.eventLog.ofCase(file.id, 'decideObjection')).map((event) => ({
    ...ObjectionDecisionPayload.parse(event.payload),
    at: event.occurred_at,
    by: event.actor_name,
  }))
  const objections: ObjectionView[] = []
  for (const event of await read.eventLog.ofCase(file.id, 'fileObjection')) {
    const objector = mayDecide ? Objector.safeParse(await read.drafts.findConfidential(event.command_id)) : undefined
    const decision = decisions.find(({ objectionId }) => objectionId === event.command_id)
    const { statement, channel, postmarkOn, evidence } = ObjectionPayload.parse(event.payload)
    objections.push({
      id: event.command_id,
      filedAt: event.occurred_at,
      statement,
      channel,
      postmarkOn,
      isOwnReview: isOwnReview(event),
      evidenceCount: evidence.length,
      evidence: mayDecide ? evidence : [],
      isOpen: openObjections.includes(event.command_id),
      ...(objector?.success === true ? { objector: objector.data } : {}),
      ...(decision === undefined
        ? {}
        : {
            decision: {
              upheld: decision.upheld === 'yes',
              measure: decision.measure,
              finding: decision.finding,
              at: decision.at,
              by: decision.by,
            },
          }),
    })
  }
  const period = await handlingPeriodOf(portal, file)
  const colleagues = await read.people.list({ agencyId: file.agency_id, role: 'officer' })
  return {
    caseId: file.id,
    title: file.title,
    revision: file.revision,
    stageTitle: stageTitle('application', file.stage),
    hasPassed: passed === true,
    mayReEvaluate: !reEvaluated,
    due: period?.due ?? null,
    consequence: period?.consequence ?? '',
    objections,
    colleagues: colleagues
      .filter(({ id, status }) => status === 'active' && id !== actor.id && !hasSatOnPanel(relation, id))
      .map(({ id, name }) => ({ id, name })),
    mayDecide,
    obstacle: isOfficer && isOnPanel ? '您参加了本次评估，不能核查对评估结果的异议，也看不到异议人的姓名和电话。' : null,
  }
}

/** Whether the actor may enter letters about a published result: an officer of the agency outside the panel. */
export async function mayReceiveObjections({ read }: Pick<Portal, 'read'>, actor: Actor, caseId: string): Promise<boolean> {
  const file = await read.caseFiles.find(caseId)
  if (file?.machine !== 'application' || applicationContext(file).publishedAt === null) return false
  if (!actor.roles.includes('officer') || actor.agencyId !== file.agency_id) return false
  return !hasSatOnPanel(await relationOf(read, file), actor.id)
}

/** A file that came with one objection, for those who may decide it; it does not open under another objection. */
export async function findObjectionFile(
  portal: Portal,
  actor: Actor,
  { caseId, objectionId, digest }: { caseId: string; objectionId: string; digest: string },
): Promise<ServedFile | undefined> {
  const view = await findObjections(portal, actor, caseId)
  const objection = view?.mayDecide === true ? view.objections.find(({ id }) => id === objectionId) : undefined
  return objection && servedEvidence(portal, objection.evidence, digest)
}

/** Where somebody contests the result of a case: undefined for those who have no business with it. */
export async function findObjectionPath(portal: Portal, actor: Actor, caseId: string): Promise<string | undefined> {
  if (await mayReceiveObjections(portal, actor, caseId)) return `/desk/objections/${caseId}/new`
  const file = await portal.read.caseFiles.find(caseId)
  if (file?.machine !== 'application' || applicationContext(file).publishedAt === null) return undefined
  // On the panel: told there why somebody else has to take it up.
  if (actor.roles.includes('officer') && actor.agencyId === file.agency_id) return `/desk/objections/${caseId}`
  if ((await ownInstitutionOf(portal, actor, caseId)) === undefined) return undefined
  return `/notices/${(await noticeOf(portal.read, file)).id}/object/${caseId}`
}
