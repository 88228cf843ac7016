import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileFormOf, filePage, fileResponse, thumbnailResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { findCaseFile, findCaseThumbnail } from '#app/services/case-files.server'

// Shown in the browser's own viewer; anything else is only ever saved.
const shown = new Set(['application/pdf', 'image/jpeg', 'image/png'])

/** A file that was handed in with a case, for those who may read the case: whole, as a page in a frame, or as a small picture. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context })
  const { caseId = '', digest = '' } = params
  const form = fileFormOf(request)
  if (form === 'thumbnail') {
    const thumbnail = await findCaseThumbnail(context.portal, actor, caseId, digest)
    if (thumbnail === undefined) throw new Response(null, { status: 404 })
    return thumbnailResponse(thumbnail)
  }
  const file = await findCaseFile(context.portal, actor, caseId, digest)
  if (file === undefined) throw new Response(null, { status: 404 })
  if (form === 'page') return filePage(file, request)
  return fileResponse(file, shown.has(file.mediaType) ? 'inline' : 'attachment')
}
