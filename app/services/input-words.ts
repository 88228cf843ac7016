import type * as z from 'zod'
import type { Refusal } from '#workflows/domain/refusal'
import { ok, type Result, refuse } from '#workflows/result'

/**
 * The sentence for a fault to which the schema gives none of its own: what no page of ours lets through, such as a text
 * over its limit or a field that was added by hand.
 */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return `不能超过${issue.maximum}个字，请删减`
      return issue.origin === 'array' ? `最多填写${issue.maximum}项，请删减` : `不能大于${issue.maximum}，请核对`
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) > 1 ? `至少填写${issue.minimum}个字` : '请填写'
      return issue.origin === 'array' ? `至少填写${issue.minimum}项` : `不能小于${issue.minimum}，请核对`
    case 'invalid_value':
      return '请从列出的选项中选择'
    case 'invalid_type':
      return issue.input === undefined ? '请填写' : '填写的内容无法识别，请重新填写'
    case 'unrecognized_keys':
      return '表单里有本平台不认识的内容，请刷新页面后重新填写'
    default:
      return '填写的内容无法识别，请重新填写'
  }
}

/** Issues by field path, as forms show them. */
export function issuesOf(error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): Record<string, string[]> {
  const issues: Record<string, string[]> = {}
  for (const { path, message } of error.issues) {
    const key = path.join('.')
    issues[key] = [...(issues[key] ?? []), message]
  }
  return issues
}

// Control characters but tab and line ends; marks that turn the direction of writing; halves of a character.
const hidden = /[\p{Cc}\u202A-\u202E\u2066-\u2069\p{Cs}]/u
const lineEnds = /[\t\n\r]/g

/**
 * Names every text in an input that holds a character nobody can see: it would make one name look like another, and
 * neither every database nor a document can hold it.
 */
export function hiddenCharacters(input: unknown, path = ''): Record<string, string[]> {
  if (typeof input === 'string')
    return hidden.test(input.replace(lineEnds, '')) ? { [path]: ['含有看不见的控制字符，请删去后重新填写'] } : {}
  if (typeof input !== 'object' || input === null) return {}
  const below = Object.entries(input).map(([key, value]) => hiddenCharacters(value, path === '' ? key : `${path}.${key}`))
  return Object.assign({}, ...below) as Record<string, string[]>
}

/**
 * Reads the fields of a form by a schema; faults come back at their fields, and so does every hidden character.
 * @param texts where hidden characters are looked for, when that is not the same as what the schema reads
 */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  fields: unknown,
  texts: unknown = fields,
): Result<z.output<Schema>, Extract<Refusal, { code: 'invalidInput' }>> {
  const parsed = schema.safeParse(fields)
  const issues = { ...(parsed.success ? {} : issuesOf(parsed.error)), ...hiddenCharacters(texts) }
  return parsed.success && Object.keys(issues).length === 0 ? ok(parsed.data) : refuse({ code: 'invalidInput', issues })
}
