import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { findViewer } from '#app/http/viewer.server'
import { findDocumentFile } from '#app/services/document-access.server'
import { recordOpening } from '#app/services/service-of-documents.server'

/** An issued document as PDF. Whoever opens one that is addressed to their institution has been served with it. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await findViewer({ request, context })
  const found = await findDocumentFile(context.portal, viewer, params.id ?? '')
  if (found.kind === 'signInFirst') return redirect(`/sign-in?next=${encodeURIComponent(new URL(request.url).pathname)}`)
  if (found.kind === 'notFound') throw new Response(null, { status: 404 })
  if (viewer !== undefined && request.method === 'GET') await recordOpening(context.portal, viewer, params.id ?? '')
  return fileResponse(found.file, 'inline')
}
