import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '#app/http/file-response.server'
import { listTable } from '#app/services/list/tables.server'
import { dateOf, isPlainDate } from '#workflows/calendar/plain-date'

/** The whole list as a table, of today or of the past day that the address names. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const today = dateOf(context.portal.now())
  const on = new URL(request.url).searchParams.get('on') ?? today
  // What will be announced nobody knows.
  if (!isPlainDate(on) || on > today) throw new Response(null, { status: 400 })
  return fileResponse(await listTable(context.portal, on), 'attachment')
}
