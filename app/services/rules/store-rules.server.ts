import type { Repositories } from '#db/unit-of-work'
import { RuleOverrideContext } from '#workflows/machines/rule-override'
import { RuleReleaseContext } from '#workflows/machines/rule-release'
import { adoptRules } from '../rule-change/adoption.server'
import type { StepToWrite } from '../write-step.server'
import { storedPack } from './stored-pack'

/** 第四条: stores the pack of a release as its step decides; a published one is never changed again. */
export async function storeRules(
  tx: Repositories,
  status: 'draft' | 'checked' | 'published' | 'dropped',
  { file, step, entry }: StepToWrite,
): Promise<void> {
  const { policyId, basedOn, policy, authors, forOpenCases } = RuleReleaseContext.parse(step.snapshot.context)
  const pack = storedPack(policy)
  const published_at = status === 'published' ? entry.at : null
  await tx.policy.putRelease(policyId, status === 'dropped' ? pack : { ...pack, status }, {
    status,
    release_id: file.id,
    based_on: basedOn,
    published_at,
  })
  if (status !== 'published' || !forOpenCases) return
  const [authorId = ''] = authors
  const author = { id: authorId, name: (await tx.people.find(authorId))?.name ?? '' }
  await adoptRules(tx, { releaseId: file.id, policyId, policy: pack, formerId: basedOn, author, publisher: entry.actor, at: entry.at })
}

/** 第二十七条: from its first to its last day cases may begin on the version that the record names. */
export async function recordOverride(tx: Repositories, { file, step, entry }: StepToWrite): Promise<void> {
  const { policyId, firstDay, lastDay, basis } = RuleOverrideContext.parse(step.snapshot.context)
  await tx.policy.addOverride({
    id: file.id,
    policy_version_id: policyId,
    first_day: firstDay,
    last_day: lastDay,
    basis,
    approved_at: entry.at,
  })
}
