import { dateOf } from '#workflows/calendar/plain-date'
import type { PolicySet } from '#workflows/policy/schema'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

/** One version of the rules that may be shown to everybody. */
export type Pack = { id: string; title: string; version: string; effectiveFrom: string; effectiveTo: string | null; standing: PackStanding }
export type PackStanding = 'governing' | 'pinned' | 'published' | 'checked'

type Reading = Pick<Portal, 'read' | 'now'>

/**
 * The versions of the rules that a chart can be drawn with: the one that governs today, those on which cases stand and
 * those that are checked or published; other drafts are the agency's own business. The governing one comes first.
 */
export async function packsToShow({ read, now }: Reading): Promise<Pack[]> {
  const governing = await loadRules(read, { on: dateOf(now()) })
  const packs: Pack[] = []
  for (const { id, status, isPinned } of await read.policy.listPolicies()) {
    const stored = status === 'published' || status === 'checked' ? status : isPinned ? 'pinned' : undefined
    const standing = id === governing?.policyId ? 'governing' : stored
    const rules = standing && (await loadRules(read, { policyId: id }))
    if (standing === undefined || rules === undefined) continue
    const { title, version, effectiveFrom, effectiveTo } = rules.policy
    packs.push({ id, title, version, effectiveFrom, effectiveTo, standing })
  }
  return packs.sort((a, b) => Number(b.standing === 'governing') - Number(a.standing === 'governing'))
}

/** The version that a reader asked for, else the governing one, else the first there is; undefined when it is none of those shown. */
export async function findPack(
  portal: Reading,
  asked: string | null,
): Promise<{ pack: Pack; packs: Pack[]; policy: PolicySet } | undefined> {
  const packs = await packsToShow(portal)
  const pack = asked === null ? packs[0] : packs.find(({ id }) => id === asked)
  const rules = pack && (await loadRules(portal.read, { policyId: pack.id }))
  return pack === undefined || rules === undefined ? undefined : { pack, packs, policy: rules.policy }
}
