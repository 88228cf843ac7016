import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node'
import type { Request as ExpressRequest, Response as ExpressResponse, RequestHandler } from 'express'
import { asyncHandler } from '#app/http/async-handler.server'
import { sendUnavailable } from '#app/http/plain-page.server'
import type { RequestLocals } from '#app/http/request-locals.server'

/** Hands a request to Remix: like its express adapter, but with our origin, the body already read, and cookies of the form tokens. */
export function remixHandler(build: ServerBuild, contextOf: (locals: RequestLocals) => AppLoadContext): RequestHandler {
  const handle = createRequestHandler(build, 'production')
  return asyncHandler(async (req, res) => {
    const response = await handle(toWebRequest(req, res, res.locals), contextOf(res.locals))
    if (res.locals.isDatabaseAway) return sendUnavailable(res, res.locals.requestId)
    await send(res, response, res.locals)
  })
}

function toWebRequest(req: ExpressRequest, res: ExpressResponse, { origin, url, body }: RequestLocals): Request {
  const aborted = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) aborted.abort()
  })
  const headers = new Headers()
  for (const [name, values] of Object.entries(req.headers)) for (const value of [values ?? []].flat()) headers.append(name, value)
  // Remix compares Origin with Host: both are now the public address.
  headers.set('host', new URL(origin).host)
  const init: RequestInit & { duplex?: 'half' } = { method: req.method, headers, signal: aborted.signal }
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    init.body = body ? new Uint8Array(body) : (createReadableStreamFromReadable(req) as ReadableStream<Uint8Array>)
    init.duplex = 'half'
  }
  return new Request(url, init)
}

async function send(res: ExpressResponse, response: Response, { formTokens }: RequestLocals): Promise<void> {
  res.status(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  const cookies = [...response.headers.getSetCookie(), formTokens.setCookie()].filter((cookie) => cookie !== undefined)
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
  if (!response.headers.has('cache-control')) res.setHeader('Cache-Control', 'no-store')
  if (response.body) await writeReadableStreamToWritable(response.body, res)
  else res.end()
}
