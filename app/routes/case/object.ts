import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireViewer } from '#app/http/viewer.server'
import { findObjectionPath } from '#app/services/objection-view.server'

/** From a case to where its result is contested: the institution at the notice, an officer where letters are entered. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context })
  const path = await findObjectionPath(context.portal, viewer, params.caseId ?? '')
  if (path === undefined) throw new Response(null, { status: 404 })
  return redirect(path)
}
