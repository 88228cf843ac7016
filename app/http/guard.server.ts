import type { Request, RequestHandler } from 'express'
import { asyncHandler } from './async-handler.server'
import { FORM_TOKEN_FIELD } from './form-token'
import { type PlainPage, plainPages, sendPlainPage } from './plain-page.server'
import type { RequestLocals } from './request-locals.server'

const FORM_LIMIT_BYTES = 1024 * 1024
const TOKEN_HEADER = 'x-form-token'
const URLENCODED = 'application/x-www-form-urlencoded'
// What forms send. Nothing else is asked for anywhere, so nothing else gets as far as a route.
const bodyTypes = [URLENCODED, 'multipart/form-data']

export type GuardOptions = { uploadLimitBytes: number }

/**
 * The only way to any action: the request must say that it comes from our own page, must be small enough,
 * and must carry the token of this browser and session. It runs before routing, so that no route can forget it.
 */
export function guardUnsafeRequests(options: GuardOptions): RequestHandler {
  return asyncHandler(async (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const refusal = await judge(req, res.locals, options)
    if (!refusal) return next()
    // The rest of the body is read and dropped, else the browser shows a broken connection instead of the page.
    req.resume()
    res.set('Connection', 'close')
    sendPlainPage(res, refusal, res.locals.requestId)
  })
}

async function judge(req: Request, locals: RequestLocals, { uploadLimitBytes }: GuardOptions): Promise<PlainPage | undefined> {
  if (!comesFromOwnPage(req, locals.origin)) return plainPages.crossSite
  const type = mediaType(req)
  if (type === undefined || !bodyTypes.includes(type)) return plainPages.crossSite
  const length = declaredLength(req)
  if (type === 'multipart/form-data') {
    if (length === undefined) return plainPages.lengthMissing
    if (length > uploadLimitBytes) return plainPages.uploadTooLarge
  } else {
    const body = (length ?? 0) > FORM_LIMIT_BYTES ? undefined : await readUpTo(req, FORM_LIMIT_BYTES)
    if (!body) return plainPages.formTooLarge
    // No form of ours sends NUL, and not every database can look for it.
    if (body.includes(0) || body.includes('%00')) return plainPages.badRequest
    locals.body = body
  }
  return locals.formTokens.accepts(presentedToken(req, type, locals)) ? undefined : plainPages.staleForm
}

/** A browser always sends Origin with a post; its absence is refused like a foreign one. */
function comesFromOwnPage(req: Pick<Request, 'headers'>, origin: string): boolean {
  const site = req.headers['sec-fetch-site']
  return req.headers.origin === origin && (site === undefined || site === 'same-origin')
}

function mediaType(req: Pick<Request, 'headers'>): string | undefined {
  return req.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
}

function declaredLength(req: Pick<Request, 'headers'>): number | undefined {
  const text = req.headers['content-length']
  return text === undefined ? undefined : Number(text)
}

async function readUpTo(req: Request, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Left early, the stream must live on: the refusal goes out on the same connection.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.byteLength
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Exactly one token counts, wherever it is: header (scripts), address (uploads) or body (forms). */
function presentedToken(req: Pick<Request, 'headers'>, type: string | undefined, { url, body }: RequestLocals) {
  const header = req.headers[TOKEN_HEADER]
  if (typeof header === 'string') return header
  const query = url.searchParams.getAll(FORM_TOKEN_FIELD)
  const field = type === URLENCODED && body ? new URLSearchParams(body.toString('utf8')).getAll(FORM_TOKEN_FIELD) : []
  const tokens = [...query, ...field]
  return tokens.length === 1 ? tokens[0] : undefined
}
