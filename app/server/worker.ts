import type { Logger } from 'pino'
import { sealCheckpoint } from '#app/services/checkpoints.server'
import type { Portal } from '#app/services/portal.server'

const sweepEveryMs = 2_000
const sealEverySweeps = 300

/**
 * Sweeps deadlines and delivers effects inside the server process, one round after the other; seals the log about every
 * ten minutes. E-mails go out beside that.
 * @returns a function that stops it and waits for the round under way
 */
export function startWorker(portal: Portal, logger: Logger): () => Promise<void> {
  let stopped = false
  let sweeps = 0
  let running: Promise<void> = Promise.resolve()
  const round = async (): Promise<void> => {
    try {
      await portal.settle()
      if (sweeps % sealEverySweeps === 0) await sealCheckpoint(portal.unit, portal.now())
      sweeps += 1
    } catch (error) {
      logger.error({ err: error }, 'sweep failed')
    }
  }
  // A round of its own: a mail server that answers slowly holds up no deadline.
  let sending: Promise<void> | undefined
  const sendMails = async (): Promise<void> => {
    try {
      await portal.sendMails()
    } catch (error) {
      logger.error({ err: error }, 'e-mails not sent')
    }
    sending = undefined
  }
  const timer = setInterval(() => {
    if (stopped) return
    running = running.then(round)
    sending ??= sendMails()
  }, sweepEveryMs)
  timer.unref()
  return async () => {
    stopped = true
    clearInterval(timer)
    portal.stopMails()
    await Promise.all([running, sending])
  }
}
