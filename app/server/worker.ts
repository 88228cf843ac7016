import type { Logger } from 'pino'
import { sealCheckpoint } from '#app/services/checkpoints.server'
import type { Portal } from '#app/services/portal.server'

const sweepEveryMs = 2_000
const sealEverySweeps = 300

/**
 * Sweeps deadlines and delivers effects, one round after the other; about every ten minutes seals the log and clears away
 * counted tries that are over. E-mails go out beside that. Any number of workers may run on one PostgreSQL database.
 * @returns a function that stops it and waits for the round under way
 */
export function startWorker(portal: Portal, logger: Logger): () => Promise<void> {
  let sweeps = 0
  const sweep = oneAtATime(logger, 'sweep failed', async () => {
    await portal.settle()
    if (sweeps % sealEverySweeps === 0) {
      await sealCheckpoint(portal.unit, portal.now())
      await portal.limits.forgetOver()
    }
    sweeps += 1
  })
  // A round of its own: a mail server that answers slowly holds up no deadline.
  const mails = oneAtATime(logger, 'e-mails not sent', portal.sendMails)
  const timer = setInterval(() => {
    sweep.begin()
    mails.begin()
  }, sweepEveryMs)
  return async () => {
    clearInterval(timer)
    portal.stopMails()
    await Promise.all([sweep.end(), mails.end()])
  }
}

function oneAtATime(logger: Logger, failure: string, work: () => Promise<unknown>) {
  let running: Promise<void> | undefined
  const round = async (): Promise<void> => {
    try {
      await work()
    } catch (error) {
      logger.error({ err: error }, failure)
    } finally {
      running = undefined
    }
  }
  return {
    begin(): void {
      running ??= round()
    },
    end: async (): Promise<void> => running,
  }
}
