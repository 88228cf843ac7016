import { randomBytes } from 'node:crypto'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { asyncHandler } from '#app/http/async-handler.server'
import { guardUnsafeRequests } from '#app/http/guard.server'
import { plainPages, sendPlainPage, sendUnavailable } from '#app/http/plain-page.server'
import type { RequestLocals } from '#app/http/request-locals.server'
import { securityHeaders } from '#app/http/security-headers.server'
import { beginRequest, refuseStrangeRequests } from './begin-request'
import type { Config } from './config'
import { isDatabaseAway } from './database-faults'
import { alive, ready } from './health'
import { logRequests } from './logger'
import type { Portal } from './open-portal'
import { remixHandler } from './remix-handler'
import { staticFiles } from './static-files'

export type AppOptions = {
  build: ServerBuild
  portal: Portal
  config: Config
  logger: Logger
  /** `build/client`; absent in tests of the shell alone. */
  clientFolder?: string
}

/** The whole web side of the portal, without a port: tests call it in their own process. */
export function createApp({ build, portal, config, logger, clientFolder }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.trustedProxies.length > 0 ? [...config.trustedProxies] : false)

  const { origin, secure } = config
  const secret = config.secret ?? randomBytes(32).toString('base64url')
  app.use(beginRequest({ origin, secure, secret }), logRequests(logger), ...securityHeaders({ secure }), refuseStrangeRequests)
  app.get('/healthz', alive)
  app.get('/readyz', ready(portal, logger))
  if (clientFolder) app.use(staticFiles(clientFolder))
  app.use(limitRate(config.requestsPerMinute))
  app.use(refuseFrameworkRequests)
  app.use(guardUnsafeRequests({ uploadLimitBytes: config.uploadLimitBytes }))
  app.use(remixHandler(build, (locals) => contextOf(locals, { portal, secure, logger, uploadLimitBytes: config.uploadLimitBytes })))
  app.use(answerFaults(logger))
  return app
}

type Shared = Pick<AppLoadContext, 'portal' | 'secure' | 'logger' | 'uploadLimitBytes'>

function contextOf(locals: RequestLocals, { portal, secure, logger, uploadLimitBytes }: Shared): AppLoadContext {
  const { requestId, nonce, clientAddress, formTokens, hasLargeText } = locals
  let formToken: string | undefined
  return {
    portal,
    requestId,
    nonce,
    clientAddress,
    secure,
    hasLargeText,
    uploadLimitBytes,
    logger: logger.child({ requestId }),
    noteFault: (error) => {
      if (isDatabaseAway(error)) locals.isDatabaseAway = true
    },
    get formToken() {
      formToken ??= formTokens.issue()
      return formToken
    },
  }
}

/** Holds back a flood. Each server counts for itself: what matters is the load on this process, not the exact number. */
function limitRate(requestsPerMinute: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 })
  return asyncHandler(async (_req, res, next) => {
    try {
      await limiter.consume(res.locals.clientAddress)
    } catch {
      res.set('Retry-After', '60')
      return sendPlainPage(res, plainPages.tooMany, res.locals.requestId)
    }
    next()
  })
}

/** Pages work as HTML alone. What a loader returns beyond the page would be readable through these addresses. */
const refuseFrameworkRequests: RequestHandler = (_req, res, next) => {
  const { pathname, searchParams } = res.locals.url
  const isOfFramework = pathname.endsWith('.data') || pathname === '/__manifest' || searchParams.has('_data')
  if (isOfFramework) return sendPlainPage(res, plainPages.notFound, res.locals.requestId)
  next()
}

function answerFaults(logger: Logger): ErrorRequestHandler {
  return (error, req, res, next) => {
    // The browser went away: nobody waits for an answer.
    if (req.socket.destroyed) return
    const { requestId = '' } = res.locals
    logger.error({ err: error, requestId }, 'request failed in the shell')
    if (res.headersSent) return next(error)
    if (isDatabaseAway(error)) return sendUnavailable(res, requestId)
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
    sendPlainPage(res, status === 400 ? plainPages.badRequest : plainPages.unexpected, requestId)
  }
}
