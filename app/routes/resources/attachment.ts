import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileFormOf, filePage, fileResponse, thumbnailResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { findAttachment, findAttachmentThumbnail } from '#app/services/attachments.server'

/** An uploaded file: to be saved, to be looked at beside the checklist (`?as=page`), or as a small picture. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context })
  const form = fileFormOf(request)
  if (form === 'thumbnail') {
    const thumbnail = await findAttachmentThumbnail(context.portal, actor, params.id ?? '')
    if (thumbnail === undefined) throw new Response(null, { status: 404 })
    return thumbnailResponse(thumbnail)
  }
  const file = await findAttachment(context.portal, actor, params.id ?? '')
  if (file === undefined) throw new Response(null, { status: 404 })
  return form === 'page' ? filePage(file, request) : fileResponse(file, 'attachment')
}
