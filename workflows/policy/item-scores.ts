import { z } from 'zod'
import { isPureVeto, type StandardItem, Tenths } from '#workflows/policy/evaluation-standard'
import { formatTenths } from '#workflows/policy/score-units'

/**
 * The answer to one item, in a self-evaluation or on the sheet of one evaluator. `score` is in tenths of a point and
 * null for pure vetoes and items that do not apply; `veto` is null for items without veto. A reason is needed below
 * the maximum and for a failed veto.
 */
export const ItemScore = z.strictObject({
  itemId: z.string().min(1),
  score: Tenths.nullable(),
  veto: z.enum(['pass', 'fail'], { error: '请选择“通过”或“不通过”' }).nullable(),
  reason: z.string().trim().max(500, '理由不能超过500个字').default(''),
  notApplicable: z.strictObject({ reason: z.string().trim().max(500, '理由不能超过500个字') }).optional(),
})
export type ItemScore = z.output<typeof ItemScore>

/** A fault of one answer, at the field that must be corrected. */
export type ScoreIssue = {
  readonly itemId: string
  readonly field: 'score' | 'veto' | 'reason' | 'notApplicable'
  readonly message: string
}

/** Checks a complete set of answers against the applicable items; an empty list means that it may be submitted. */
export function validateScores(items: readonly StandardItem[], entries: readonly ItemScore[]): readonly ScoreIssue[] {
  const issues: ScoreIssue[] = []
  const known = new Map(items.map((item) => [item.id, item]))
  const seen = new Set<string>()
  for (const entry of entries) {
    if (!known.has(entry.itemId)) {
      issues.push({ itemId: entry.itemId, field: 'score', message: `项目${entry.itemId}不适用于本机构，请删除` })
    } else if (seen.has(entry.itemId)) {
      issues.push({ itemId: entry.itemId, field: 'score', message: `项目${entry.itemId}重复填写，请只保留一行` })
    }
    seen.add(entry.itemId)
  }
  for (const item of items) {
    const entry = entries.find(({ itemId }) => itemId === item.id)
    issues.push(...(entry ? validateScore(item, entry) : [missing(item)]))
  }
  return issues
}

/** Checks one answer that has been given, e.g. while a form is being filled in. */
export function validateScore(item: StandardItem, entry: ItemScore): readonly ScoreIssue[] {
  const issue = (field: ScoreIssue['field'], message: string): ScoreIssue => ({ itemId: item.id, field, message })
  if (entry.notApplicable) {
    if (item.veto) return [issue('notApplicable', '否决项不能选择“不适用”，请作出“通过”或“不通过”的结论')]
    if (entry.notApplicable.reason === '') return [issue('notApplicable', '选择“不适用”的，请写明理由')]
    return entry.score === null ? [] : [issue('score', '选择“不适用”的项目不能再填写得分，请清空得分')]
  }
  const issues: ScoreIssue[] = []
  if (item.veto && entry.veto === null) issues.push(issue('veto', '请选择“通过”或“不通过”'))
  if (!item.veto && entry.veto !== null) issues.push(issue('veto', '本项不是否决项，请填写得分'))
  if (isPureVeto(item)) {
    if (entry.score !== null) issues.push(issue('score', '本项为否决项，不计分，请清空得分'))
  } else {
    issues.push(...scoreIssues(item, entry).map((message) => issue('score', message)))
  }
  const isBelow = entry.score !== null && entry.score < item.maxScore
  if ((isBelow || entry.veto === 'fail') && entry.reason === '') {
    issues.push(issue('reason', entry.veto === 'fail' ? '选择“不通过”的，请写明事实' : '得分低于满分的，请写明扣分理由'))
  }
  return issues
}

function missing(item: StandardItem): ScoreIssue {
  return isPureVeto(item)
    ? { itemId: item.id, field: 'veto', message: '请选择“通过”或“不通过”' }
    : { itemId: item.id, field: 'score', message: `请填写得分，满分${formatTenths(item.maxScore)}分` }
}

function scoreIssues(item: StandardItem, { score }: ItemScore): readonly string[] {
  if (score === null) return [`请填写得分，满分${formatTenths(item.maxScore)}分`]
  if (!Number.isInteger(score) || score < 0) return ['得分应为不小于0的数，最多一位小数']
  if (score > item.maxScore) return [`得分不能超过满分${formatTenths(item.maxScore)}分`]
  if (item.rule.type === 'bands') {
    const allowed = [...new Set(item.rule.bands.map((band) => band.score))].sort((a, b) => a - b)
    if (!allowed.includes(score)) return [`本项分档计分，得分只能是${allowed.map(formatTenths).join('、')}分`]
  }
  return []
}
