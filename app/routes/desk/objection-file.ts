import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileFormOf, filePage, fileResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { findObjectionFile } from '#app/services/objection-view.server'

/** Evidence of one objection, for officers of the handling agency outside the panel; never for the institution. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context }, 'officer')
  const { caseId = '', objectionId = '', digest = '' } = params
  const file = await findObjectionFile(context.portal, viewer, { caseId, objectionId, digest })
  if (file === undefined) throw new Response(null, { status: 404 })
  return fileFormOf(request) === 'page' ? filePage(file, request) : fileResponse(file, 'attachment')
}
