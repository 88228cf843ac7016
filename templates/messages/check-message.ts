import { type MessageTemplate, type MessageText, partsOfTemplate } from './message-texts'
import { requiredVariables, variablesOf } from './message-variables'
import { longestSms } from './sms-length'

const longest = { subject: 100, body: 2000 } as const

/**
 * What is wrong with a text that somebody has worded, by field; empty when it may be used.
 * Refused: a name outside the closed list, a brace that stands alone, a required name that is missing, an empty or too long text.
 */
export function messageIssues(template: MessageTemplate, text: MessageText): Record<string, string[]> {
  const { channel } = partsOfTemplate(template)
  const known = variablesOf(channel).map(({ name }) => name)
  const issues: Record<string, string[]> = {}
  const fields = channel === 'mail' ? (['subject', 'body'] as const) : (['body'] as const)
  for (const field of fields) {
    const sentences = faultsOf(text[field], { known, required: requiredVariables[channel][field] })
    const most = channel === 'sms' ? longestSms : longest[field]
    if (text[field].length > most) sentences.push(`不能超过${most}个字，请删减`)
    if (field === 'subject' && /[\r\n]/.test(text.subject)) sentences.push('标题只能有一行')
    if (sentences.length > 0) issues[field] = sentences
  }
  return issues
}

type Names = { known: readonly string[]; required: readonly string[] }

function faultsOf(text: string, { known, required }: Names): string[] {
  if (text.trim() === '') return ['请填写文字']
  const used = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '')
  const unknown = [...new Set(used.filter((name) => !known.includes(name)))]
  const missing = required.filter((name) => !used.includes(name))
  const isBroken = /[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))
  return [
    ...unknown.map((name) => `没有{${name}}这个变量，可用的是${known.map((one) => `{${one}}`).join('、')}`),
    ...missing.map((name) => `缺少{${name}}，请加上`),
    ...(isBroken ? ['花括号须成对，如{事项}'] : []),
  ]
}
