import { effectWords } from '#app/view/flow/effect-words'
import { documents } from '#templates/registry'
import type { ChartEffect } from '#workflows/chart/effects-of'
import type { ChartTransition } from '#workflows/chart/model'
import { BarCause } from '#workflows/policy/bar-cause'
import { unitPhrase } from '#workflows/policy/deadline-words'
import { barCauseWords } from '#workflows/policy/eligibility'
import type { PolicySet } from '#workflows/policy/schema'

function barInWords(cause: string, { bars }: PolicySet): string {
  const known = BarCause.parse(cause)
  const rule = bars.rules.find((candidate) => candidate.cause === known)
  if (rule === undefined) return `${barCauseWords[known]}：不限制申请`
  return `${unitPhrase(rule.count, rule.unit)}内不予受理新的申请：${barCauseWords[known]}（${rule.basis}）`
}

function effectInWords({ type, detail }: ChartEffect, policy: PolicySet): string {
  if (detail === null) return effectWords[type]
  if (type === 'recordBar') return barInWords(detail, policy)
  if (type === 'issueDocument' && Object.hasOwn(documents, detail)) return `出具《${documents[detail as keyof typeof documents].title}》`
  return effectWords[type]
}

/** What follows from a transition, in words: the states that come next, the documents, the bars and the rest. */
export function consequencesOf({ to, effects }: ChartTransition, policy: PolicySet, titleOf: (path: string) => string): string[] {
  const next = to.length === 0 ? '阶段不变，记录在案' : `进入“${to.map(titleOf).join('”和“')}”`
  return [next, ...new Set(effects.map((effect) => effectInWords(effect, policy)))]
}
