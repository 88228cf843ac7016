import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { ledgerTable } from '#app/services/ledger/tables.server'

/** The ledger of 第十条 as a table, as far as the viewer's agency may read it. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const query = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 100)
  return fileResponse(await ledgerTable(context.portal, viewer, query), 'attachment')
}
