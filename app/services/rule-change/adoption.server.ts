import * as z from 'zod'
import type { RuleChange } from '#db/repositories/rule-changes'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { type Instant, startOfDay } from '#workflows/calendar/plain-date'
import type { PolicySet } from '#workflows/policy/schema'
import { planRuleChange } from './plan.server'

/** What a change of the policy names: the version that open cases leave. */
export const AdoptionData = z.object({ formerId: z.string() })

/** The moment from which open cases stand on a version that they adopt: its first day, or its publication when that is later. */
export function adoptionMoment({ effectiveFrom }: Pick<PolicySet, 'effectiveFrom'>, publishedAt: Instant): Instant {
  const opens = startOfDay(effectiveFrom)
  return opens > publishedAt ? opens : publishedAt
}

type Adoption = {
  /** The release by which the version was published. */
  releaseId: string
  policyId: string
  policy: PolicySet
  formerId: string
  author: { id: string; name: string }
  publisher: Actor
  at: Instant
}

/**
 * Notes, in the transaction of the publication, that every open case of the former version adopts the new one as a
 * correction; `carryOutRuleChanges` takes it to the cases from its first day on. The list that the publication stands on
 * is kept with it.
 */
export async function adoptRules(
  tx: Repositories,
  { releaseId, policyId, policy, formerId, author, publisher, at }: Adoption,
): Promise<void> {
  const from = adoptionMoment(policy, at)
  const { moves } = await planRuleChange(tx, { policy, adoptedFrom: formerId, at: from })
  await tx.ruleChanges.add({
    id: releaseId,
    kind: 'policy',
    subject: policyId,
    data: { formerId },
    status: 'confirmed',
    proposed_by: author.id,
    proposed_name: author.name,
    proposed_at: at,
    decided_by: publisher.id,
    decided_name: publisher.name,
    decided_at: from,
    reason: '',
    list: moves.map(({ explanation: _, ...move }) => move),
    applied_at: null,
  } satisfies RuleChange)
}
