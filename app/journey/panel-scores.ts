import type { Portal } from '#app/services/portal.server'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'

/** The sheet of the panel member with the given index. */
export type SheetOf = (member: number) => readonly ItemScore[]

const halfPoint = 5
const spread = 6
const evenPoint = 20

/** Sheets for a demonstration: each member finds half a point to take on some items, with the reason, as people do. */
export async function panelSheets(portal: Portal, standardId: string, selfEvaluation: readonly ItemScore[]): Promise<SheetOf> {
  const divisible = await divisibleItems(portal, standardId)
  return (member) =>
    selfEvaluation.map((entry, index) => {
      const deducts = divisible.has(entry.itemId) && (entry.score ?? 0) >= 2 * halfPoint && index % spread === member
      if (!deducts || entry.score === null) return entry
      return {
        ...entry,
        score: entry.score - halfPoint,
        reason: entry.reason === '' ? '现场查看发现个别记录不完整，扣0.5分' : entry.reason,
      }
    })
}

/** The sheets of a panel, or an honest self-evaluation, that finds much to deduct: half of the points of most items. */
export async function poorSheet(portal: Portal, standardId: string, selfEvaluation: readonly ItemScore[]): Promise<readonly ItemScore[]> {
  const divisible = await divisibleItems(portal, standardId)
  return selfEvaluation.map((entry) =>
    entry.score === null || !divisible.has(entry.itemId) || entry.score % evenPoint !== 0
      ? entry
      : { ...entry, score: entry.score / 2, reason: '制度未落实、记录缺失，按评分规则扣分' },
  )
}

/** Items scored by bands are left out: only the scores of the bands exist. */
async function divisibleItems(portal: Portal, standardId: string): Promise<ReadonlySet<string>> {
  const standard = EvaluationStandard.parse(await portal.read.policy.getStandard(standardId))
  return new Set(standard.items.filter(({ rule }) => rule.type === 'deduct' || rule.type === 'add').map(({ id }) => id))
}
