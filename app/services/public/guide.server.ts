import { dateOf } from '#workflows/calendar/plain-date'
import { unitPhrase } from '#workflows/policy/deadline-words'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'
import { expectedRound } from '#workflows/policy/expected-round'
import type { DeadlineRule } from '#workflows/policy/schema'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

/** What the guide on the home page takes from the rules in force. `lockOn` is null while its calendar is unpublished. */
export type Guide = {
  nextRound: { year: number; month: number; lockOn: string | null } | null
  roundMonths: number[]
  noticeDays: string
  /** How long before the end of the term a renewal may be asked for. */
  renewalOpens: string
  term: string
  /** Hundredths of a point out of 100, of the table for medical institutions and of that for pharmacies. */
  passMarks: { medical: number; pharmacy: number }
}

/** The figures of the policy that governs today, for people who want to apply. Null when none is in force. */
export async function guideOf({ read, now }: Pick<Portal, 'read' | 'now'>): Promise<Guide | null> {
  const on = dateOf(now())
  const rules = await loadRules(read, { on })
  if (rules === undefined) return null
  const { policy, calendar } = rules
  const round = expectedRound(policy, calendar, on)
  return {
    nextRound: round.ok ? { year: round.value.year, month: round.value.month, lockOn: round.value.lockOn } : null,
    roundMonths: policy.rounds.months,
    noticeDays: countOf(policy.deadlines.publicNotice.rule),
    renewalOpens: countOf(policy.deadlines.renewalOpens.rule),
    term: unitPhrase(policy.term.count, policy.term.unit),
    passMarks: {
      medical: await passMarkOf(read, policy.evaluation.standards.medical),
      pharmacy: await passMarkOf(read, policy.evaluation.standards.pharmacy),
    },
  }
}

const countOf = (rule: DeadlineRule): string => ('count' in rule ? unitPhrase(rule.count, rule.unit) : '规定时间')

const passMarkOf = async (read: Portal['read'], standardId: string): Promise<number> =>
  EvaluationStandard.parse(await read.policy.getStandard(standardId)).passMark
