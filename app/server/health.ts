import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { asyncHandler } from '#app/http/async-handler.server'
import type { Portal } from './open-portal'

/** The process answers: stays 200 while the database is away, so that nobody restarts a healthy process. */
export const alive: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'no-store').json({ status: 'ok' })
}

/** Whether requests should be sent here. What is wrong goes to the log only. */
export function ready(portal: Portal, logger: Logger): RequestHandler {
  return asyncHandler(async (_req, res) => {
    const { ok, checks } = await readinessOf(portal)
    if (!ok) logger.warn({ checks }, 'not ready')
    res
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ok ? 'ready' : 'unavailable' })
  })
}

async function readinessOf(portal: Portal): Promise<{ ok: boolean; checks: Readonly<Record<string, boolean>> }> {
  try {
    return (await portal.readiness?.()) ?? { ok: true, checks: {} }
  } catch {
    return { ok: false, checks: { readiness: false } }
  }
}
