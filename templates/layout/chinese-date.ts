import { addDays, dateOf, type Instant, type PlainDate, startOfDay } from '#workflows/calendar/plain-date'

/** 2026-03-02 → 2026年3月2日, as GB/T 9704-2012 7.3.5.4 writes days. */
export function chineseDate(day: PlainDate | string): string {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** A term by its first and last day; without a last day it is a long-term one (第十三条). */
export function chineseTerm({ from, to }: { from: PlainDate; to: PlainDate | null }): string {
  return to === null ? `${chineseDate(from)}起，长期` : `${chineseDate(from)}至${chineseDate(to)}`
}

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000

/** An instant in UTC → 2026年3月2日 9:05 in Shanghai, which has had no other offset since 1991. */
export function chineseTime(instant: string): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString()
  return `${chineseDate(local.slice(0, 10))} ${Number(local.slice(11, 13))}:${local.slice(14, 16)}`
}

/** An instant as the hour at which something begins or ends: 2026年3月2日9时, 9时30分; midnight is 24时 of the day before. */
export function chineseHour(moment: Instant): string {
  const day = dateOf(moment)
  if (moment === startOfDay(day)) return `${chineseDate(addDays(day, -1))}24时`
  const [, clock = ''] = chineseTime(moment).split(' ')
  const [hour, minute] = clock.split(':')
  return `${chineseDate(day)}${hour}时${minute === '00' ? '' : `${minute}分`}`
}

const DIGITS = '〇一二三四五六七八九'

/** 1–99 in Chinese: 12 → 十二, 20 → 二十. */
export function chineseNumber(value: number): string {
  if (value < 10) return DIGITS[value] ?? ''
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`
}
