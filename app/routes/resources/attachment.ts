import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { findAttachment } from '#app/services/attachments.server'

/** An uploaded file, only ever to be saved. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context })
  const file = await findAttachment(context.portal, actor, params.id ?? '')
  if (file === undefined) throw new Response(null, { status: 404 })
  return fileResponse(file, 'attachment')
}
