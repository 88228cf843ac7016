import { randomBytes, randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { findCookie, TEXT_SIZE_COOKIE } from '#app/http/cookies.server'
import { formTokensOf } from '#app/http/form-token.server'
import { plainPages, sendPlainPage } from '#app/http/plain-page.server'

const hostShape = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i
const forwardedHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip']

/** Gives the request its id, nonce and origin, and takes away what only a trusted proxy may say. */
export function beginRequest(options: { origin: string | undefined; secret: string; secure: boolean }): RequestHandler {
  return (req, res, next) => {
    const trusts: (address: string, hop: number) => boolean = req.app.get('trust proxy fn')
    const fromProxy = trusts(req.socket.remoteAddress ?? '', 0)
    res.locals.clientAddress = req.ip ?? ''
    if (!fromProxy) for (const name of forwardedHeaders) delete req.headers[name]
    // The public address is a setting: no proxy needs to tell us the host, so nobody may.
    delete req.headers['x-forwarded-host']
    res.locals.requestId = randomUUID()
    res.locals.nonce = randomBytes(16).toString('base64url')
    res.locals.formTokens = formTokensOf(req.headers.cookie, options)
    res.locals.hasLargeText = findCookie(req.headers.cookie, TEXT_SIZE_COOKIE) === 'large'
    res.locals.origin = options.origin ?? `http://${req.headers.host ?? ''}`
    res.set('X-Request-Id', res.locals.requestId)
    next()
  }
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** TRACE would echo cookies, a strange Host would end up in addresses that we write, NUL ends a text where no text ends. */
export const refuseStrangeRequests: RequestHandler = (req, res, next) => {
  if (!methods.includes(req.method)) {
    res.set('Allow', methods.join(', '))
    return sendPlainPage(res, plainPages.methodRefused, res.locals.requestId)
  }
  const url = hostShape.test(req.headers.host ?? '') ? readAddress(req.originalUrl, res.locals.origin) : undefined
  if (url === undefined) return sendPlainPage(res, plainPages.badRequest, res.locals.requestId)
  res.locals.url = url
  next()
}

/** Undefined for what is no address here: another server's, or one that cannot be decoded. */
function readAddress(asked: string, origin: string): URL | undefined {
  if (!asked.startsWith('/')) return undefined
  try {
    const url = new URL(origin + asked)
    const { pathname, search } = url
    return /\0/.test(decodeURIComponent(pathname)) || search.includes('%00') ? undefined : url
  } catch {
    return undefined
  }
}
