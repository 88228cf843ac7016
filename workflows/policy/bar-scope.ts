import { z } from 'zod'
import type { InstitutionKind } from '#workflows/domain/institution-kinds'
import type { BarCause } from '#workflows/policy/bar-cause'
import type { PenaltyMatter } from '#workflows/policy/penalty-matter'
import type { PolicySet } from '#workflows/policy/schema'

/** Whom a recorded fact is about within one credit code: all of it, a chain's headquarters, or one of its places. */
export const BarScope = z.enum(['entity', 'headquarters', 'site'], { error: '请选择决定针对谁' })
export type BarScope = z.output<typeof BarScope>

export const barScopeTitles = {
  entity: '单位整体',
  headquarters: '连锁总部（不针对门店）',
  site: '一个执业（经营）地点',
} as const satisfies Record<BarScope, string>

/** The place that applies; `siteId` is null while nobody has said which. */
export type BarredPlace = { readonly kind: InstitutionKind; readonly siteId: string | null }
type Scoped = { readonly cause: BarCause; readonly scope: BarScope; readonly siteId: string | null }

/**
 * Whether a bar under the credit code of an applicant stands in the way of one of its places. It always does, but for a
 * penalty within a chain: each store answers for itself, its headquarters only where the policy says so (第十条（四）).
 */
export function countsAgainst(policy: PolicySet, { cause, scope, siteId }: Scoped, place: BarredPlace): boolean {
  if (cause !== 'administrativePenalty' || place.kind !== 'pharmacy_chain_store' || scope === 'entity') return true
  return scope === 'headquarters' ? policy.bars.headquartersPenaltyCounts : siteId !== null && siteId === place.siteId
}

/** Whether a penalty bars by what it was about (第十条（四）). A matter that the policy does not list does: so the words of the Measure. */
export const doesMatterBar = (policy: PolicySet, matter: PenaltyMatter): boolean =>
  policy.bars.penaltyMatters.find((rule) => rule.matter === matter)?.countsAsBar ?? true
