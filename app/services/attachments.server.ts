import type { ServedFile } from '#app/http/file-response.server'
import type { Actor } from '#workflows/access/authorise'
import { findCaseFile } from './case-files.server'
import type { Portal } from './portal.server'

/**
 * A file kept with a draft: for the institution that uploaded it, and for others once it was handed in with the case that
 * bears the draft's id, as far as they may read that case. Undefined for everybody else.
 */
export async function findAttachment(portal: Portal, actor: Actor, id: string): Promise<ServedFile | undefined> {
  const attachment = await portal.read.drafts.findAttachment(id)
  const draft = attachment && (await portal.read.drafts.find(attachment.draft_id))
  if (attachment === undefined || draft === undefined) return undefined
  if (!actor.institutionIds.includes(draft.institution_id)) return findCaseFile(portal, actor, draft.id, attachment.digest)
  const stored = await portal.read.files.find(attachment.digest)
  return stored && { name: attachment.file_name, mediaType: stored.mediaType, bytes: stored.bytes }
}
