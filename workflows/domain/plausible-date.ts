import { addYears, type PlainDate } from '#workflows/calendar/plain-date'

/**
 * The last day that a person can sensibly agree on or plan for today: one year ahead. Not a rule of the Measure, only a
 * guard against a year typed wrongly (9999 would be a term that never begins).
 */
export const latestPlausibleDay = (on: PlainDate): PlainDate => addYears(on, 1)
