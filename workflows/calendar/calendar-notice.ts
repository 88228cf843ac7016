import * as z from 'zod'
import { isPlainDate, type PlainDate } from '#workflows/calendar/plain-date'

/** One day as a notice names it; `line` is where it stands in a pasted text, 0 in a file. */
export type NoticeDay = { readonly date: PlainDate; readonly kind: 'off' | 'work'; readonly name: string; readonly line: number }

/** What was read from a file or a pasted text, before anybody has judged it. `year` and `sources` only where it says so itself. */
export type NoticeText = {
  readonly year: number | null
  readonly sources: readonly string[]
  readonly days: readonly NoticeDay[]
  readonly faults: readonly string[]
}

const Days = z.record(z.string(), z.string())
const YearFile = z.object({ sources: z.array(z.string()).default([]), off: Days, work: Days })
const CalendarFile = z.object({ years: z.record(z.string().regex(/^\d{4}$/), YearFile) })

const kinds: Readonly<Record<string, NoticeDay['kind']>> = { 休: 'off', 放假: 'off', 班: 'work', 上班: 'work' }
const manner = '每行写一天，如“2027-01-01 休 元旦”或者“2027-01-02 班 元旦”'

/**
 * Reads a State Council notice as it was pasted, a day a line and `来源` before where it is published, or as a file: one year's `sources`, `off` and `work`, or a
 * whole calendar with that one year in `years`.
 * @param year which year of a whole calendar is meant; its only one unless given
 */
export function readNotice(text: string, year?: number): NoticeText {
  return text.trimStart().startsWith('{') ? readFile(text, year) : readLines(text)
}

function readLines(text: string): NoticeText {
  const days: NoticeDay[] = []
  const sources: string[] = []
  const faults: string[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const [date = '', mark = '', ...name] = raw.trim().split(/[\s,，]+/)
    if (date === '') continue
    if (date === '来源') {
      sources.push([mark, ...name].join(' '))
      continue
    }
    const kind = kinds[mark]
    const line = index + 1
    if (!isPlainDate(date)) faults.push(`第${line}行“${raw.trim()}”没有这一天；${manner}`)
    else if (kind === undefined) faults.push(`第${line}行“${raw.trim()}”没有写明休还是班；${manner}`)
    else if (kind === 'off' && name.length === 0) faults.push(`第${line}行“${raw.trim()}”没有写明是什么节日；${manner}`)
    else days.push({ date, kind, name: name.join(' ') || '调休', line })
  }
  return { year: null, sources, days, faults }
}

const unread = (fault: string): NoticeText => ({ year: null, sources: [], days: [], faults: [fault] })

function readFile(text: string, year: number | undefined): NoticeText {
  const value = parsedJson(text)
  if (value === undefined) return unread('文件不是有效的 JSON，请核对括号、引号和逗号')
  const one = YearFile.safeParse(value)
  if (one.success) return fromFile(one.data, text, null)
  const whole = CalendarFile.safeParse(value)
  if (!whole.success) return unread('文件里没有 sources、off、work 三项')
  const years = Object.keys(whole.data.years)
  const chosen = year === undefined ? (years.length === 1 ? years[0] : undefined) : String(year)
  if (chosen === undefined) return unread(`文件里有${years.length}年，请写明导入哪一年`)
  const days = whole.data.years[chosen]
  return days === undefined ? unread(`文件里没有${chosen}年`) : fromFile(days, segmentOf(text, chosen), Number(chosen))
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The part of a whole calendar's text that is about one year. */
function segmentOf(text: string, year: string): string {
  const from = text.search(new RegExp(`"${year}"\\s*:`))
  const rest = text.slice(from + year.length)
  const next = rest.search(/"\d{4}"\s*:/)
  return next === -1 ? rest : rest.slice(0, next)
}

// A key that stands twice in an object is dropped without a word when JSON is read: they are counted in the text itself.
function fromFile({ sources, off, work }: z.output<typeof YearFile>, text: string, year: number | null): NoticeText {
  const keys = [...text.matchAll(/"([^"]+)"\s*:\s*"/g)].map(([, key = '']) => key)
  const listed = (['off', 'work'] as const).flatMap((kind) =>
    Object.entries(kind === 'off' ? off : work).map(([date, name]) => ({ date, name, kind })),
  )
  const faults: string[] = []
  const days: NoticeDay[] = []
  for (const { date, name, kind } of listed) {
    if (!isPlainDate(date)) faults.push(`没有“${date}”这一天`)
    else if (name.trim() === '') faults.push(`${date}没有写明是什么节日`)
    else days.push({ date, kind, name: name.trim(), line: 0 })
  }
  for (const { date } of listed) {
    const times = keys.filter((key) => key === date).length
    const own = listed.filter((other) => other.date === date).length
    if (times > own) faults.push(`${date}在文件里写了${times}次，请只留一次`)
  }
  return { year, sources, days, faults: [...new Set(faults)] }
}
