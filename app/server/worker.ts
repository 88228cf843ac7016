import type { Logger } from 'pino'
import { sealCheckpoint } from '#app/services/checkpoints.server'
import type { Portal } from '#app/services/portal.server'
import { verifyAndRecord } from '#app/services/verify-record.server'
import { channels } from '#app/view/channels'

const sweepEveryMs = 2_000
const sealEverySweeps = 300
// The first time half an hour after the start, when nobody waits for the first pages any more.
const verifyEverySweeps = 1_800

/**
 * Sweeps deadlines and delivers effects, one round after the other; about every ten minutes seals the log and clears away
 * counted tries that are over, every hour verifies the log. E-mails and text messages go out beside that. Any number of workers may run on one
 * PostgreSQL database.
 * @returns a function that stops it and waits for the round under way
 */
export function startWorker(portal: Portal, logger: Logger): () => Promise<void> {
  let sweeps = 0
  const sweep = oneAtATime(logger, 'sweep failed', async () => {
    const round = sweeps
    sweeps += 1
    await portal.settle()
    if (round % verifyEverySweeps === verifyEverySweeps / 2) audit.begin()
    if (round % sealEverySweeps !== 0) return
    await portal.limits.forgetOver()
    await sealCheckpoint(portal.unit, portal.now(), portal.sealing)
  })
  const audit = oneAtATime(logger, 'event log not verified', async () => {
    const { faults } = await verifyAndRecord(portal)
    if (faults.length > 0) logger.error({ faults: faults.length, first: faults[0] }, 'event log does not verify')
  })
  // Rounds of their own: a provider that answers slowly holds up no deadline and no other channel.
  const messages = channels.map((channel) => oneAtATime(logger, `${channel} not sent`, () => portal.sendMessages(channel)))
  const timer = setInterval(() => {
    sweep.begin()
    for (const round of messages) round.begin()
  }, sweepEveryMs)
  return async () => {
    clearInterval(timer)
    portal.stopMessages()
    await Promise.all([sweep.end(), audit.end(), ...messages.map((round) => round.end())])
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
