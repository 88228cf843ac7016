import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { findObjectable } from '#app/services/public/notices.server'
import { findObjectionPaper } from '#app/services/public/objections.server'

/** The receipt of an objection or the answer to it, for whoever holds the address that the objector was given. */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  const { documentId = '', caseId = '', commandId = '', paperId = '' } = params
  const subject = await findObjectable(context.portal, documentId, caseId)
  const file = subject && (await findObjectionPaper(context.portal, caseId, commandId, paperId))
  if (file === undefined) throw new Response(null, { status: 404 })
  return fileResponse(file, 'inline')
}
