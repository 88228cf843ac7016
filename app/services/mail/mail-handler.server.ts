import * as z from 'zod'
import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import type { EffectHandler } from '../outbox.server'
import { mailTopic } from './queue-mail.server'
import type { MailTransport } from './transport.server'

const MailPayload = z.strictObject({ deliveryId: z.string() })

const notSetUp = '平台没有设置邮件服务器'
const brokenOff = '平台没有能够发出这封邮件'

// As many as the outbox grants, so that a mail server that is down parks no row and leaves the portal ready.
const mostTries = 10

/**
 * Sends one queued e-mail. Sent at least once: after a crash between the server's yes and the mark it goes out again
 * under the same Message-ID. A final refusal, or the last try, makes it a task of the agency; any other fault throws, so that
 * the outbox tries again.
 */
export function mailHandler(unit: UnitOfWork, transport: MailTransport | undefined, now: () => Instant): EffectHandler {
  return async (row) => {
    const { deliveryId } = MailPayload.parse(JSON.parse(row.payload))
    const delivery = await unit.read.deliveries.find(deliveryId)
    if (delivery === undefined) throw new Error(`delivery ${deliveryId} is gone`)
    if (delivery.status !== 'queued') return
    const { id, address, recipient, subject, text, created_at } = delivery
    const fault =
      transport === undefined
        ? { isPermanent: false, words: notSetUp }
        : await transport.send({ id, to: { name: recipient, address }, subject, text, at: created_at })
    const isOver = fault !== undefined && (fault.isPermanent || row.attempts + 1 >= mostTries)
    await unit.inTransaction(async (tx) => {
      if (fault === undefined) return tx.deliveries.markSent(id, now())
      await tx.deliveries.countTry(id, fault.words)
      if (isOver) await tx.deliveries.markFailed(id, fault.words, now())
    })
    if (fault !== undefined && !isOver) throw new Error(fault.words)
  }
}

/** Called when the outbox gives a row up because the portal itself failed: the e-mail becomes a task of the agency. */
export function mailGivenUp(unit: UnitOfWork, now: () => Instant) {
  return async (row: OutboxRow): Promise<void> => {
    if (row.topic !== mailTopic) return
    const { deliveryId } = MailPayload.parse(JSON.parse(row.payload))
    await unit.inTransaction((tx) => tx.deliveries.markFailed(deliveryId, brokenOff, now()))
  }
}
