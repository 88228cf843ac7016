import type { DeliveryEntry } from '#db/repositories/deliveries'
import type { DeliveryTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'

/** The ways out of the portal; its own inbox needs none. */
export type Channel = DeliveryTable['channel']
export const channels = ['mail', 'sms'] as const satisfies readonly Channel[]

export const channelWords = {
  mail: { name: '电子邮件', address: '邮箱' },
  sms: { name: '短信', address: '手机号码' },
} as const satisfies Record<Channel, { name: string; address: string }>

/** The outbox topic of one message to one person. */
export const topicOf = { mail: 'sendMail', sms: 'sendSms' } as const satisfies Record<Channel, string>
export const deliveryTopics: readonly string[] = Object.values(topicOf)

/** Written at each start from the settings, so that a step knows without them whether anything is sent at all. */
export const setUpSetting = { mail: 'mail.setUp', sms: 'sms.setUp' } as const satisfies Record<Channel, string>

/** `demo`: nothing leaves the portal; the log shows what would have. */
export type SetUp = 'yes' | 'demo' | 'no'

export async function setUpOf(tx: Pick<Repositories, 'policy'>, channel: Channel): Promise<SetUp> {
  const setting = await tx.policy.findSetting(setUpSetting[channel])
  return setting === 'yes' || setting === 'demo' ? setting : 'no'
}

export const isSetUp = async (tx: Pick<Repositories, 'policy'>, channel: Channel): Promise<boolean> => (await setUpOf(tx, channel)) !== 'no'

/** What is not open, as a sentence names it; empty when everything is. */
export const closedChannels = (setUp: Readonly<Record<Channel, SetUp>>): string =>
  channels
    .filter((channel) => setUp[channel] === 'no')
    .map((channel) => channelWords[channel].name)
    .join('和')

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
