import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { announcementTable } from '#app/services/list/tables.server'

/** An announcement of the city's list as a table (第九条（五）). */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  const file = await announcementTable(context.portal, params.documentId ?? '')
  if (file === undefined) throw new Response(null, { status: 404 })
  return fileResponse(file, 'attachment')
}
