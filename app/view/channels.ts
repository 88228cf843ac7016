/** The ways out of the portal; its own inbox needs none. */
export const channels = ['mail', 'sms'] as const
export type Channel = (typeof channels)[number]

export const channelWords = {
  mail: { name: '电子邮件', address: '邮箱' },
  sms: { name: '短信', address: '手机号码' },
} as const satisfies Record<Channel, { name: string; address: string }>

/** `demo`: nothing leaves the portal; the log shows what would have. */
export type SetUp = 'yes' | 'demo' | 'no'

/** What is not open, as a sentence names it; empty when everything is. */
export const closedChannels = (setUp: Readonly<Record<Channel, SetUp>>): string =>
  channels
    .filter((channel) => setUp[channel] === 'no')
    .map((channel) => channelWords[channel].name)
    .join('和')
