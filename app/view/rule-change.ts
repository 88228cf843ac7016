import * as z from 'zod'
import { formatDate } from '#app/view/format'

/** What the log says of one period: the day on which it ended, the day that the new rules count, and which of them holds. */
export const MovedDeadline = z.object({
  key: z.string(),
  title: z.string(),
  from: z.string(),
  counted: z.string(),
  effect: z.enum(['later', 'settled', 'keptBecauseEarlier']),
})
export type MovedDeadline = z.output<typeof MovedDeadline>

/** The line that a change of the rules leaves in the log of a case. */
export const RuleChangePayload = z.object({
  change: z.string(),
  /** The year of the calendar, or the version of the rules that the case has adopted. */
  subject: z.string(),
  proposedBy: z.string(),
  decidedBy: z.string(),
  moves: z.array(MovedDeadline),
})
export type RuleChangePayload = z.output<typeof RuleChangePayload>

/** That line in words: which period ends when, and why one that would be shorter is not. */
export function ruleChangeDetails(payload: unknown): string[] {
  const parsed = RuleChangePayload.safeParse(payload)
  return parsed.success ? parsed.data.moves.map(movedWords) : []
}

function movedWords({ title, from, counted, effect }: MovedDeadline): string {
  if (effect === 'later') return `${title}：由${formatDate(from)}顺延至${formatDate(counted)}`
  if (effect === 'settled') return `${title}：${formatDate(counted)}，不再是暂定`
  return `${title}：按新的安排应为${formatDate(counted)}；已经起算的期限不缩短，仍为${formatDate(from)}`
}

/** How far a change of the rules has come. */
export const ruleChangeStates = {
  proposed: { word: '待核对', tone: 'active' },
  confirmed: { word: '正在处理', tone: 'active' },
  applied: { word: '已生效', tone: 'done' },
  dropped: { word: '已退回', tone: 'neutral' },
} as const
