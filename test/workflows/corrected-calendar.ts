import { calendar } from '#test/workflows/seeds'
import type { CalendarYear } from '#workflows/calendar/working-days'

type Days = Readonly<Record<string, string>>

/** The notice of 2026 as a later one would change it: further days off, and days worked that were off or lie on a weekend. */
export function corrected2026({ off = {}, work = {} }: { off?: Days; work?: Days }): string {
  const year = calendar.years['2026'] as CalendarYear
  const days: Record<string, string> = { ...year.off, ...off }
  for (const day of Object.keys(work)) delete days[day]
  return JSON.stringify({ ...year, off: days, work: { ...year.work, ...work } })
}
