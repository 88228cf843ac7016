import type { Actor } from '#workflows/access/authorise'
import { submittedMaterials } from './case/record.server'
import { openCase } from './case-view.server'
import type { Portal } from './portal.server'

export type CaseAttachment = { name: string; mediaType: string; bytes: Uint8Array }

/** The bytes of a file handed in with a case; undefined when it is not of this case or the actor may not read it. */
export async function findCaseFile(portal: Portal, actor: Actor, caseId: string, digest: string): Promise<CaseAttachment | undefined> {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || !opened.isOpenToReader || opened.file.machine !== 'application') return undefined
  const handedIn = submittedMaterials(opened.events).flatMap(({ material }) => material.files)
  const entry = handedIn.find((file) => file.digest === digest)
  const stored = entry && (await portal.read.files.find(digest))
  return entry && stored && { name: entry.name, mediaType: stored.mediaType, bytes: stored.bytes }
}
