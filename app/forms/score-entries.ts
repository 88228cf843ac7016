import type { ScoreSheetCategory, ScoreSheetItem } from '#app/components/score-sheet'
import type { EvaluationStandard, StandardItem } from '#workflows/policy/evaluation-standard'
import { type ItemScore, type ScoreIssue, validateScore } from '#workflows/policy/item-scores'
import { findTenths } from '#workflows/policy/score-units'
import { scoringLines } from './scoring-words'

const highestTenths = 1_000
const longestReason = 500

export type ScoreEntries = {
  /** One for each item that was touched; an unreadable score is null. */
  readonly entries: ItemScore[]
  /** By field name: `score.M-B01`, `reason.M-B01`. */
  readonly issues: Record<string, string[]>
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/**
 * The answers of a posted score sheet (`score.<id>`, `veto.<id>`, `reason.<id>`). Points are typed with at most one
 * decimal; full-width digits count as digits. Only what cannot be read is an issue here: whether the answers are
 * complete and allowed is judged by `validateScores`.
 */
export function scoreEntriesOf(form: FormData, items: readonly StandardItem[]): ScoreEntries {
  const entries: ItemScore[] = []
  const issues: Record<string, string[]> = {}
  for (const item of items) {
    const typed = textOf(form, `score.${item.id}`).normalize('NFKC').trim()
    const answer = textOf(form, `veto.${item.id}`)
    const reason = textOf(form, `reason.${item.id}`)
    const veto = item.veto && (answer === 'pass' || answer === 'fail') ? answer : null
    if (typed === '' && veto === null && reason === '') continue
    const tenths = typed === '' ? undefined : findTenths(typed)
    const isReadable = tenths !== undefined && tenths <= highestTenths
    if (typed !== '' && !isReadable) issues[`score.${item.id}`] = [`${item.id}：“${typed}”不是得分，请填写数字，最多一位小数，例如 1.5`]
    if (reason.length > longestReason) issues[`reason.${item.id}`] = [`${item.id}：说明不能超过${longestReason}字，现有${reason.length}字`]
    entries.push({ itemId: item.id, score: isReadable ? tenths : null, veto, reason: reason.slice(0, longestReason) })
  }
  return { entries, issues }
}

export type ScoreSheetOptions = {
  /** The applicant's own answers; left out while they must stay hidden (DECISIONS 31). */
  readonly self?: readonly ItemScore[]
}

const savedOf = (entry: ItemScore | undefined): ScoreSheetItem['saved'] =>
  entry && {
    score: entry.score === null ? '' : scoreText(entry.score),
    veto: entry.veto ?? '',
    reason: entry.reason,
  }

/** As it stands in the field: '2.0', '0.5'. */
const scoreText = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}`

const selfOf = (entry: ItemScore | undefined): ScoreSheetItem['self'] =>
  entry && { score: entry.score ?? undefined, veto: entry.veto ?? undefined, reason: entry.reason }

/** The applicable items of a table as the score sheet of the kit wants them, with what its author has saved so far. */
export function scoreSheetCategories(
  standard: EvaluationStandard,
  items: readonly StandardItem[],
  saved: readonly ItemScore[],
  { self }: ScoreSheetOptions = {},
): readonly ScoreSheetCategory[] {
  const savedBy = new Map(saved.map((entry) => [entry.itemId, entry]))
  const selfBy = new Map((self ?? []).map((entry) => [entry.itemId, entry]))
  const rowOf = (item: StandardItem): ScoreSheetItem => ({
    id: item.id,
    title: item.title,
    criterion: item.criterion,
    scoring: scoringLines(item.rule),
    evidence: item.evidence.length === 0 ? undefined : item.evidence,
    methods: item.methods,
    basis: item.basis,
    max: item.maxScore,
    isVeto: item.veto,
    self: selfOf(selfBy.get(item.id)),
    saved: savedOf(savedBy.get(item.id)),
  })
  return standard.categories.flatMap(({ id, title }) => {
    const own = items.filter((item) => item.category === id)
    return own.length === 0 ? [] : [{ id, title, items: own.map(rowOf) }]
  })
}

/** Faults of answers as errors of the sheet's fields; the item is named, because the summary stands far from the field. */
export function scoreErrors(issues: readonly ScoreIssue[]): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const { itemId, field, message } of issues) {
    const name = `${field}.${itemId}`
    errors[name] = [...(errors[name] ?? []), `${itemId}：${message}`]
  }
  return errors
}

/** Numbers that cannot stand, for a sheet that is saved before it is complete: above the maximum, not one of the bands. */
export function impossibleScores(items: readonly StandardItem[], entries: readonly ItemScore[]): Record<string, string[]> {
  const issues = items.flatMap((item) => {
    const entry = entries.find(({ itemId }) => itemId === item.id)
    return entry === undefined || entry.score === null ? [] : validateScore(item, entry).filter(({ field }) => field === 'score')
  })
  return scoreErrors(issues)
}
