import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendar, policy } from '#test/workflows/seeds'
import { addDays, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { remediesAfter, serviceOf } from '#workflows/policy/service'

const rule = policy.deadlines.serviceDeemed
const day = (date: string | null): PlainDate | null => (date === null ? null : plainDate(date))
const service = (deliveredOn: string | null, openedOn: string | null, on: string) =>
  serviceOf({ deliveredOn: day(deliveredOn), openedOn: day(openedOn), rule, calendar, on: plainDate(on) })

describe('service of a document', () => {
  it('is on the day on which the party opens it', () => {
    expect(service('2026-03-04', '2026-03-05', '2026-03-20')).toMatchObject({
      servedOn: '2026-03-05',
      by: 'opened',
      deemedOn: '2026-03-09',
    })
  })

  it('may be on the day of delivery itself', () => {
    const { servedOn, explanation } = service('2026-03-04', '2026-03-04', '2026-03-04')
    expect(servedOn).toBe('2026-03-04')
    expect(explanation).toBe('2026年3月4日发到当事人的平台账户，当事人当日在平台查看，查看之日为送达之日（第九条（二））。')
  })

  it('is deemed on the third working day when nobody opens it', () => {
    const { servedOn, by, explanation } = service('2026-03-04', null, '2026-03-09')
    expect([servedOn, by]).toEqual(['2026-03-09', 'deemed'])
    expect(explanation).toBe(
      '2026年3月4日发到当事人的平台账户，期间没有查看，2026年3月9日视为送达：自2026年3月4日的次日起算3个工作日，其间周末2天不计，自2026年3月9日0时起（第九条（二））。',
    )
  })

  it('has not happened while it is unopened and the day has not come', () => {
    const { servedOn, by, deemedOn, explanation } = service('2026-03-04', null, '2026-03-08')
    expect([servedOn, by, deemedOn]).toEqual([null, null, '2026-03-09'])
    expect(explanation).toContain('尚未查看')
  })

  it('skips public holidays: sent before the first of May', () => {
    expect(service('2026-04-29', null, '2026-05-30').servedOn).toBe('2026-05-07')
  })

  it('stays on the deemed day when the party opens later, and says so', () => {
    const { servedOn, by, explanation } = service('2026-03-04', '2026-03-12', '2026-03-20')
    expect([servedOn, by]).toEqual(['2026-03-09', 'deemed'])
    expect(explanation).toContain('此后于2026年3月12日在平台查看，不影响送达日')
  })

  it('never happens before delivery', () => {
    expect(service(null, null, '2026-03-20')).toMatchObject({ servedOn: null, by: null, deemedOn: null })
  })

  it('does not know today of an opening that is still to come', () => {
    expect(service('2026-03-04', '2026-03-06', '2026-03-05').servedOn).toBeNull()
  })

  it('says that a year is not published instead of guessing the deemed day', () => {
    const { servedOn, deemedOn, explanation } = service('2026-12-30', null, '2027-01-20')
    expect([servedOn, deemedOn]).toEqual([null, null])
    expect(explanation).toContain('2027年的放假安排尚未公布')
  })

  it('counts an opening also in a year that is not published', () => {
    expect(service('2026-12-30', '2027-01-06', '2027-01-20')).toMatchObject({ servedOn: '2027-01-06', by: 'opened', deemedOn: null })
  })

  it('once known is never moved by what happens later, and is never before delivery', () => {
    const days = fc.integer({ min: 0, max: 250 })
    fc.assert(
      fc.property(days, fc.option(days), days, (delivered, opened, later) => {
        const start = addDays(plainDate('2026-01-05'), delivered)
        const openedOn = opened === null ? null : addDays(start, opened % 20)
        const asked = (on: PlainDate) => serviceOf({ deliveredOn: start, openedOn, rule, calendar, on })
        const first = asked(addDays(start, later % 15))
        if (first.servedOn === null) return
        expect(first.servedOn >= start).toBe(true)
        expect(asked(addDays(start, (later % 15) + 40)).servedOn).toBe(first.servedOn)
      }),
    )
  })
})

describe('a decision may be contested', () => {
  it('for 60 days by review and six months by suit, from its service', () => {
    const { review, suit } = remediesAfter(plainDate('2026-03-09'), calendar)
    expect(review.dueOn).toBe('2026-05-08')
    expect(suit.dueOn).toBe('2026-09-09')
  })

  it('until the next working day when the last day is off', () => {
    // Sixty days after 5 March end on Monday 4 May, which is off until the 5th.
    expect(remediesAfter(plainDate('2026-03-05'), calendar).review.dueOn).toBe('2026-05-06')
  })

  it('with a day that is marked provisional while its year is not published', () => {
    const { suit } = remediesAfter(plainDate('2026-09-01'), calendar)
    expect(suit.provisional).toBe(true)
    expect(suit.explanation).toContain('尚未公布')
  })
})
