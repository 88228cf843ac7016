import * as z from 'zod'
import type { Channel } from '#app/view/channels'
import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import type { EffectHandler } from '../outbox.server'
import type { Carried, Carrier } from './channel'
import { deliveryTopics } from './channel'

const DeliveryPayload = z.strictObject({ deliveryId: z.string() })

const notSetUp = { mail: '平台没有设置邮件服务器', sms: '平台没有设置短信服务' } satisfies Record<Channel, string>
const brokenOff = '平台没有能够发出这条通知'

// As many as the outbox grants, so that a provider that is down parks no row and leaves the portal ready.
const mostTries = 10

/**
 * Sends one queued message. Sent at least once: after a crash between the provider's yes and the mark it goes out again
 * under the same id. A final refusal, or the last try, makes it a task of the agency; any other fault throws, so that the
 * outbox tries again.
 */
export function deliveryHandler(unit: UnitOfWork, carrier: Carrier | undefined, now: () => Instant): EffectHandler {
  return async (row) => {
    const { deliveryId } = DeliveryPayload.parse(JSON.parse(row.payload))
    const delivery = await unit.read.deliveries.find(deliveryId)
    if (delivery === undefined) throw new Error(`delivery ${deliveryId} is gone`)
    if (delivery.status !== 'queued') return
    const { id, channel } = delivery
    const carried: Carried =
      carrier === undefined ? { fault: { isPermanent: false, words: notSetUp[channel], response: null } } : await carrier.carry(delivery)
    if (!('fault' in carried)) {
      await unit.inTransaction((tx) => tx.deliveries.markSent(id, now(), carried.receipt))
      return
    }
    const { words, isPermanent } = carried.fault
    const isOver = isPermanent || row.attempts + 1 >= mostTries
    await unit.inTransaction(async (tx) => {
      await tx.deliveries.countTry(id, words)
      if (isOver) await tx.deliveries.markFailed(id, words, now())
    })
    if (!isOver) throw new Error(words)
  }
}

/** Called when the outbox gives a row up because the portal itself failed: the message becomes a task of the agency. */
export function deliveryGivenUp(unit: UnitOfWork, now: () => Instant) {
  return async (row: OutboxRow): Promise<void> => {
    if (!deliveryTopics.includes(row.topic)) return
    const { deliveryId } = DeliveryPayload.parse(JSON.parse(row.payload))
    await unit.inTransaction((tx) => tx.deliveries.markFailed(deliveryId, brokenOff, now()))
  }
}
