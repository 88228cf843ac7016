import type { Portal } from '#app/services/portal.server'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'

const halfPoint = 5
const spread = 6

/**
 * Sheets for a demonstration: each member finds half a point to take on some items, with the reason, as people do.
 * Items scored by bands keep the applicant's score, because only the scores of the bands exist.
 * @returns the sheet of the member with the given index
 */
export async function panelSheets(
  portal: Portal,
  standardId: string,
  selfEvaluation: readonly ItemScore[],
): Promise<(member: number) => readonly ItemScore[]> {
  const standard = EvaluationStandard.parse(await portal.read.policy.getStandard(standardId))
  const divisible = new Set(standard.items.filter(({ rule }) => rule.type === 'deduct' || rule.type === 'add').map(({ id }) => id))
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
