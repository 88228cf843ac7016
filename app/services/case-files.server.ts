import type { ServedFile } from '#app/http/file-response.server'
import type { Actor } from '#workflows/access/authorise'
import { papersOfCommands } from './case/handed-in-files.server'
import { submittedMaterials } from './case/record.server'
import { openCase } from './case-view.server'
import type { Portal } from './portal.server'
import { type Thumbnail, thumbnailOf } from './uploads/thumbnails.server'

/** A file handed in with a case as its record names it; undefined when it is not of this case or the actor may not read it. */
export async function findCaseEntry(
  portal: Portal,
  actor: Actor,
  caseId: string,
  digest: string,
): Promise<{ name: string; digest: string } | undefined> {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || !opened.isOpenToReader) return undefined
  const materials = submittedMaterials(opened.events).map(({ material }) => material)
  return [...materials, ...papersOfCommands(opened.events, opened.audience)]
    .flatMap(({ files }) => files)
    .find((file) => file.digest === digest)
}

/** The bytes of a file handed in with a case. */
export async function findCaseFile(portal: Portal, actor: Actor, caseId: string, digest: string): Promise<ServedFile | undefined> {
  const entry = await findCaseEntry(portal, actor, caseId, digest)
  const stored = entry && (await portal.read.files.find(digest))
  return entry && stored && { name: entry.name, mediaType: stored.mediaType, bytes: stored.bytes }
}

/** For exactly those who may have the file itself. */
export async function findCaseThumbnail(portal: Portal, actor: Actor, caseId: string, digest: string): Promise<Thumbnail | undefined> {
  const entry = await findCaseEntry(portal, actor, caseId, digest)
  return entry && thumbnailOf(portal.read, entry.digest)
}
