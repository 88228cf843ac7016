import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { checkNotices } from '#app/services/notices/check-notices.server'
import type { Portal } from '#app/services/portal.server'

/** How often it is asked whether a check is due: a notice that has just been published is looked at within this time. */
const askEveryMs = 60_000

/**
 * The serving process reads its own public notices over HTTP: at once, and then by a timer. What it asks is the port it
 * listens on, so that a server that answers nobody does not pass either.
 * @returns a function that stops it and waits for the round under way
 */
export function startNoticeChecks(portal: Portal, server: Server, logger: Logger): () => Promise<void> {
  let running: Promise<void> | undefined
  const round = async (): Promise<void> => {
    try {
      await checkNotices(portal, ownOrigin(server))
    } catch (error) {
      logger.error({ err: error }, 'notices not checked')
    } finally {
      running = undefined
    }
  }
  const begin = () => {
    running ??= round()
  }
  begin()
  const timer = setInterval(begin, askEveryMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

function ownOrigin(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  const isEverywhere = address.address === '::' || address.address === '0.0.0.0'
  if (isEverywhere) return `http://127.0.0.1:${address.port}`
  return address.family === 'IPv6' ? `http://[${address.address}]:${address.port}` : `http://${address.address}:${address.port}`
}
