import type { Channel } from '#app/view/channels'
import { rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import type { Portal } from '../portal.server'
import { isSetUp } from './channel'
import { addressIn, putInOutbox } from './queue-messages.server'

type Read = Pick<Portal['read'], 'people' | 'policy'>

/** Where a message to an account would go now; null when the person has no address, is switched off, or nothing is sent at all. */
export async function addressOf(read: Read, accountId: string, channel: Channel): Promise<string | null> {
  const account = await read.people.find(accountId)
  return account?.status === 'active' && (await isSetUp(read, channel)) ? addressIn(account, channel) : null
}

/** An officer of the agency has a failed message sent once more, to the address that the person has by now. */
export async function sendAgain(
  { unit, read, now }: Pick<Portal, 'unit' | 'read' | 'now'>,
  actor: Actor,
  id: string,
): Promise<Outcome<string>> {
  const delivery = await read.deliveries.find(id)
  if (delivery === undefined || delivery.agency_id !== actor.agencyId) return refuse({ code: 'notFound' })
  // A second click on the same form.
  if (delivery.status === 'queued' || delivery.status === 'sent') return ok(id)
  return unit.inTransaction(async (tx) => {
    const address = await addressOf(tx, delivery.account_id, delivery.channel)
    const isQueued = address !== null && (await tx.deliveries.queueAgain(id, address))
    if (!isQueued) rollBack({ code: 'notAllowedNow', stage: delivery.status })
    await putInOutbox(tx, { ...delivery, outboxId: `${delivery.channel}:${id}:${delivery.failed_at}`, at: now() })
    return id
  })
}
