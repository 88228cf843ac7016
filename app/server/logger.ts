import type { RequestHandler } from 'express'
import { type Logger, pino } from 'pino'

export function createLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}

// The address of a calendar is its only key.
const withoutSecret = (path: string): string => path.replace(/^\/calendar\/.*/, '/calendar/…')

/** One line a request: no query, no body, no address, so that the log holds no personal data. */
export function logRequests(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    const { method, path } = req
    res.once('close', () => {
      const ms = Math.round(performance.now() - started)
      logger.info({
        requestId: res.locals.requestId,
        method,
        path: withoutSecret(path),
        status: res.statusCode,
        ms,
        ...(res.writableFinished ? {} : { aborted: true }),
      })
    })
    next()
  }
}
