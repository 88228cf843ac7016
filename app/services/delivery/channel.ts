import type { Channel, SetUp } from '#app/view/channels'
import type { DeliveryEntry } from '#db/repositories/deliveries'
import type { Repositories } from '#db/unit-of-work'

/** The outbox topic of one message to one person. */
export const topicOf = { mail: 'sendMail', sms: 'sendSms' } as const satisfies Record<Channel, string>
export const deliveryTopics: readonly string[] = Object.values(topicOf)

/** Written at each start from the settings, so that a step knows without them whether anything is sent at all. */
export const setUpSetting = { mail: 'mail.setUp', sms: 'sms.setUp' } as const satisfies Record<Channel, string>

export async function setUpOf(tx: Pick<Repositories, 'policy'>, channel: Channel): Promise<SetUp> {
  const setting = await tx.policy.findSetting(setUpSetting[channel])
  return setting === 'yes' || setting === 'demo' ? setting : 'no'
}

export const isSetUp = async (tx: Pick<Repositories, 'policy'>, channel: Channel): Promise<boolean> => (await setUpOf(tx, channel)) !== 'no'

/** Why a message did not go out, in words for an officer or an operator. */
export type DeliveryFault = {
  /** Trying again cannot help: somebody has to reach the person in another way. */
  isPermanent: boolean
  words: string
  /** The server's own answer; may name the address, so it goes to the operator's screen only. */
  response: string | null
}

/** Taken by the provider, under its own number where it gives one; or what is wrong. */
export type Carried = { receipt: string | null } | { fault: DeliveryFault }

/** Hands stored messages of one channel to a provider. */
export type Carrier = {
  carry: (delivery: DeliveryEntry) => Promise<Carried>
  /** Begins no other message; the one on its way may end. */
  close: () => void
}
