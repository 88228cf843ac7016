import type { ServedFile } from '#app/http/file-response.server'
import type { Actor } from '#workflows/access/authorise'
import { audienceOfDocument } from '#workflows/domain/document-audience'
import { mayReadDocument, openCase } from './case-view.server'
import type { Portal } from './portal.server'

export type FoundDocument = { kind: 'file'; file: ServedFile } | { kind: 'signInFirst' } | { kind: 'notFound' }

/**
 * The newest bytes of an issued document. Public notices and lists are for everybody, all others for those to whom the case is
 * open, which a member of the panel has to earn by the declaration; to anybody else a document does not exist.
 */
export async function findDocumentFile(
  portal: Pick<Portal, 'read' | 'settle'>,
  actor: Actor | undefined,
  id: string,
): Promise<FoundDocument> {
  const { read, settle } = portal
  const document = await read.documents.find(id)
  const isPublic = document !== undefined && audienceOfDocument(document.kind) === 'public'
  if (!isPublic && actor === undefined) return { kind: 'signInFirst' }
  if (document === undefined) return { kind: 'notFound' }
  if (!isPublic) {
    const opened = actor && (await openCase({ read }, actor, document.case_id))
    if (opened?.isOpenToReader !== true || !mayReadDocument(opened.audience, document.kind)) return { kind: 'notFound' }
  }
  // Issued in the very moment before: what waits to be set on paper is set now.
  if ((await read.documents.latestFile(id)) === undefined) await settle()
  const version = await read.documents.latestFile(id)
  const stored = version && (await read.files.find(version.digest))
  if (stored === undefined) return { kind: 'notFound' }
  return { kind: 'file', file: { name: `${document.title}（${document.number}）.pdf`, mediaType: stored.mediaType, bytes: stored.bytes } }
}
