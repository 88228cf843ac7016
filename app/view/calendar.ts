import { formatDateShort, formatWeekday } from '#app/view/format'
import { addDays, type PlainDate } from '#workflows/calendar/plain-date'
import type { CalendarYear } from '#workflows/calendar/working-days'

/** One holiday of a year's notice in words: 「1月1日（星期四）至1月3日（星期六）」. */
export type FestivalRow = { readonly name: string; readonly off: string; readonly days: number; readonly work: string }

/** The holidays of a year in the order in which they come, each with the days that are worked for it. */
export function festivalsOf({ off, work }: CalendarYear): FestivalRow[] {
  const [offDays, workDays] = [byName(off), byName(work)]
  const names = [...new Set([...offDays.keys(), ...workDays.keys()])]
  const firstOf = (name: string) => [...(offDays.get(name) ?? []), ...(workDays.get(name) ?? [])].sort()[0] ?? ''
  return names
    .sort((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1))
    .map((name) => ({
      name,
      off: spansOf(offDays.get(name) ?? []),
      days: offDays.get(name)?.length ?? 0,
      work: (workDays.get(name) ?? []).map(dayWords).join('、'),
    }))
}

/** What a new version of a year changes, day by day, in words; empty when it is the first one. */
export function differencesOf(before: CalendarYear | undefined, after: CalendarYear): string[] {
  if (before === undefined) return []
  const kinds = { off: '放假', work: '调休上班' } as const
  const all = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) => {
    const [old, now] = [before[kind] as Record<string, string>, after[kind] as Record<string, string>]
    return [
      ...Object.keys(now).flatMap((day) => (day in old ? [] : [{ day, words: `增加${kinds[kind]}（${now[day]}）` }])),
      ...Object.keys(old).flatMap((day) => (day in now ? [] : [{ day, words: `取消${kinds[kind]}（${old[day]}）` }])),
    ]
  })
  return all.sort((a, b) => (a.day < b.day ? -1 : 1)).map(({ day, words }) => `${dayWords(day)}${words}`)
}

function byName(days: Readonly<Record<string, string>>): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const [day, name] of Object.entries(days).sort()) names.set(name, [...(names.get(name) ?? []), day])
  return names
}

const dayWords = (day: string): string => `${formatDateShort(day)}（${formatWeekday(day)}）`

function spansOf(days: readonly string[]): string {
  const spans: { from: string; to: string }[] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last !== undefined && addDays(last.to as PlainDate, 1) === day) last.to = day
    else spans.push({ from: day, to: day })
  }
  return spans.map(({ from, to }) => (from === to ? dayWords(from) : `${dayWords(from)}至${dayWords(to)}`)).join('、')
}
