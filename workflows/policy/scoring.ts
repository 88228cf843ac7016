import type { EvaluationStandard, StandardItem } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'
import { divideHalfUp } from '#workflows/policy/score-units'

/** Sum of one category of the table; tenths of a point. */
export type CategoryTotal = {
  readonly id: string
  readonly title: string
  readonly score: number
  readonly maximum: number
}

/**
 * The total of one set of answers. `score` and `maximum` are tenths over the items that apply; `normalised` and
 * `passMark` are hundredths of a point out of 100. `failedVetoes` are item ids. `passed` needs a complete table.
 */
export type Total = {
  readonly score: number
  readonly maximum: number
  readonly normalised: number
  readonly passMark: number
  readonly failedVetoes: readonly string[]
  readonly answered: number
  readonly expected: number
  readonly passed: boolean
  readonly categories: readonly CategoryTotal[]
}

/**
 * Totals a self-evaluation or one sheet, complete or still being filled in: an item without an answer counts as 0 of
 * its maximum, an item that does not apply leaves the denominator. Normalised half up to two decimals before it is
 * compared with the pass mark, so 79.995 is 80.00 and passes.
 */
export function totalOf(standard: EvaluationStandard, items: readonly StandardItem[], entries: readonly ItemScore[]): Total {
  const byItem = new Map(entries.map((entry) => [entry.itemId, entry]))
  const counted = items.filter((item) => byItem.get(item.id)?.notApplicable === undefined)
  const score = sumOf(counted, byItem)
  const maximum = maximumOf(counted)
  const normalised = normalise(score, maximum)
  const failedVetoes = counted.filter((item) => item.veto && byItem.get(item.id)?.veto === 'fail').map(({ id }) => id)
  const answered = items.filter((item) => isAnswered(item, byItem.get(item.id))).length
  const isComplete = answered === items.length
  return {
    score,
    maximum,
    normalised,
    passMark: standard.passMark,
    failedVetoes,
    answered,
    expected: items.length,
    passed: isComplete && failedVetoes.length === 0 && normalised >= standard.passMark,
    categories: categoryTotals(standard, counted, byItem),
  }
}

/** Points out of 100 in hundredths, half up; 0 when nothing applies. `score` and `maximum` share one unit. */
export function normalise(score: number, maximum: number): number {
  return maximum === 0 ? 0 : divideHalfUp(score * 10_000, maximum)
}

/** Sum of the maxima of items, in tenths. */
export function maximumOf(items: readonly StandardItem[]): number {
  return items.reduce((sum, item) => sum + item.maxScore, 0)
}

/** Totals by category, for the categories that have at least one of the items. */
export function categoryTotals(
  standard: EvaluationStandard,
  items: readonly StandardItem[],
  scores: ReadonlyMap<string, { readonly score: number | null }>,
): readonly CategoryTotal[] {
  return standard.categories.flatMap(({ id, title }) => {
    const own = items.filter((item) => item.category === id)
    return own.length === 0 ? [] : [{ id, title, score: sumOf(own, scores), maximum: maximumOf(own) }]
  })
}

/** Sum of the given scores of items, in tenths; a missing score counts as 0. */
export function sumOf(items: readonly StandardItem[], scores: ReadonlyMap<string, { readonly score: number | null }>): number {
  return items.reduce((sum, item) => sum + (scores.get(item.id)?.score ?? 0), 0)
}

function isAnswered(item: StandardItem, entry: ItemScore | undefined): boolean {
  if (!entry) return false
  if (entry.notApplicable) return true
  return (!item.veto || entry.veto !== null) && (item.maxScore === 0 || entry.score !== null)
}
