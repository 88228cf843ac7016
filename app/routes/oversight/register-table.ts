import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { filingsAsked } from '#app/http/filings-asked'
import { requireViewer } from '#app/http/viewer.server'
import { registerTable } from '#app/services/oversight/table.server'

/** A slice of the register of filings of one department as a table (第十一条). */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context }, 'authority')
  return fileResponse(await registerTable(context.portal, actor, filingsAsked(new URL(request.url).searchParams)), 'attachment')
}
