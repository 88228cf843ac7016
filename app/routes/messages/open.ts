import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireViewer } from '#app/http/viewer.server'
import { openNotice } from '#app/services/inbox.server'

/** Opens what a notice is about and marks it read; a link, so that it works everywhere. Asking for the head alone reads nothing. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context })
  const link = await openNotice(context.portal, actor, params.id ?? '', { isRead: request.method === 'GET' })
  if (link === undefined) throw new Response(null, { status: 404 })
  return redirect(link)
}
