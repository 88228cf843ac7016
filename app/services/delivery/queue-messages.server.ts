import { createHash } from 'node:crypto'
import { type Channel, channels } from '#app/view/channels'
import type { Delivery } from '#db/repositories/deliveries'
import type { Account } from '#db/repositories/people'
import type { Repositories } from '#db/unit-of-work'
import { renderMessage } from '#templates/messages/message-texts'
import type { Instant } from '#workflows/calendar/plain-date'
import { afterQuietHours, type NotificationPreference, preferenceOf } from '../messages/preference'
import { type AboutCase, messageValues, textsInForce } from '../messages/texts.server'
import { isSetUp, topicOf } from './channel'

export type Recipient = Pick<Account, 'id' | 'name' | 'email' | 'mobile' | 'status'>

/** `agencyId`: whose officers reach a person whom the message does not. `text` holds nothing confidential. */
export type MessageOrder = AboutCase & {
  notificationId: string
  /** Whoever has no address, is switched off, or does not want such a message is left out. */
  accounts: readonly Recipient[]
  at: Instant
  /** Of a reminder: how many days its period still has; those who asked for late reminders only get no early ones. */
  daysLeft?: number | undefined
}

/** Where a person gets messages of a channel; null for nowhere. */
export const addressIn = (account: Pick<Account, 'email' | 'mobile'>, channel: Channel): string | null =>
  channel === 'mail' ? account.email : account.mobile

function wants(preference: NotificationPreference, channel: Channel, { kind, daysLeft }: MessageOrder): boolean {
  const isEarly = preference.reminderDays !== null && daysLeft !== undefined && daysLeft > preference.reminderDays
  return preference[channel].includes(kind) && !(kind === 'reminder' && isEarly)
}

/**
 * Queues a notification as e-mails and text messages within the transaction of the step that caused it; harmless when
 * repeated. A text message waits for the end of the person's quiet hours.
 * @returns how many messages were queued now; none where nothing is set up
 */
export async function queueMessages(tx: Repositories, order: MessageOrder): Promise<number> {
  const open: Channel[] = []
  for (const channel of channels) if (await isSetUp(tx, channel)) open.push(channel)
  const people = order.accounts.filter(({ status }) => status === 'active')
  if (open.length === 0 || people.length === 0) return 0
  const textOf = await textsInForce(tx)
  const values = await messageValues(tx, order)
  let queued = 0
  for (const account of people) {
    const preference = preferenceOf(await tx.notificationPreferences.find(account.id))
    for (const channel of open) {
      const address = addressIn(account, channel)
      if (address === null || !wants(preference, channel, order)) continue
      const message = renderMessage(textOf(`${order.kind}.${channel}`), { ...values, 收件人: account.name })
      const availableAt = channel === 'sms' ? afterQuietHours(order.at, preference.quiet) : order.at
      const subject = channel === 'mail' ? message.subject : `${values.类别}：${values.事项}`
      if (await queueOne(tx, order, { account, channel, address, subject, text: message.body, availableAt })) queued += 1
    }
  }
  return queued
}

type OneMessage = { account: Recipient; channel: Channel; address: string; subject: string; text: string; availableAt: Instant }

/** @returns false when this notification was queued for this person in this channel before */
async function queueOne(tx: Repositories, order: MessageOrder, message: OneMessage): Promise<boolean> {
  const { account, channel, address, subject, text, availableAt } = message
  const { notificationId, agencyId, caseId, at } = order
  // E-mails have gone without the name of their channel from the beginning.
  const names = [notificationId, account.id, ...(channel === 'mail' ? [] : [channel])]
  const id = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 32)
  const about = { notification_id: notificationId, agency_id: agencyId, case_id: caseId, account_id: account.id }
  if (!(await tx.deliveries.add({ id, channel, ...about, address, subject, text, created_at: at }))) return false
  await putInOutbox(tx, { id, case_id: caseId, channel, outboxId: `${channel}:${id}`, at: availableAt })
  return true
}

/** Has a queued delivery sent; `outboxId` tells one sending of it from another. */
export const putInOutbox = (
  tx: Pick<Repositories, 'outbox'>,
  { id, case_id, channel, outboxId, at }: Pick<Delivery, 'id' | 'case_id' | 'channel'> & { outboxId: string; at: Instant },
): Promise<void> =>
  tx.outbox.add({ id: outboxId, case_id, revision: 0, topic: topicOf[channel], payload: { deliveryId: id }, available_at: at })
