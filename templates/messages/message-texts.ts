import { variablesOf } from './message-variables'

export const messageKinds = ['document', 'turn', 'reminder'] as const
export type MessageKind = (typeof messageKinds)[number]
export const messageChannels = ['inApp', 'mail', 'sms'] as const
export type MessageChannel = (typeof messageChannels)[number]
/** `turn.sms`: the text of a kind of notice in a channel. */
export type MessageTemplate = `${MessageKind}.${MessageChannel}`

/** Only an e-mail has a subject; the others leave it empty. */
export type MessageText = { subject: string; body: string }

export const kindTitles = { document: '文书送达', turn: '轮到您办理', reminder: '期限提醒' } as const satisfies Record<MessageKind, string>
export const channelTitles = { inApp: '平台内消息', mail: '电子邮件', sms: '短信' } as const satisfies Record<MessageChannel, string>

export const messageTemplates: readonly MessageTemplate[] = messageKinds.flatMap((kind) =>
  messageChannels.map((channel): MessageTemplate => `${kind}.${channel}`),
)

/** The template of this name, or undefined. */
export const findTemplate = (name: string): MessageTemplate | undefined => messageTemplates.find((template) => template === name)

/** Kind and channel of a template. */
export function partsOfTemplate(template: MessageTemplate): { kind: MessageKind; channel: MessageChannel } {
  const [kind, channel] = template.split('.') as [MessageKind, MessageChannel]
  return { kind, channel }
}

const mailBody = [
  '{内容}',
  '',
  '事项：{事项}',
  '查看和办理：{网址}',
  '咨询：{机构}，电话{电话}',
  '',
  '本邮件由东营市医保定点协议管理平台自动发出，请不要直接回复。正式文书以平台内的为准。',
].join('\n')

const byChannel: Record<MessageChannel, MessageText> = {
  inApp: { subject: '', body: '{内容}' },
  mail: { subject: '{类别}：{事项}', body: mailBody },
  sms: { subject: '', body: '{要点}事项：{事项}。请登录平台查看办理，咨询{电话}。' },
}

/** The text that comes with the program, in force until the city agency has published another. */
export const bundledText = (template: MessageTemplate): MessageText => byChannel[partsOfTemplate(template).channel]

/**
 * Puts the values in the places of their names.
 * @param values by variable name, as in `{事项}`
 * @throws Error for a name without a value: what is in force was checked before
 */
export function renderMessage({ subject, body }: MessageText, values: Readonly<Record<string, string>>): MessageText {
  const fill = (text: string) =>
    text.replace(/\{([^{}]*)\}/g, (_whole, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`no value for {${name}}`)
      return value
    })
  return { subject: fill(subject), body: fill(body) }
}

/** A text filled with the sample values of its variables. */
export function sampleMessage(template: MessageTemplate, text: MessageText): MessageText {
  const { kind, channel } = partsOfTemplate(template)
  const samples = variablesOf(channel).map(({ name, sample }) => [name, typeof sample === 'string' ? sample : sample[kind]])
  return renderMessage(text, Object.fromEntries(samples))
}
