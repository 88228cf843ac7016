import type { MessageChannel, MessageKind } from './message-texts'

/** Something that a text may hold a place for. */
export type MessageVariable = {
  /** As it stands in braces. */
  name: string
  meaning: string
  sample: string | Readonly<Record<MessageKind, string>>
  channels: readonly MessageChannel[]
}

const out = ['mail', 'sms'] as const
const all = ['inApp', 'mail', 'sms'] as const

const firstSentences = {
  document: '文书送达：《受理通知书》（东医保受〔2026〕1号）。',
  turn: '请按补正告知书逐项上传材料并提交。',
  reminder: '补正期限还有3个工作日，2026年3月9日24:00届满。',
} as const satisfies Record<MessageKind, string>

/** The closed list: what a notice may say. Nothing confidential is among it. */
export const messageVariables: readonly MessageVariable[] = [
  {
    name: '内容',
    meaning: '办什么、什么时候前办、不办会怎样',
    sample: {
      document: `${firstSentences.document}打开查看即为送达。`,
      turn: `${firstSentences.turn}补正期限到2026年3月9日24:00届满。逾期未补正的，视为撤回申请。`,
      reminder: `${firstSentences.reminder}请按补正告知书逐项上传材料并提交。逾期未补正的，视为撤回申请。`,
    },
    // A text message is short and passes through other hands.
    channels: ['inApp', 'mail'],
  },
  { name: '要点', meaning: '内容的第一句', sample: firstSentences, channels: all },
  { name: '事项', meaning: '事项名称', sample: '安和诊所 定点申请', channels: all },
  {
    name: '类别',
    meaning: '文书送达、轮到您办理或者期限提醒',
    sample: { document: '文书送达', turn: '轮到您办理', reminder: '期限提醒' },
    channels: all,
  },
  { name: '机构', meaning: '受理的经办机构', sample: '东营区社会保险经办机构', channels: all },
  { name: '电话', meaning: '受理机构的咨询电话', sample: '0546-8221234', channels: all },
  { name: '网址', meaning: '事项页面的网址', sample: 'https://ybxy.example.cn/cases/20260301', channels: out },
  { name: '收件人', meaning: '收件人姓名', sample: '李明', channels: out },
]

/** What a text of this channel may hold. */
export const variablesOf = (channel: MessageChannel): readonly MessageVariable[] =>
  messageVariables.filter(({ channels }) => channels.includes(channel))

/** What a text of this channel must hold, or nobody would know what to do, about what or where. */
export const requiredVariables = {
  inApp: { subject: [], body: ['内容'] },
  mail: { subject: ['事项'], body: ['内容', '网址'] },
  sms: { subject: [], body: ['要点', '事项'] },
} as const satisfies Record<MessageChannel, { subject: readonly string[]; body: readonly string[] }>
