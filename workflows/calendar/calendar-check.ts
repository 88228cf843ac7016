import type { NoticeDay, NoticeText } from '#workflows/calendar/calendar-notice'
import { formatDate, formatWeekday, weekday, yearOf } from '#workflows/calendar/plain-date'
import type { CalendarYear } from '#workflows/calendar/working-days'
import { ok, type Result, refuse } from '#workflows/result'

/** What somebody proposes: the year they mean, where it is published, and what was read. */
export type ProposedYear = { readonly year: number; readonly source: string; readonly notice: NoticeText }

/** Faults by the field of the form at which they are shown. */
export type CalendarFaults = Readonly<Record<'year' | 'source' | 'days', readonly string[]>>

// Days off by law: 全国年节及纪念日放假办法 names eleven, and thirteen since 2025. Weekends around them come on top.
const statutoryDays = (year: number): number => (year >= 2025 ? 13 : 11)
// Since 2008 each of them has a day of its own; a notice may name two in one breath.
const festivals = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆']

/**
 * Judges one year's notice before it may be proposed.
 * @param known the years that are loaded already
 * @returns the year as it is stored, or every fault at its field
 */
export function checkCalendarYear(
  { year, source, notice }: ProposedYear,
  known: ReadonlyMap<number, CalendarYear>,
): Result<CalendarYear, { faults: CalendarFaults }> {
  const sources = [...new Set([source.trim(), ...notice.sources].filter((one) => one !== ''))]
  const checked = notice.faults.length > 0 ? notice.faults : dayFaults(year, notice.days)
  const days = daysOf(sources, notice.days)
  const stored = known.get(year)
  const faults: CalendarFaults = {
    year: yearFaults(year, notice, known),
    source: sources.length === 0 ? ['请写明放假安排公布在哪里（网址或者文号）'] : [],
    days:
      checked.length === 0 && stored !== undefined && isSameYear(stored, days)
        ? [`与已经载入的${year}年安排完全相同，不用再导入`]
        : checked,
  }
  return Object.values(faults).every((list) => list.length === 0) ? ok(days) : refuse({ faults })
}

function yearFaults(year: number, notice: NoticeText, known: ReadonlyMap<number, CalendarYear>): string[] {
  if (notice.year !== null && notice.year !== year) return [`填写的是${year}年，文件里是${notice.year}年`]
  const last = Math.max(...known.keys())
  // A gap would be an unpublished year between two known ones.
  if (known.size > 0 && year > last + 1) return [`${last + 1}年的安排还没有载入，请先导入${last + 1}年`]
  const first = Math.min(...known.keys())
  return known.size > 0 && year < first - 1 ? [`最早载入的是${first}年，不能跳过${first - 1}年`] : []
}

function dayFaults(year: number, days: readonly NoticeDay[]): string[] {
  if (days.length === 0) return ['请填写放假和调休上班的日期']
  const faults: string[] = []
  const seen = new Map<string, NoticeDay>()
  for (const day of days) {
    const earlier = seen.get(day.date)
    if (earlier !== undefined) faults.push(`${at(day)}${formatDate(day.date)}重复：${at(earlier, '前面')}已经写过`)
    else seen.set(day.date, day)
    if (!belongsTo(year, day)) faults.push(`${at(day)}${formatDate(day.date)}不是${year}年的日期`)
    else if (day.kind === 'work' && isWeekday(day))
      faults.push(`${at(day)}${formatDate(day.date)}是${formatWeekday(day.date)}，本来就是工作日，不能写成调休上班`)
  }
  return [...faults, ...lackingDays(year, [...seen.values()])]
}

/** New Year's days off, and the days worked for them, may lie in the last week of the year before. */
const belongsTo = (year: number, { date }: NoticeDay): boolean =>
  yearOf(date) === year || (yearOf(date) === year - 1 && date.slice(5) >= '12-25')

const isWeekday = ({ date }: NoticeDay): boolean => weekday(date) !== 0 && weekday(date) !== 6

const at = ({ line }: NoticeDay, otherwise = ''): string => (line === 0 ? otherwise : `第${line}行`)

function lackingDays(year: number, days: readonly NoticeDay[]): string[] {
  const off = days.filter(({ kind }) => kind === 'off')
  const missing = festivals.filter((festival) => !off.some(({ name }) => name.includes(festival)))
  const fewest = statutoryDays(year)
  return [
    ...(missing.length === 0 ? [] : [`没有写到${missing.join('、')}的放假日期，请对照公布的文件补齐`]),
    ...(off.length >= fewest ? [] : [`只有${off.length}天放假；法定节假日全年不少于${fewest}天，请对照公布的文件补齐`]),
  ]
}

function daysOf(sources: string[], days: readonly NoticeDay[]): CalendarYear {
  const named = (kind: NoticeDay['kind']) =>
    Object.fromEntries(
      days
        .filter((day) => day.kind === kind)
        .map(({ date, name }) => [date, name] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return { sources, off: named('off'), work: named('work') }
}

const textOf = (days: CalendarYear['off']): string =>
  Object.entries(days)
    .map(([date, name]) => `${date} ${name}`)
    .sort()
    .join('\n')

/** The same days under the same names; where they are published may be written in another way. */
const isSameYear = (a: CalendarYear, b: CalendarYear): boolean => textOf(a.off) === textOf(b.off) && textOf(a.work) === textOf(b.work)
