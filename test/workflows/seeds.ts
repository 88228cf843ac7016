import calendarSeed from '#db/seeds/calendar/public-holidays-2007-2026.json'
import standardsSeed from '#db/seeds/evaluation-standards.json'
import policySeed from '#db/seeds/policy-2016-draft.json'
import { WorkingCalendar } from '#workflows/calendar/working-days'
import { EvaluationStandards, getStandard, isPureVeto, type StandardItem } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'
import { PolicySet } from '#workflows/policy/schema'

export const calendar = WorkingCalendar.parse(calendarSeed)
export const policy = PolicySet.parse(policySeed)

/** Takes the value of a result or fails the test with its refusal. */
export function unwrap<T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** The calendar with one year's days replaced, to stand for what was known before a later notice. */
export function calendarWith(year: number, days: { off: Record<string, string>; work: Record<string, string> }): WorkingCalendar {
  return WorkingCalendar.parse({ ...calendar, years: { ...calendar.years, [year]: { sources: ['test'], ...days } } })
}

export const standards = EvaluationStandards.parse(standardsSeed)
export const medicalStandard = getStandard(standards, policy, 'medical')
export const pharmacyStandard = getStandard(standards, policy, 'pharmacy')

/** Full marks and passed vetoes for every item: the start from which tests take points away. */
export function fullMarks(items: readonly StandardItem[]): ItemScore[] {
  return items.map((item) => ({
    itemId: item.id,
    score: isPureVeto(item) ? null : item.maxScore,
    veto: item.veto ? 'pass' : null,
    reason: '',
  }))
}
