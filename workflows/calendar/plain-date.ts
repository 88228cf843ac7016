import { z } from 'zod'

// Days are counted with integers on the proleptic Gregorian calendar. No Date object and no milliseconds of local time:
// Shanghai had 23 and 25 hour days between 1986 and 1991, and licences and births fall into those years.

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.(\d{3})Z$/
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const weekdayNames = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const

const millisecondsPerDay = 86_400_000
const millisecondsPerMinute = 60_000
const millisecondsPerSecond = 1_000
const shanghaiOffset = 8 * 60 * millisecondsPerMinute

/** A day of the civil calendar as 'YYYY-MM-DD'; only days that exist. Lexical order is order in time. */
export const PlainDate = z
  .string({ error: '请填写日期，格式为 年-月-日，例如 2026-04-29' })
  .regex(datePattern, { error: '日期格式应为 年-月-日，例如 2026-04-29', abort: true })
  .refine(isRealDate, '没有这一天，请核对年、月、日')
  .brand<'PlainDate'>()
export type PlainDate = z.output<typeof PlainDate>

/** A moment in UTC as 'YYYY-MM-DDTHH:mm:ss.sssZ', always with milliseconds. Lexical order is order in time. */
export const Instant = z
  .string()
  .regex(instantPattern, '时刻格式应为 UTC，例如 2026-04-29T16:00:00.000Z')
  .refine((text) => isRealDate(text.slice(0, 10)), '没有这一天，请核对年、月、日')
  .brand<'Instant'>()
export type Instant = z.output<typeof Instant>

/** The parts of a civil day; month 1–12, day 1–31. */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number }

/** Weekday number, 0 for Sunday to 6 for Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Number of days in a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29
  const length = monthLengths[month - 1]
  if (length === undefined) throw new RangeError(`month out of range: ${month}`)
  return length
}

function isRealDate(text: string): boolean {
  const match = datePattern.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Whether the text is a day that exists, written 'YYYY-MM-DD'. */
export function isPlainDate(text: string): text is PlainDate {
  return isRealDate(text)
}

/** Reads a literal day; throws RangeError when it is none. For input of people use the schema `PlainDate`. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`not a date: ${text}`)
  return text
}

/** Reads a literal moment; throws RangeError when it is none. For input from outside use the schema `Instant`. */
export function instant(text: string): Instant {
  const parsed = Instant.safeParse(text)
  if (!parsed.success) throw new RangeError(`not an instant: ${text}`)
  return parsed.data
}

/** Splits a day into year, month (1–12) and day (1–31). */
export function partsOf(date: PlainDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Builds a day from its parts; throws RangeError when there is no such day. */
export function dateFromParts({ year, month, day }: DateParts): PlainDate {
  return plainDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
}

/** The calendar year of a day. */
export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4))
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

// Days since 1970-01-01, counted over 400-year cycles with years that begin on 1 March.
function toDayNumber(date: PlainDate): number {
  const { year, month, day } = partsOf(date)
  const shiftedYear = month <= 2 ? year - 1 : year
  const cycle = Math.floor(shiftedYear / 400)
  const yearOfCycle = shiftedYear - cycle * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * 146_097 + dayOfCycle - 719_468
}

function fromDayNumber(dayNumber: number): PlainDate {
  const shifted = dayNumber + 719_468
  const cycle = Math.floor(shifted / 146_097)
  const dayOfCycle = shifted - cycle * 146_097
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1_460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) / 365,
  )
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  return dateFromParts({ year, month, day })
}

/** The day `count` days later (earlier when negative). */
export function addDays(date: PlainDate, count: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + count)
}

/** The corresponding day `count` months later; where the month has none, its last day (民法典 第二百零二条). */
export function addMonths(date: PlainDate, count: number): PlainDate {
  const { year, month, day } = partsOf(date)
  const months = year * 12 + (month - 1) + count
  const targetYear = Math.floor(months / 12)
  const targetMonth = months - targetYear * 12 + 1
  return dateFromParts({ year: targetYear, month: targetMonth, day: Math.min(day, daysInMonth(targetYear, targetMonth)) })
}

/** The corresponding day `count` years later; 29 February falls back to 28 (民法典 第二百零二条). */
export function addYears(date: PlainDate, count: number): PlainDate {
  return addMonths(date, count * 12)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** Weekday, 0 for Sunday to 6 for Saturday. */
export function weekday(date: PlainDate): Weekday {
  // 1970-01-01 was a Thursday.
  return ((((toDayNumber(date) + 4) % 7) + 7) % 7) as Weekday
}

/** Last day of the month in which the day lies. */
export function endOfMonth(date: PlainDate): PlainDate {
  const { year, month } = partsOf(date)
  return dateFromParts({ year, month, day: daysInMonth(year, month) })
}

function toMilliseconds(moment: Instant): number {
  const match = instantPattern.exec(moment)
  if (!match) throw new RangeError(`not an instant: ${moment}`)
  const [, date, hour, minute, second, millisecond] = match
  const ofDay = (Number(hour) * 60 + Number(minute)) * millisecondsPerMinute + Number(second) * millisecondsPerSecond + Number(millisecond)
  return toDayNumber(plainDate(date ?? '')) * millisecondsPerDay + ofDay
}

function fromMilliseconds(total: number): Instant {
  const dayNumber = Math.floor(total / millisecondsPerDay)
  const ofDay = total - dayNumber * millisecondsPerDay
  const hour = Math.floor(ofDay / (60 * millisecondsPerMinute))
  const minute = Math.floor(ofDay / millisecondsPerMinute) % 60
  const second = Math.floor(ofDay / millisecondsPerSecond) % 60
  return `${fromDayNumber(dayNumber)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(ofDay % 1_000, 3)}Z` as Instant
}

/** The day in Dongying (UTC+08:00) on which a moment falls. 24:00 of a day already belongs to the next. */
export function dateOf(moment: Instant): PlainDate {
  return plainDate(fromMilliseconds(toMilliseconds(moment) + shanghaiOffset).slice(0, 10))
}

/** 00:00 of the day at UTC+08:00. */
export function startOfDay(date: PlainDate): Instant {
  return fromMilliseconds(toDayNumber(date) * millisecondsPerDay - shanghaiOffset)
}

/** 24:00 of the day at UTC+08:00, the same moment as 00:00 of the next day. */
export function endOfDay(date: PlainDate): Instant {
  return startOfDay(addDays(date, 1))
}

/** The moment `count` minutes later (earlier when negative). */
export function addMinutes(moment: Instant, count: number): Instant {
  return fromMilliseconds(toMilliseconds(moment) + count * millisecondsPerMinute)
}

/** The moment `count` seconds later (earlier when negative). */
export function addSeconds(moment: Instant, count: number): Instant {
  return fromMilliseconds(toMilliseconds(moment) + count * millisecondsPerSecond)
}

/** '2026年4月29日'. */
export function formatDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** '2026年4月29日 星期三'. */
export function formatDateWithWeekday(date: PlainDate): string {
  return `${formatDate(date)} ${formatWeekday(date)}`
}

/** '星期三'. */
export function formatWeekday(date: PlainDate): string {
  return weekdayNames[weekday(date)]
}

/** '2026年4月29日 09:05' at UTC+08:00. */
export function formatInstant(moment: Instant): string {
  const local = fromMilliseconds(toMilliseconds(moment) + shanghaiOffset)
  return `${formatDate(plainDate(local.slice(0, 10)))} ${local.slice(11, 16)}`
}

/** A moment that ends a period: midnight is written as 24:00 of the day before ('2026年4月29日 24:00'). */
export function formatDueAt(moment: Instant): string {
  const date = dateOf(moment)
  return moment === startOfDay(date) ? `${formatDate(addDays(date, -1))} 24:00` : formatInstant(moment)
}
