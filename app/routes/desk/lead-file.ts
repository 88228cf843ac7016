import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileFormOf, filePage, fileResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { findLeadFile } from '#app/services/notices/leads.server'

/** A file that came with a lead, for those who may read the lead. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const { leadId = '', digest = '' } = params
  const file = await findLeadFile(context.portal, viewer, { id: leadId, digest })
  if (file === undefined) throw new Response(null, { status: 404 })
  return fileFormOf(request) === 'page' ? filePage(file, request) : fileResponse(file, 'attachment')
}
