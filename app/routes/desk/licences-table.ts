import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { requireViewer } from '#app/http/viewer.server'
import { licencesTable } from '#app/services/ledger/tables.server'

/** A slice of the licences behind agreements as a table. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const { searchParams } = new URL(request.url)
  const query = (searchParams.get('q') ?? '').trim().slice(0, 100)
  return fileResponse(await licencesTable(context.portal, viewer, { view: searchParams.get('view') ?? 'all', query }), 'attachment')
}
