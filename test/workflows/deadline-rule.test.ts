import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendar, calendarWith, policy, unwrap } from '#test/workflows/seeds'
import { addDays, type PlainDate, plainDate, weekday } from '#workflows/calendar/plain-date'
import { addWorkingDays, type WorkingCalendar } from '#workflows/calendar/working-days'
import { computeDeadline, type Deadline, extendOnly } from '#workflows/policy/deadline-rule'
import { expectedRound } from '#workflows/policy/expected-round'
import { remindersOf } from '#workflows/policy/reminders'
import type { DeadlineEntry, DeadlineKey } from '#workflows/policy/schema'

const day = plainDate

function due(key: DeadlineKey, from: string, using: WorkingCalendar = calendar): Deadline {
  return unwrap(computeDeadline(policy.deadlines[key], { from: day(from), calendar: using }))
}

function anchored(key: DeadlineKey, anchors: Record<string, string>): Deadline {
  const days = Object.fromEntries(Object.entries(anchors).map(([name, date]) => [name, day(date)]))
  return unwrap(computeDeadline(policy.deadlines[key], { anchors: days, calendar }))
}

describe('the five working days of a public notice', () => {
  it.each([
    ['2026-04-22', '2026-04-29'],
    ['2026-04-29', '2026-05-09'],
    ['2026-04-30', '2026-05-11'],
    ['2026-09-29', '2026-10-12'],
    ['2025-10-09', '2025-10-15'],
    ['2024-04-02', '2024-04-10'],
  ])('published on %s ends on %s at 24:00', (published, ends) => {
    const deadline = due('publicNotice', published)
    expect(deadline.dueOn).toBe(ends)
    expect(deadline.dueAt).toBe(`${ends}T16:00:00.000Z`)
    expect(deadline.startsOn).toBe(addDays(day(published), 1))
    expect(deadline.provisional).toBe(false)
  })

  it('is refused when it reaches a year without a calendar', () => {
    const result = computeDeadline(policy.deadlines.publicNotice, { from: day('2026-12-28'), calendar })
    expect(result).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
  })

  it('explains itself in one sentence', () => {
    expect(due('publicNotice', '2026-04-29').explanation).toBe(
      '自2026年4月29日的次日起算5个工作日，其间劳动节放假5天不计，调休上班日计入，至2026年5月9日24时止（第九条（四））。',
    )
  })
})

describe('the month for a change of licence', () => {
  it.each([
    ['2026-01-31', '2026-02-28'],
    ['2026-04-03', '2026-05-06'],
    ['2026-09-03', '2026-10-08'],
  ])('changed on %s runs to %s', (changed, ends) => {
    expect(due('changeWindow', changed).dueOn).toBe(ends)
  })

  it('is provisional when only its last day lies in an unpublished year', () => {
    const deadline = due('changeWindow', '2026-12-10')
    expect(deadline).toMatchObject({ dueOn: '2027-01-10', provisional: true })
    expect(deadline.explanation).toContain('日期暂定')
  })

  it('says from which day it rolled', () => {
    expect(due('changeWindow', '2026-04-03').explanation).toContain('2026年5月3日劳动节放假，顺延，至2026年5月6日24时止')
  })

  it('compares with thirty working days of the later orders', () => {
    expect(unwrap(addWorkingDays(calendar, day('2026-09-15'), 30)).date).toBe('2026-11-02')
  })
})

describe('renewal and expiry', () => {
  it('opens thirty days before expiry at 00:00 and closes at 24:00 of the last day', () => {
    const expires = { agreementExpiresOn: '2026-05-15' }
    expect(anchored('renewalOpens', expires)).toMatchObject({ dueOn: '2026-04-15', dueAt: '2026-04-14T16:00:00.000Z' })
    expect(anchored('renewalWindow', expires)).toMatchObject({ dueOn: '2026-05-15', dueAt: '2026-05-15T16:00:00.000Z' })
  })

  it('never rolls the end of a term, not even from a holiday', () => {
    expect(anchored('termEnds', { agreementExpiresOn: '2026-10-05' })).toMatchObject({ dueOn: '2026-10-05', provisional: false })
    expect(anchored('termEnds', { agreementExpiresOn: '2029-05-10' }).dueOn).toBe('2029-05-10')
  })

  it('reminds at 90, 60, 30, 15, 7, 3, 1 and 0 days', () => {
    const reminders = unwrap(remindersOf(policy.deadlines.termEnds, anchored('termEnds', { agreementExpiresOn: '2029-05-10' }), calendar))
    expect(reminders.map((r) => r.on)).toEqual([
      '2029-02-09',
      '2029-03-11',
      '2029-04-10',
      '2029-04-25',
      '2029-05-03',
      '2029-05-07',
      '2029-05-09',
      '2029-05-10',
    ])
  })

  it('names the fact that is missing', () => {
    expect(computeDeadline(policy.deadlines.termEnds, { calendar })).toEqual({
      ok: false,
      refusal: { code: 'anchorMissing', anchor: 'agreementExpiresOn' },
    })
  })
})

describe('acceptance', () => {
  it('escalates on the third working day to the head of the window and on the fifth to the head of the agency', () => {
    const entry = policy.deadlines.acceptanceDue
    const deadline = due('acceptanceDue', '2026-04-29')
    expect(unwrap(remindersOf(entry, deadline, calendar))).toEqual([
      { on: '2026-05-07', at: '2026-05-06T16:00:00.000Z', to: 'windowHead' },
      { on: '2026-05-09', at: '2026-05-08T16:00:00.000Z', to: 'agencyHead' },
    ])
  })
})

describe('a changed calendar', () => {
  const before2020 = calendarWith(2020, {
    off: Object.fromEntries(['01-24', '01-25', '01-26', '01-27', '01-28', '01-29', '01-30'].map((d) => [`2020-${d}`, '春节'])),
    work: { '2020-01-19': '春节', '2020-02-01': '春节' },
  })
  const before2019 = calendarWith(2019, {
    off: { '2019-04-05': '清明节', '2019-05-01': '劳动节' },
    work: {},
  })
  const workingDays = (count: number) => ({
    ...policy.deadlines.publicNotice,
    rule: { kind: 'period', from: 'publishedOn', count, unit: 'workingDay' } as const,
  })

  it.each([
    ['2020-01-20', 5, before2020, '2020-02-01', '2020-02-04', '2020-02-04'],
    ['2019-03-20', 29, before2019, '2019-05-02', '2019-04-30', '2019-05-02'],
    ['2019-03-20', 30, before2019, '2019-05-03', '2019-05-05', '2019-05-05'],
    ['2019-04-25', 5, before2019, '2019-05-03', '2019-05-05', '2019-05-05'],
  ])('a count from %s of %i days never ends earlier than it was published', (from, count, old, first, second, holds) => {
    const published = unwrap(computeDeadline(workingDays(count), { from: day(from), calendar: old }))
    const recomputed = unwrap(computeDeadline(workingDays(count), { from: day(from), calendar }))
    expect(published.dueOn).toBe(first)
    expect(recomputed.dueOn).toBe(second)
    expect(extendOnly(published, recomputed).dueOn).toBe(holds)
  })

  it('confirms a provisional day that did not move', () => {
    const published = due('changeWindow', '2026-12-10')
    const full = calendarWith(2027, { off: {}, work: { '2027-01-10': '元旦' } })
    expect(extendOnly(published, due('changeWindow', '2026-12-10', full))).toMatchObject({ dueOn: '2027-01-10', provisional: false })
  })
})

describe('the evaluation rounds of April and October', () => {
  it.each([
    ['2026-03-31', 2026, 4, '2026-03-31'],
    ['2026-04-01', 2026, 10, '2026-09-30'],
    ['2026-09-30', 2026, 10, '2026-09-30'],
    ['2024-03-29', 2024, 4, '2024-03-29'],
    ['2024-03-30', 2024, 10, '2024-09-30'],
    ['2026-10-01', 2027, 4, null],
    ['2025-10-09', 2026, 4, '2026-03-31'],
  ])('accepted on %s is evaluated in %i-%i', (accepted, year, month, lockOn) => {
    expect(unwrap(expectedRound(policy, calendar, day(accepted)))).toEqual({ year, month, lockOn })
  })

  it('does not guess between two rounds when the calendar that decides is missing', () => {
    expect(expectedRound(policy, calendar, day('2027-03-20'))).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
    expect(unwrap(expectedRound(policy, calendar, day('2027-02-20')))).toEqual({ year: 2027, month: 4, lockOn: null })
  })

  it('opens at the first moment of the month and ends at its last', () => {
    expect(anchored('evaluationOpens', { roundMonthStart: '2026-04-01' }).dueAt).toBe('2026-03-31T16:00:00.000Z')
    expect(anchored('evaluationEnds', { roundMonthEnd: '2026-04-30' }).dueAt).toBe('2026-04-30T16:00:00.000Z')
    expect(anchored('roundLock', { roundMonthStart: '2026-10-01' }).dueOn).toBe('2026-09-30')
  })

  it('knows the window kind of rule', () => {
    const entry: DeadlineEntry = {
      ...policy.deadlines.evaluationOpens,
      rule: { kind: 'window', from: 'acceptedOn', months: [10, 4], edge: 'opens' },
    }
    expect(unwrap(computeDeadline(entry, { from: day('2026-04-02'), calendar })).dueOn).toBe('2026-10-01')
    expect(unwrap(computeDeadline(entry, { from: day('2026-10-02'), calendar })).dueOn).toBe('2027-04-01')
  })
})

// An oracle written without the code under test: a table of all days of the published years, made once, then searched.
const oracleTable: { date: PlainDate; works: boolean }[] = []
for (let date = day('2007-01-01'); date <= '2026-12-31'; date = addDays(date, 1)) {
  let works = weekday(date) >= 1 && weekday(date) <= 5
  for (const year of Object.values(calendar.years)) {
    if (date in year.off) works = false
    if (date in year.work) works = true
  }
  oracleTable.push({ date, works })
}

function oracleDue(from: PlainDate, count: number): PlainDate | undefined {
  return oracleTable.filter((entry) => entry.date > from && entry.works)[count - 1]?.date
}

describe('any working-day period', () => {
  it('agrees with the oracle, or is refused exactly when the oracle runs out of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: oracleTable.length - 1 }), fc.integer({ min: 1, max: 60 }), (index, count) => {
        const from = oracleTable[index]?.date ?? day('2026-01-01')
        const entry = {
          ...policy.deadlines.publicNotice,
          rule: { kind: 'period', from: 'publishedOn', count, unit: 'workingDay' } as const,
        }
        const result = computeDeadline(entry, { from, calendar })
        const expected = oracleDue(from, count)
        if (expected === undefined) expect(result).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
        else {
          expect(unwrap(result).dueOn).toBe(expected)
          expect(unwrap(result).strip.filter((s) => s.counted)).toHaveLength(count)
        }
      }),
      { numRuns: 400 },
    )
  })
})
