import type { Request, RequestHandler } from 'express'
import { FORM_TOKEN_FIELD } from './form-token'
import { type PlainPage, plainPages, sendPlainPage } from './plain-page.server'

const FORM_LIMIT_BYTES = 1024 * 1024
const TOKEN_HEADER = 'x-form-token'
const URLENCODED = 'application/x-www-form-urlencoded'
const bodyTypes = [URLENCODED, 'multipart/form-data', 'application/json']

export type GuardOptions = { uploadLimitBytes: number }

/**
 * The only way to any action: the request must say that it comes from our own page, must be small enough,
 * and must carry the token of this browser and session. It runs before routing, so that no route can forget it.
 */
export function guardUnsafeRequests(options: GuardOptions): RequestHandler {
  return async (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const refuse = (page: PlainPage) => {
      // The rest of the body is read and dropped, else the browser shows a broken connection instead of the page.
      req.resume()
      res.set('Connection', 'close')
      sendPlainPage(res, page, res.locals.requestId)
    }
    if (!comesFromOwnPage(req, res.locals.origin)) return refuse(plainPages.crossSite)
    const type = mediaType(req)
    if (type !== undefined && !bodyTypes.includes(type)) return refuse(plainPages.crossSite)
    const multipart = type === 'multipart/form-data'
    const length = declaredLength(req)
    if (multipart && length === undefined) return refuse(plainPages.lengthMissing)
    if (multipart && (length ?? 0) > options.uploadLimitBytes) return refuse(plainPages.uploadTooLarge)
    if (!multipart && (length ?? 0) > FORM_LIMIT_BYTES) return refuse(plainPages.formTooLarge)
    if (!multipart) {
      const body = await readUpTo(req, FORM_LIMIT_BYTES)
      if (body === 'tooLarge') return refuse(plainPages.formTooLarge)
      res.locals.body = body
    }
    if (!res.locals.formTokens.accepts(presentedToken(req, type, res.locals.body))) return refuse(plainPages.staleForm)
    next()
  }
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

async function readUpTo(req: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | 'tooLarge'> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of req) {
    size += chunk.byteLength
    if (size > limit) return 'tooLarge'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Exactly one token counts, wherever it is: header (scripts), address (uploads) or body (forms). */
function presentedToken(req: Pick<Request, 'headers' | 'originalUrl'>, type: string | undefined, body: Buffer | undefined) {
  const header = req.headers[TOKEN_HEADER]
  if (typeof header === 'string') return header
  const query = new URL(req.originalUrl, 'http://localhost').searchParams.getAll(FORM_TOKEN_FIELD)
  const field = type === URLENCODED && body ? new URLSearchParams(body.toString('utf8')).getAll(FORM_TOKEN_FIELD) : []
  const tokens = [...query, ...field]
  return tokens.length === 1 ? tokens[0] : undefined
}
