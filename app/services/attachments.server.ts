import type { ServedFile } from '#app/http/file-response.server'
import type { Actor } from '#workflows/access/authorise'
import { findCaseEntry } from './case-files.server'
import type { Portal } from './portal.server'
import { type Thumbnail, thumbnailOf } from './uploads/thumbnails.server'

type Entry = { name: string; digest: string }

/**
 * A file kept with a draft: for the institution that uploaded it, and for others once it was handed in with the case that
 * bears the draft's id, as far as they may read that case. Undefined for everybody else.
 */
async function findEntry(portal: Portal, actor: Actor, id: string): Promise<Entry | undefined> {
  const attachment = await portal.read.drafts.findAttachment(id)
  const draft = attachment && (await portal.read.drafts.find(attachment.draft_id))
  if (attachment === undefined || draft === undefined) return undefined
  if (!actor.institutionIds.includes(draft.institution_id)) return findCaseEntry(portal, actor, draft.id, attachment.digest)
  return { name: attachment.file_name, digest: attachment.digest }
}

export async function findAttachment(portal: Portal, actor: Actor, id: string): Promise<ServedFile | undefined> {
  const entry = await findEntry(portal, actor, id)
  const stored = entry && (await portal.read.files.find(entry.digest))
  return entry && stored && { name: entry.name, mediaType: stored.mediaType, bytes: stored.bytes }
}

/** For exactly those who may have the file itself. */
export async function findAttachmentThumbnail(portal: Portal, actor: Actor, id: string): Promise<Thumbnail | undefined> {
  const entry = await findEntry(portal, actor, id)
  return entry && thumbnailOf(portal.read, entry.digest)
}
