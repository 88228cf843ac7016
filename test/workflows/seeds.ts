import calendarSeed from '#db/seeds/calendar/public-holidays-2007-2026.json'
import policySeed from '#db/seeds/policy-2016-draft.json'
import { WorkingCalendar } from '#workflows/calendar/working-days'
import { PolicySet } from '#workflows/policy/schema'

export const calendar = WorkingCalendar.parse(calendarSeed)
export const policy = PolicySet.parse(policySeed)

/** Takes the value of a result or fails the test with its refusal. */
export function valueOf<T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** The calendar with one year's days replaced, to stand for what was known before a later notice. */
export function calendarWith(year: number, days: { off: Record<string, string>; work: Record<string, string> }): WorkingCalendar {
  return WorkingCalendar.parse({ ...calendar, years: { ...calendar.years, [year]: { sources: ['test'], ...days } } })
}
