import * as z from 'zod'
import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import type { EffectHandler } from '../outbox.server'
import { mailTopic } from './queue-mail.server'
import type { MailTransport } from './transport.server'

const MailPayload = z.strictObject({ deliveryId: z.string() })

const notSetUp = '平台没有设置邮件服务器'

/**
 * Sends one queued e-mail. Sent at least once: after a crash between the server's yes and the mark it goes out again
 * under the same Message-ID. A final refusal is recorded and done with; any other throws, so that the outbox tries again.
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
    await unit.inTransaction(async (tx) => {
      if (fault === undefined) return tx.deliveries.markSent(id, now())
      await tx.deliveries.countTry(id, fault.words)
      if (fault.isPermanent) await tx.deliveries.markFailed(id, fault.words, now())
    })
    if (fault !== undefined && !fault.isPermanent) throw new Error(fault.words)
  }
}

/** Called when the outbox gives a row up: an e-mail that never went out becomes a task of the agency. */
export function mailGivenUp(unit: UnitOfWork, now: () => Instant) {
  return async (row: OutboxRow, error: unknown): Promise<void> => {
    if (row.topic !== mailTopic) return
    const { deliveryId } = MailPayload.parse(JSON.parse(row.payload))
    const words = error instanceof Error ? error.message : String(error)
    await unit.inTransaction((tx) => tx.deliveries.markFailed(deliveryId, words, now()))
  }
}
