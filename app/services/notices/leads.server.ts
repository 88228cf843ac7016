import * as z from 'zod'
import type { ServedFile } from '#app/http/file-response.server'
import type { Lead } from '#db/repositories/leads'
import { rollBack } from '#db/unit-of-work'
import { type Actor, hasSatOnPanel } from '#workflows/access/authorise'
import { SubmittedFile } from '#workflows/commands/submitted-file'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import { isStaff } from '../desk/access.server'
import { readFields } from '../input-words'
import { notify } from '../notify.server'
import type { Portal } from '../portal.server'
import { relationOf } from '../relation.server'
import { servedEvidence } from './evidence.server'

const Statement = z.object({
  statement: z.string().trim().min(20, '请写明事实和理由，不少于20个字').max(3000, '内容不超过3000字'),
})

const Handling = z.object({
  status: z.enum(['pursued', 'closed'], { error: '请选择处理方式' }),
  result: z.string({ error: '请写明处理情况' }).trim().min(6, '请写明处理情况，不少于6个字').max(1000, '处理情况不超过1000字'),
})

const Evidence = z.array(SubmittedFile)

export type LeadView = {
  id: string
  code: string
  caseId: string
  title: string
  receivedAt: string
  channel: Lead['channel']
  status: Lead['status']
  statement: string
  evidence: SubmittedFile[]
  handled: { by: string; at: string; result: string } | null
}

/** Short enough to be read out on the telephone. */
const codeOf = (id: string): string => id.replaceAll('-', '').slice(0, 8).toUpperCase()

type NewLead = { id: string; caseId: string; channel: Lead['channel']; statement: string; evidence: readonly SubmittedFile[] }

/**
 * Stores a hint that nobody gave a name to (edge case 26): it holds up nobody, and the officers of the agency are told.
 * @param lead `id` unique for ever; the same form sent twice gives one lead
 */
export async function giveLead({ unit, now }: Pick<Portal, 'unit' | 'now'>, lead: NewLead): Promise<Outcome<string>> {
  const { id, caseId, channel, evidence } = lead
  const said = readFields(Statement, { statement: lead.statement })
  if (!said.ok) return said
  const at = now()
  return unit.inTransaction(async (tx) => {
    const file = await tx.caseFiles.find(caseId)
    if (file?.machine !== 'application') rollBack({ code: 'notFound' })
    const { agency_id } = file
    const row = { id, case_id: caseId, agency_id, statement: said.value.statement, evidence, channel, received_at: at } as const
    const isNew = await tx.leads.add({ ...row, status: 'open', handled_by: null, handled_at: null, result: null })
    if (isNew)
      await notify(tx, {
        id: `lead:${id}`,
        kind: 'reminder',
        audience: 'officer',
        file,
        text: `收到一条不留姓名的线索（编号 ${codeOf(id)}）。请核实是否有可以查证的事实。`,
        at,
        link: `/desk/leads/${id}`,
        about: `lead:${id}`,
      })
    return id
  })
}

/** What whoever gave the lead may read again at its address: nothing but that it came in and whether it is dealt with. */
export async function findLeadReceipt(
  { read }: Pick<Portal, 'read'>,
  caseId: string,
  id: string,
): Promise<{ code: string; receivedAt: string; isHandled: boolean } | undefined> {
  const lead = await read.leads.find(id)
  if (lead?.case_id !== caseId) return undefined
  return { code: codeOf(id), receivedAt: lead.received_at, isHandled: lead.status !== 'open' }
}

/** Staff of the handling agency who sit on no panel of the case: a lead may be about the panel. */
async function mayRead({ read }: Pick<Portal, 'read'>, actor: Actor, { case_id, agency_id }: Lead): Promise<boolean> {
  if (!isStaff(actor) || actor.agencyId !== agency_id) return false
  const file = await read.caseFiles.find(case_id)
  return file !== undefined && !hasSatOnPanel(await relationOf(read, file), actor.id)
}

async function viewOf({ read }: Pick<Portal, 'read'>, lead: Lead): Promise<LeadView> {
  const file = await read.caseFiles.find(lead.case_id)
  const handler = lead.handled_by === null ? undefined : await read.people.find(lead.handled_by)
  return {
    id: lead.id,
    code: codeOf(lead.id),
    caseId: lead.case_id,
    title: file?.title ?? '',
    receivedAt: lead.received_at,
    channel: lead.channel,
    status: lead.status,
    statement: lead.statement,
    evidence: Evidence.parse(lead.evidence),
    handled: lead.handled_at === null ? null : { by: handler?.name ?? '', at: lead.handled_at, result: lead.result ?? '' },
  }
}

/** The leads of the actor's agency that the actor may read, the open ones first. */
export async function leadsOf(portal: Pick<Portal, 'read'>, actor: Actor): Promise<LeadView[]> {
  if (actor.agencyId === null) return []
  const views: LeadView[] = []
  for (const lead of await portal.read.leads.ofAgency(actor.agencyId))
    if (await mayRead(portal, actor, lead)) views.push(await viewOf(portal, lead))
  return views
}

/** One lead; undefined for those who may not know of it. */
export async function findLead(portal: Pick<Portal, 'read'>, actor: Actor, id: string): Promise<LeadView | undefined> {
  const lead = await portal.read.leads.find(id)
  return lead !== undefined && (await mayRead(portal, actor, lead)) ? viewOf(portal, lead) : undefined
}

/** A file that came with a lead. */
export async function findLeadFile(
  portal: Pick<Portal, 'read'>,
  actor: Actor,
  { id, digest }: { id: string; digest: string },
): Promise<ServedFile | undefined> {
  const lead = await findLead(portal, actor, id)
  return lead && servedEvidence(portal, lead.evidence, digest)
}

/**
 * Deals with a lead once: closes it, or has the agency examine it of its own motion, which notes a suspicion on the case
 * for another person to verify.
 */
export async function handleLead(
  portal: Pick<Portal, 'read' | 'unit' | 'now'>,
  actor: Actor,
  { id, input }: { id: string; input: Readonly<Record<string, unknown>> },
): Promise<Outcome<string>> {
  const lead = await portal.read.leads.find(id)
  if (lead === undefined || !(await mayRead(portal, actor, lead))) return refuse({ code: 'notFound' })
  const handling = readFields(Handling, input)
  if (!handling.ok) return handling
  const { status, result } = handling.value
  const at = portal.now()
  return portal.unit.inTransaction(async (tx) => {
    const isFirst = await tx.leads.handle(id, { status, result, handled_by: actor.id, handled_at: at })
    if (!isFirst) rollBack({ code: 'invalidInput', issues: { result: ['这条线索已经处理，请刷新页面查看结果'] } })
    await tx.notifications.settle(lead.case_id, [`lead:${id}`], at)
    if (status === 'pursued') {
      const text = `线索 ${codeOf(id)} 转为依职权核查：${result}`
      await tx.caseNotes.add({ id: `lead:${id}`, case_id: lead.case_id, author_id: actor.id, text, is_suspicion: 1, at })
    }
    return id
  })
}
