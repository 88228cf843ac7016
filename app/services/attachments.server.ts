import type { ServedFile } from '#app/http/file-response.server'
import { type Actor, mayRead } from '#workflows/access/authorise'
import { findCaseEntry } from './case-files.server'
import { isStaff } from './desk/access.server'
import { isAtOwnCounter } from './drafts.server'
import type { Portal } from './portal.server'
import { type Thumbnail, thumbnailOf } from './uploads/thumbnails.server'

type Entry = { name: string; digest: string }

/** A paper of the library, for the institution that holds it, whether it is still in the library or not. */
async function findPaper({ read }: Portal, actor: Actor, id: string): Promise<Entry | undefined> {
  const paper = await read.library.find(id)
  if (paper === undefined || !actor.institutionIds.includes(paper.institution_id)) return undefined
  return { name: paper.file_name, digest: paper.digest }
}

/** A letter of authority, for the institution and for the staff who may read one of its cases: they compare it (第八条). */
async function findLetter({ read }: Portal, actor: Actor, id: string): Promise<Entry | undefined> {
  const letter = await read.members.findLetter(id)
  if (letter === undefined || letter.digest === null || letter.file_name === null) return undefined
  const entry = { name: letter.file_name, digest: letter.digest }
  if (actor.institutionIds.includes(letter.institution_id)) return entry
  if (!isStaff(actor)) return undefined
  // Applications alone: an entry of the ledger is made by any agency, about whom it likes.
  const cases = await read.caseFiles.list({ machine: 'application', institutionIds: [letter.institution_id] })
  const isReader = cases.some(({ agency_id, institution_id }) =>
    mayRead(actor, { agencyId: agency_id, institutionId: institution_id, panelAccountIds: [], isPublic: false }),
  )
  return isReader ? entry : undefined
}

/**
 * A file kept with a draft: for the institution that uploaded it, and for others once it was handed in with the case that
 * bears the draft's id, as far as they may read that case. Undefined for everybody else.
 */
async function findEntry(portal: Portal, actor: Actor, id: string): Promise<Entry | undefined> {
  const attachment = await portal.read.drafts.findAttachment(id)
  const draft = attachment && (await portal.read.drafts.find(attachment.draft_id))
  if (attachment === undefined || draft === undefined) return (await findPaper(portal, actor, id)) ?? findLetter(portal, actor, id)
  if (!actor.institutionIds.includes(draft.institution_id) && !isAtOwnCounter(actor, draft.data))
    return findCaseEntry(portal, actor, draft.id, attachment.digest)
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
