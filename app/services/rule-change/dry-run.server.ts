import { dateOf } from '#workflows/calendar/plain-date'
import { ruleReleaseContext } from '../case-context'
import { pageOf } from '../page-of'
import type { Portal } from '../portal.server'
import { storedPack } from '../rules/stored-pack'
import { adoptionMoment } from './adoption.server'
import { countsOf } from './calendar-view.server'
import { type PlannedMove, planRuleChange, type StoredMove, StoredMoves } from './plan.server'

const pageSize = 50
const effects = { later: 'later', kept: 'keptBecauseEarlier' } as const
export type EffectFilter = keyof typeof effects | 'all'

/** The filter that an address asks for. */
export const effectFilter = (asked: string | null): EffectFilter => (asked === 'later' || asked === 'kept' ? asked : 'all')

type Asked = { effect: EffectFilter; page: number }

/**
 * What the publication of a version would do to open cases if they adopted it, as of today; once it is published, the list
 * on which it was published. Undefined when there is no such release.
 */
export async function findDryRun({ read, now }: Pick<Portal, 'read' | 'now'>, caseId: string, { effect, page: asked }: Asked) {
  const file = await read.caseFiles.find(caseId)
  if (file?.machine !== 'ruleRelease') return undefined
  const { policyId, basedOn, policy: data, forOpenCases } = ruleReleaseContext(file)
  const policy = storedPack(data)
  const isPublished = file.stage === 'published'
  const change = isPublished ? await read.ruleChanges.find(caseId) : undefined
  const at = adoptionMoment(policy, now())
  const planned = isPublished ? undefined : await planRuleChange(read, { policy, adoptedFrom: basedOn, at })
  const moves: readonly (PlannedMove | StoredMove)[] = planned?.moves ?? StoredMoves.parse(change?.list ?? [])
  const shown = effect === 'all' ? moves : moves.filter((move) => move.effect === effects[effect])
  const { page, pageCount, limit, offset } = pageOf(shown.length, asked, pageSize)
  return {
    caseId,
    title: policy.title,
    policyId,
    basedOn,
    stage: file.stage,
    from: policy.effectiveFrom,
    adoptsOn: dateOf(at),
    change: change === undefined ? null : { status: change.status, decidedBy: change.decided_name ?? '' },
    forOpenCases,
    counts: countsOf(moves),
    total: moves.length,
    adopting: planned?.adopting ?? null,
    unchanged: planned?.unchanged ?? null,
    drafts: planned?.drafts ?? null,
    keptTables: planned?.keptTables ?? [],
    effect,
    moves: shown.slice(offset, offset + limit),
    shown: shown.length,
    page,
    pageCount,
  }
}
