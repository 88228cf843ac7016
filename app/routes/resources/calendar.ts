import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCalendar } from '#app/services/calendar/own-calendar.server'

const fileName = /^([\w-]{43})\.ics$/

/** A person's deadlines for calendar programs, which cannot sign in: the address itself is the secret. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const [, token] = fileName.exec(params.file ?? '') ?? []
  const calendar = token === undefined ? undefined : await findCalendar(context.portal, token)
  if (calendar === undefined) throw new Response(null, { status: 404 })
  const headers = {
    ETag: calendar.etag,
    // Asked for anew each time, and kept by no server in between.
    'Cache-Control': 'private, no-cache',
    'X-Robots-Tag': 'noindex',
  }
  if (request.headers.get('If-None-Match') === calendar.etag) return new Response(null, { status: 304, headers })
  return new Response(calendar.ics, {
    headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'inline; filename="deadlines.ics"' },
  })
}
