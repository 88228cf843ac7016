import { describe, expect, it } from 'vitest'
import { calendar, policy } from '#test/workflows/seeds'
import { lostWorkingDays } from '#workflows/calendar/lost-days'
import { plainDate } from '#workflows/calendar/plain-date'
import { computeDeadline } from '#workflows/policy/deadline-rule'

// The numbers are those of the edge cases of the domain's dossier. Those that need a database are in test/app.
const day = plainDate

describe('public notice', () => {
  it('edge case 31: a notice across New Year without next year’s calendar is blocked until it is loaded', () => {
    const from = day('2026-12-28')
    const blocked = computeDeadline(policy.deadlines.publicNotice, { from, calendar })
    expect(blocked).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
    const next = { sources: ['a notice of the tests'], off: { [day('2027-01-01')]: '元旦' }, work: {} }
    const loaded = { ...calendar, years: { ...calendar.years, 2027: next } }
    expect(computeDeadline(policy.deadlines.publicNotice, { from, calendar: loaded })).toMatchObject({
      ok: true,
      value: { dueOn: '2027-01-05' },
    })
  })

  it('edge case 29: lost are the working days on which a check failed or on which nobody checked, not the weekend nor the day of publication', () => {
    // Published on Thursday 16 April 2026; 18 and 19 April are a weekend.
    const period = { from: day('2026-04-16'), lastDay: day('2026-04-23'), today: day('2026-04-22') }
    const days = [
      { date: day('2026-04-16'), ok: 0, failed: 1 },
      { date: day('2026-04-17'), ok: 5, failed: 1 },
      { date: day('2026-04-18'), ok: 0, failed: 6 },
      { date: day('2026-04-20'), ok: 6, failed: 0 },
    ]
    expect(lostWorkingDays(calendar, period, days)).toEqual({ failed: ['2026-04-17'], silent: ['2026-04-21'] })
  })
})
