import { chartStateTitle } from '#app/view/flow/chart-words'
import { guardInWords } from '#app/view/flow/guard-words'
import type { Chart, ChartTransition } from '#workflows/chart/model'
import type { MachineName } from '#workflows/engine/restore'
import { ruleInWords } from '#workflows/policy/deadline-words'
import type { DeadlineKey, PolicySet } from '#workflows/policy/schema'

/** A deadline that runs in a state. */
export type FlowTimer = { title: string; rule: string; basis: string; consequence: string; isDraft: boolean }

/** The title of a state; its path when nobody has given it one, which a test refuses. */
export const titleOf = (machine: MachineName, path: string): string => chartStateTitle(machine, path) ?? path

/** What the rules say of a deadline. */
export const timerOf = (policy: PolicySet, key: DeadlineKey): FlowTimer => {
  const entry = policy.deadlines[key]
  return { title: entry.title, rule: ruleInWords(entry), basis: entry.basis, consequence: entry.consequence, isDraft: entry.draft }
}

/** Whether a state is the other or lies in it. */
export const isWithin = (path: string, around: string): boolean => around === '' || path === around || path.startsWith(`${around}.`)

/** The deadlines among transitions, each once. */
export const deadlinesOf = (transitions: readonly ChartTransition[]): DeadlineKey[] => [
  ...new Set(transitions.flatMap(({ cause }) => (cause.kind === 'deadline' ? [cause.key] : []))),
]

/** What must hold for a transition; for the last of several branches: every other case. */
export const conditionOf = (chart: Chart, { from, event, guards, id, cause }: ChartTransition): string => {
  if (guards.length > 0) return guards.map((guard) => guardInWords(guard) ?? guard).join('；')
  const isLastOfSeveral = chart.transitions.some((other) => other.from === from && other.event === event && Number(other.id) < Number(id))
  return isLastOfSeveral && cause.kind !== 'opening' ? '其他情形' : ''
}
