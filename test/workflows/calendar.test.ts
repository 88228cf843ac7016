import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendar, unwrap } from '#test/workflows/seeds'
import {
  addDays,
  addMinutes,
  addMonths,
  addSeconds,
  addYears,
  dateOf,
  daysBetween,
  endOfDay,
  endOfMonth,
  formatDate,
  formatDateWithWeekday,
  formatDueAt,
  formatInstant,
  Instant,
  instant,
  isPlainDate,
  PlainDate,
  plainDate,
  startOfDay,
  weekday,
} from '#workflows/calendar/plain-date'
import { addWorkingDays, dayFact, isWorkingDay, previousWorkingDay, rollToWorkingDay } from '#workflows/calendar/working-days'

const day = plainDate

describe('a plain date', () => {
  it('exists or is refused with a Chinese sentence', () => {
    expect(PlainDate.safeParse('2024-02-29').success).toBe(true)
    for (const wrong of ['2023-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2100-02-29', '2026-4-1', '20260401', ' 2026-04-01']) {
      const parsed = PlainDate.safeParse(wrong)
      expect(parsed.success, wrong).toBe(false)
      expect(parsed.error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(/日期格式|没有这一天/)])
    }
    expect(isPlainDate('2000-02-29')).toBe(true)
    expect(() => plainDate('2026-02-30')).toThrow('not a date')
  })

  it('agrees with an independent calendar for days, weekdays and differences', () => {
    const epoch = Date.UTC(1900, 0, 1)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -40_000, max: 40_000 }), (start, step) => {
        const iso = (n: number) => new Date(epoch + n * 86_400_000).toISOString().slice(0, 10)
        fc.pre(start + step >= 0)
        const from = day(iso(start))
        expect(addDays(from, step)).toBe(iso(start + step))
        expect(daysBetween(from, day(iso(start + step)))).toBe(step)
        expect(weekday(from)).toBe(new Date(`${iso(start)}T00:00:00Z`).getUTCDay())
      }),
    )
  })

  it('moves by months to the corresponding day or the end of the month', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29')
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28')
    expect(addMonths(day('2025-11-30'), 3)).toBe('2026-02-28')
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28')
    expect(addYears(day('2026-05-11'), 3)).toBe('2029-05-11')
    expect(endOfMonth(day('2028-02-03'))).toBe('2028-02-29')
  })

  it('counts days across the daylight-saving changes of 1988 without losing one', () => {
    expect(daysBetween(day('1988-04-10'), day('1988-09-18'))).toBe(161)
    expect(addDays(day('1988-04-16'), 1)).toBe('1988-04-17')
    expect(addDays(day('1988-09-11'), 1)).toBe('1988-09-12')
  })

  it('reads as Chinese', () => {
    expect(formatDate(day('2026-04-29'))).toBe('2026年4月29日')
    expect(formatDateWithWeekday(day('2026-05-09'))).toBe('2026年5月9日 星期六')
  })
})

describe('an instant', () => {
  it('belongs to the day at UTC+08:00', () => {
    expect(dateOf(instant('2026-04-29T15:59:59.999Z'))).toBe('2026-04-29')
    expect(dateOf(instant('2026-04-29T16:00:00.000Z'))).toBe('2026-04-30')
  })

  it('starts a day at 16:00 UTC of the day before and ends it where the next begins', () => {
    expect(startOfDay(day('2026-01-01'))).toBe('2025-12-31T16:00:00.000Z')
    expect(endOfDay(day('2026-04-29'))).toBe('2026-04-29T16:00:00.000Z')
    expect(endOfDay(day('2026-12-31'))).toBe(startOfDay(day('2027-01-01')))
  })

  it('moves by minutes and seconds across midnight and year', () => {
    expect(addMinutes(instant('2025-12-31T23:30:00.250Z'), 45)).toBe('2026-01-01T00:15:00.250Z')
    expect(addSeconds(instant('2026-03-01T00:00:00.000Z'), -1)).toBe('2026-02-28T23:59:59.000Z')
  })

  it('keeps order in time and order in text the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), (a, b) => {
        const base = instant('2026-01-01T00:00:00.000Z')
        expect(addMinutes(base, a) < addMinutes(base, b)).toBe(a < b)
      }),
    )
  })

  it('is refused without milliseconds, with an offset, or on a day that does not exist', () => {
    for (const wrong of ['2026-04-29T16:00:00Z', '2026-04-29T16:00:00.000+08:00', '2026-02-30T16:00:00.000Z', '2026-04-29T24:00:00.000Z']) {
      expect(Instant.safeParse(wrong).success, wrong).toBe(false)
    }
  })

  it('is shown at local time, and a midnight end as 24:00 of the day before', () => {
    expect(formatInstant(instant('2026-04-29T01:05:00.000Z'))).toBe('2026年4月29日 09:05')
    expect(formatDueAt(endOfDay(day('2026-05-09')))).toBe('2026年5月9日 24:00')
    expect(formatDueAt(instant('2026-05-09T09:00:00.000Z'))).toBe('2026年5月9日 17:00')
  })
})

describe('the working calendar', () => {
  it('explains each kind of day with its source', () => {
    expect(unwrap(dayFact(calendar, day('2026-05-01')))).toMatchObject({ isWorking: false, why: '劳动节放假' })
    expect(unwrap(dayFact(calendar, day('2026-05-01'))).source).toContain('gov.cn')
    expect(unwrap(dayFact(calendar, day('2026-05-09')))).toMatchObject({
      kind: 'makeUpWorkday',
      isWorking: true,
      why: '调休上班（劳动节）',
    })
    expect(unwrap(dayFact(calendar, day('2026-05-10')))).toMatchObject({ kind: 'weekend', why: '周末' })
    expect(unwrap(dayFact(calendar, day('2026-05-11')))).toMatchObject({ kind: 'workingDay', why: '工作日' })
  })

  it('honours days that a notice names in a neighbouring year', () => {
    expect(unwrap(isWorkingDay(calendar, day('2006-12-30')))).toBe(true)
    expect(unwrap(isWorkingDay(calendar, day('2007-12-29')))).toBe(true)
    expect(unwrap(isWorkingDay(calendar, day('2007-12-31')))).toBe(false)
    expect(unwrap(isWorkingDay(calendar, day('2018-12-31')))).toBe(false)
    expect(unwrap(isWorkingDay(calendar, day('2022-12-31')))).toBe(false)
  })

  it('refuses a year without a notice by its name', () => {
    expect(isWorkingDay(calendar, day('2027-01-04'))).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
    expect(isWorkingDay(calendar, day('2006-12-29'))).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2006 } })
    expect(addWorkingDays(calendar, day('2026-12-30'), 3)).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
  })

  it('lists every day of a count, counted or skipped, and why', () => {
    const { date, strip } = unwrap(addWorkingDays(calendar, day('2026-04-29'), 5))
    expect(date).toBe('2026-05-09')
    expect(strip.map((s) => `${s.date.slice(5)} ${s.counted ? '计' : '否'} ${s.why}`)).toEqual([
      '04-29 否 首日不计',
      '04-30 计 工作日',
      '05-01 否 劳动节放假',
      '05-02 否 劳动节放假',
      '05-03 否 劳动节放假',
      '05-04 否 劳动节放假',
      '05-05 否 劳动节放假',
      '05-06 计 工作日',
      '05-07 计 工作日',
      '05-08 计 工作日',
      '05-09 计 调休上班（劳动节）',
    ])
  })

  it('finds the working day before and the one to roll to', () => {
    expect(unwrap(previousWorkingDay(calendar, day('2024-04-01'))).date).toBe('2024-03-29')
    expect(unwrap(rollToWorkingDay(calendar, day('2026-10-03'))).date).toBe('2026-10-08')
    expect(unwrap(rollToWorkingDay(calendar, day('2026-02-28'))).date).toBe('2026-02-28')
  })
})
