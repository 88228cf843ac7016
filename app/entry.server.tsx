import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { RequestContextProvider } from '#app/http/request-context'

/** Renders the whole page into one buffer: a length can be sent, and a late failure still becomes a proper error page. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const html = await new Promise<string>((resolve, reject) => {
    const stream = renderToPipeableStream(
      <RequestContextProvider value={context}>
        <RemixServer context={entry} url={request.url} nonce={context.nonce} />
      </RequestContextProvider>,
      {
        onAllReady() {
          text(stream.pipe(new PassThrough())).then(resolve, reject)
        },
        onShellError: reject,
        onError: reject,
      },
    )
  })
  // React 18 fills the rest of a 2 KB chunk with zero bytes when a Chinese character does not fit into it.
  const body = html.replaceAll('\0', '')
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Length', String(Buffer.byteLength(body)))
  return new Response(body, { status, headers })
}

/** A request given up and an address that does not exist are no errors; everything else is logged with the id that the page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  context.noteFault(error)
  context.logger.error({ err: error, requestId: context.requestId }, 'request failed')
}
