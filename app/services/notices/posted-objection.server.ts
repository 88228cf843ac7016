import type { Actor } from '#workflows/access/authorise'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { mayReceiveObjections } from '../objection-view.server'
import type { Portal } from '../portal.server'
import { giveLead } from './leads.server'

/** The application that a letter is about, for whoever may enter it; undefined for everybody else. */
export async function postedSubject(portal: Portal, actor: Actor, caseId: string): Promise<{ id: string; title: string } | undefined> {
  const file = await portal.read.caseFiles.find(caseId)
  if (file === undefined || !(await mayReceiveObjections(portal, actor, caseId))) return undefined
  return { id: file.id, title: file.title }
}

type Posted = {
  caseId: string
  commandId: string | undefined
  isLead: boolean
  letter: { name: string; phone: string; statement: string; postmarkOn: string; evidence: readonly SubmittedFile[] }
}

/**
 * Enters a letter (edge case 26): an objection when its postmark lies within the notice, else a lead.
 * @returns the page where it is dealt with
 */
export async function receivePosted(portal: Portal, actor: Actor, { caseId, commandId, isLead, letter }: Posted): Promise<Outcome<string>> {
  if (commandId === undefined) return refuse({ code: 'commandIdReused' })
  const { statement, evidence } = letter
  if (isLead) {
    const given = await giveLead(portal, { id: commandId, caseId, channel: 'post', statement, evidence })
    return given.ok ? ok(`/desk/leads/${commandId}`) : given
  }
  const input = { ...letter, channel: 'post' as const }
  const filed = await portal.dispatchLatest({ command: 'fileObjection', caseId, commandId, actor, input })
  if (!filed.ok) return filed
  await portal.settle()
  return ok(`/desk/objections/${caseId}`)
}
