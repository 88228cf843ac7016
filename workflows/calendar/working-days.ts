import { z } from 'zod'
import { addDays, PlainDate, weekday, yearOf } from '#workflows/calendar/plain-date'
import { ok, type Result, refuse } from '#workflows/result'

const NamedDays = z.record(PlainDate, z.string().min(1))

/** The days of one year's State Council notice. A notice may also name days of the neighbouring years. */
export const CalendarYear = z.strictObject({
  sources: z.array(z.string().min(1)).min(1),
  off: NamedDays,
  work: NamedDays,
})
export type CalendarYear = z.output<typeof CalendarYear>

/** Public holidays and make-up workdays, by the year of the notice ('2026'). */
export const WorkingCalendar = z.strictObject({
  schemaVersion: z.literal(1),
  version: z.string().min(1),
  title: z.string().min(1),
  origin: z.string().min(1),
  years: z.record(z.string().regex(/^\d{4}$/), CalendarYear),
})
export type WorkingCalendar = z.output<typeof WorkingCalendar>

/** No notice is loaded for the year: the answer is refused, never guessed. */
export type CalendarMissing = { readonly code: 'calendarMissing'; readonly year: number }

/** What a day is, and who says so. `source` is null for plain weekdays and weekends. */
export type DayKind = 'workingDay' | 'makeUpWorkday' | 'weekend' | 'publicHoliday'
export type DayFact = { readonly kind: DayKind; readonly isWorking: boolean; readonly why: string; readonly source: string | null }

/** One day of an explained count: whether it was counted and why, in Chinese. */
export type StripDay = {
  readonly date: PlainDate
  readonly counted: boolean
  readonly why: string
  readonly source: string | null
}

/** A day reached by counting, with every day that was looked at, in order. */
export type CountedDate = { readonly date: PlainDate; readonly strip: readonly StripDay[] }

/** Classifies a day. A later notice prevails over an earlier one that names the same day. */
export function dayFact(calendar: WorkingCalendar, date: PlainDate): Result<DayFact, CalendarMissing> {
  const year = yearOf(date)
  for (const noticeYear of [year + 1, year, year - 1]) {
    const notice = calendar.years[String(noticeYear)]
    if (!notice) continue
    const source = notice.sources.join(' ')
    const holiday = notice.off[date]
    if (holiday !== undefined) return ok({ kind: 'publicHoliday', isWorking: false, why: `${holiday}放假`, source })
    const madeUpFor = notice.work[date]
    if (madeUpFor !== undefined) return ok({ kind: 'makeUpWorkday', isWorking: true, why: `调休上班（${madeUpFor}）`, source })
  }
  if (!calendar.years[String(year)]) return refuse({ code: 'calendarMissing', year })
  const day = weekday(date)
  return day === 0 || day === 6
    ? ok({ kind: 'weekend', isWorking: false, why: '周末', source: null })
    : ok({ kind: 'workingDay', isWorking: true, why: '工作日', source: null })
}

/** Whether a day is a working day; refused for a year without a notice. */
export function isWorkingDay(calendar: WorkingCalendar, date: PlainDate): Result<boolean, CalendarMissing> {
  const fact = dayFact(calendar, date)
  return fact.ok ? ok(fact.value.isWorking) : fact
}

/**
 * The `count`-th working day after `from`. The day of the event itself is not counted (民法典 第二百零一条) unless
 * `excludeFirstDay` is false. `count` is at least 1.
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  from: PlainDate,
  count: number,
  { excludeFirstDay = true }: { readonly excludeFirstDay?: boolean } = {},
): Result<CountedDate, CalendarMissing> {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`count of working days must be a positive integer: ${count}`)
  const strip: StripDay[] = []
  if (excludeFirstDay) strip.push({ date: from, counted: false, why: '首日不计', source: null })
  let date = excludeFirstDay ? addDays(from, 1) : from
  for (let left = count; ; date = addDays(date, 1)) {
    const fact = dayFact(calendar, date)
    if (!fact.ok) return fact
    strip.push({ date, counted: fact.value.isWorking, why: fact.value.why, source: fact.value.source })
    if (fact.value.isWorking) left -= 1
    if (left === 0) return ok({ date, strip })
  }
}

/** The `count`-th working day before `date`, which itself is not counted. The strip runs backwards in time. */
export function subtractWorkingDays(calendar: WorkingCalendar, date: PlainDate, count: number): Result<CountedDate, CalendarMissing> {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`count of working days must be a positive integer: ${count}`)
  const strip: StripDay[] = []
  let left = count
  for (let day = addDays(date, -1); ; day = addDays(day, -1)) {
    const fact = dayFact(calendar, day)
    if (!fact.ok) return fact
    strip.push({ date: day, counted: fact.value.isWorking, why: fact.value.why, source: fact.value.source })
    if (fact.value.isWorking) left -= 1
    if (left === 0) return ok({ date: day, strip })
  }
}

/** The last working day before `date`. */
export function previousWorkingDay(calendar: WorkingCalendar, date: PlainDate): Result<CountedDate, CalendarMissing> {
  return subtractWorkingDays(calendar, date, 1)
}

/** `date` itself when it is a working day, else the next one (民法典 第二百零三条). The strip begins with `date`. */
export function rollToWorkingDay(calendar: WorkingCalendar, date: PlainDate): Result<CountedDate, CalendarMissing> {
  return addWorkingDays(calendar, date, 1, { excludeFirstDay: false })
}

/** The next working day after `date`. */
export function nextWorkingDay(calendar: WorkingCalendar, date: PlainDate): Result<CountedDate, CalendarMissing> {
  return addWorkingDays(calendar, date, 1)
}
