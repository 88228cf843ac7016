import type { PlainDate } from '#workflows/calendar/plain-date'
import { Article } from '#workflows/policy/pack-amendment'
import { DeadlineKey, type PolicySet } from '#workflows/policy/schema'

/** A stored version of a scoring table or of the agreement's text, with its first day and, of a table, its items. */
export type KnownVersion = { readonly id: string; readonly effectiveFrom: string; readonly items: readonly string[] }
/** What a pack may refer to. */
export type KnownVersions = { readonly standards: readonly KnownVersion[]; readonly clauseSets: readonly KnownVersion[] }

/**
 * What stands in the way of a pack, by the part of it that has to be corrected; empty when it may be checked and published.
 * A pack that names an unknown version, a version that does not hold yet, or a value without an article is refused.
 */
export function packFaults(policy: PolicySet, known: KnownVersions): Record<string, string[]> {
  const faults: Record<string, string[]> = {}
  const add = (part: string, sentence: string) => {
    faults[part] = [...(faults[part] ?? []), sentence]
  }
  for (const key of DeadlineKey.options)
    if (!Article.safeParse(policy.deadlines[key].basis).success) add(key, `“${policy.deadlines[key].title}”没有写明依据的条文`)
  const { rounds, term, renewal, evaluation, parties, bars, suspension } = policy
  for (const [part, { basis }] of Object.entries({ rounds, term, renewal, evaluation, parties, ...(suspension && { suspension }) }))
    if (!Article.safeParse(basis).success) add(part, '没有写明依据的条文')
  for (const { cause, basis } of bars.rules) if (!Article.safeParse(basis).success) add(cause, '没有写明依据的条文')
  if (policy.effectiveTo !== null && policy.effectiveTo < policy.effectiveFrom) add('validity', '有效期的最后一日不能早于施行日期')
  if (rounds.kind === 'rolling' && rounds.evaluatedWithin === null) add('rounds', '随时评估的，应当规定受理以后多久完成评估')
  for (const [type, field] of [
    ['medical', '医疗机构评分表'],
    ['pharmacy', '零售药店评分表'],
  ] as const)
    faultOfVersion(evaluation.standards[type], known.standards, policy.effectiveFrom, (why) => add(type, `${field}${why}`))
  faultOfVersion(policy.clauseSetVersion, known.clauseSets, policy.effectiveFrom, (why) => add('clauseSetVersion', `协议文本${why}`))
  const named = Object.values(evaluation.standards)
  const items = new Set(known.standards.filter(({ id }) => named.includes(id)).flatMap((standard) => standard.items))
  const stray = evaluation.switchedOffItems.filter((item) => !items.has(item))
  if (items.size > 0 && stray.length > 0) add('switchedOffItems', `评分表中没有项目${stray.join('、')}`)
  return faults
}

function faultOfVersion(id: string, known: readonly KnownVersion[], from: PlainDate, tell: (why: string) => void): void {
  const version = known.find((candidate) => candidate.id === id)
  if (version === undefined) tell(`没有版本“${id}”，请从已有的版本中选择`)
  else if (version.effectiveFrom > from) tell(`的版本“${id}”${version.effectiveFrom}起才施行，晚于本规则的施行日期`)
}
