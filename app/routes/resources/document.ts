import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { findViewer } from '#app/http/viewer.server'
import { findDocumentFile } from '#app/services/document-access.server'

/** An issued document as PDF. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await findViewer({ request, context })
  const found = await findDocumentFile(context.portal, viewer, params.id ?? '')
  if (found.kind === 'signInFirst') return redirect(`/sign-in?next=${encodeURIComponent(new URL(request.url).pathname)}`)
  if (found.kind === 'notFound') throw new Response(null, { status: 404 })
  return fileResponse(found.file, 'inline')
}
