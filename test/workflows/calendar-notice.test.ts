import { describe, expect, it } from 'vitest'
import { calendar, calendarWith, policy, unwrap } from '#test/workflows/seeds'
import { checkCalendarYear } from '#workflows/calendar/calendar-check'
import { readNotice } from '#workflows/calendar/calendar-notice'
import { endOfDay, plainDate } from '#workflows/calendar/plain-date'
import { addWorkingDays, type CalendarYear, type WorkingCalendar } from '#workflows/calendar/working-days'
import { type Recount, recount } from '#workflows/policy/recount'
import type { DeadlineEntry } from '#workflows/policy/schema'

const known = new Map(Object.entries(calendar.years).map(([year, days]) => [Number(year), days]))
const source = '国办发明电〔2026〕1号'
const days2027 = [
  ...['01-01 休 元旦', '01-02 休 元旦', '01-03 休 元旦'],
  ...['02-05', '02-06', '02-07', '02-08', '02-09', '02-10', '02-11'].map((day) => `${day} 休 春节`),
  ...['02-14 班 春节', '04-05 休 清明节', '05-01 休 劳动节', '05-02 休 劳动节', '06-09 休 端午节', '09-15 休 中秋节'],
  ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map((day) => `${day} 休 国庆节`),
].map((line) => `2027-${line}`)
const judge = (lines: readonly string[], { year = 2027, from = source } = {}) =>
  checkCalendarYear({ year, source: from, notice: readNotice(lines.join('\n'), year) }, known)
const faultsOf = (...given: Parameters<typeof judge>) => {
  const judged = judge(...given)
  return judged.ok ? expect.fail('was taken') : judged.refusal.faults
}
const replaced = (from: string, to: string) => days2027.map((line) => (line === from ? to : line))

describe('a year of the calendar', () => {
  it('is read from pasted lines and from a file alike', () => {
    const pasted = unwrap(judge(days2027))
    expect(pasted.off).toMatchObject({ '2027-02-11': '春节' })
    expect(pasted.work).toEqual({ '2027-02-14': '春节' })
    const whole = JSON.stringify({ years: { 2026: known.get(2026), 2027: { ...pasted, sources: ['来自文件'] } } })
    for (const file of [JSON.stringify({ ...pasted, sources: ['来自文件'] }), whole])
      expect(unwrap(judge([file], { from: '' }))).toEqual({ ...pasted, sources: ['来自文件'] })
  })

  it('reads back every year from 2008 on that the two data sets agree on', () => {
    for (const [year, stored] of known) {
      // A Monday of 2020 went from off to working within the year.
      if (year < 2008 || year === 2020) continue
      const judged = checkCalendarYear({ year, source: '', notice: readNotice(JSON.stringify(stored), year) }, new Map())
      expect(unwrap(judged), String(year)).toEqual(stored)
    }
  })

  it.each([
    ['a doubled day, with both lines', [...days2027, '2027-05-01 休 劳动节'], /第24行2027年5月1日重复：第13行已经写过/],
    ['a day that is off and worked at once', [...days2027, '2027-05-02 班'], /2027年5月2日重复/],
    [
      'a make-up day that is a weekday already',
      replaced('2027-02-14 班 春节', '2027-02-15 班 春节'),
      /第11行2027年2月15日是星期一，本来就是工作日/,
    ],
    ['a day of another year', replaced('2027-05-02 休 劳动节', '2028-05-02 休 劳动节'), /第14行2028年5月2日不是2027年的日期/],
    ['a day that does not exist', replaced('2027-05-02 休 劳动节', '2027-02-30 休 劳动节'), /第14行“2027-02-30 休 劳动节”没有这一天/],
    ['a line without 休 or 班', [...days2027, '2027-05-03 劳动节'], /第24行“2027-05-03 劳动节”没有写明休还是班/],
    ['a holiday that is left out', days2027.filter((line) => !line.includes('端午')), /没有写到端午的放假日期/],
    [
      'too few days off',
      days2027.filter((line) => !/春节|国庆节|元旦/.test(line) || /-(0[67]) |01-01/.test(line)),
      /只有\d+天放假；法定节假日全年不少于13天/,
    ],
    ['nothing at all', [''], /请填写放假和调休上班的日期/],
  ])('is refused for %s', (_, lines, reason) => {
    expect(faultsOf(lines).days.join('\n')).toMatch(reason)
  })

  it('is refused where its place is: the year, the source, a year left out, one that is there already', () => {
    const shifted = days2027.map((line) => line.replace('2027', '2028'))
    expect(faultsOf(shifted, { year: 2028 }).year).toEqual(['2027年的安排还没有载入，请先导入2027年'])
    expect(faultsOf(days2027, { from: ' ' }).source).toEqual(['请写明放假安排公布在哪里（网址或者文号）'])
    expect(faultsOf([JSON.stringify(known.get(2026))], { year: 2026 }).days).toEqual(['与已经载入的2026年安排完全相同，不用再导入'])
    expect(faultsOf([JSON.stringify({ years: { 2026: known.get(2026) } })]).days).toEqual(['文件里没有2027年'])
  })

  it('is refused for a day that a file writes twice, although JSON would drop one without a word', () => {
    const text = JSON.stringify(unwrap(judge(days2027))).replace('"2027-05-02":"劳动节"', '"2027-05-02":"劳动节","2027-05-02":"劳动节"')
    expect(faultsOf([text]).days).toEqual(['2027-05-02在文件里写了2次，请只留一次'])
  })
})

describe('a running period when the calendar changes', () => {
  const entry: DeadlineEntry = {
    ...policy.deadlines.publicNotice,
    rule: { kind: 'period', from: 'publishedOn', count: 5, unit: 'workingDay' },
  }
  const without = (year: number, change: (days: { off: Record<string, string>; work: Record<string, string> }) => void) => {
    const { off, work } = known.get(year) as CalendarYear
    const days = { off: { ...off }, work: { ...work } }
    change(days)
    return calendarWith(year, days)
  }
  /** As the days stood before the second notice of the year. */
  const before2019 = without(2019, ({ off, work }) => {
    for (const day of ['2019-05-02', '2019-05-03', '2019-05-04']) delete off[day]
    for (const day of ['2019-04-28', '2019-05-05']) delete work[day]
  })
  const before2020 = without(2020, ({ off, work }) => {
    for (const day of ['2020-01-31', '2020-02-01', '2020-02-02']) delete off[day]
    work['2020-02-01'] = '春节'
    delete work['2020-02-03']
  })
  const recounted = (from: string, count: number, old: WorkingCalendar): [string, string, Recount['effect']] => {
    const rule = { ...entry, rule: { ...entry.rule, count } as DeadlineEntry['rule'] }
    const dueOn = unwrap(addWorkingDays(old, plainDate(from), count)).date
    const period = {
      entry: rule,
      startsOn: plainDate(from.replace(/\d\d$/, (day) => String(Number(day) + 1).padStart(2, '0'))),
      dueAt: endOfDay(dueOn),
      provisional: false,
    }
    const result = recount(period, { entry: rule, anchors: {}, calendar })
    return result.effect === 'uncounted' ? expect.fail('not counted') : [dueOn, result.deadline.dueOn, result.effect]
  }

  it.each([
    ['2020-01-20', 5, before2020, '2020-02-01', '2020-02-04', 'later'],
    ['2019-03-20', 29, before2019, '2019-05-02', '2019-04-30', 'keptBecauseEarlier'],
    ['2019-03-20', 30, before2019, '2019-05-03', '2019-05-05', 'later'],
    ['2019-04-25', 5, before2019, '2019-05-03', '2019-05-05', 'later'],
  ] as const)('begun on %s with %i working days is only ever extended', (from, count, old, due, counted, effect) => {
    expect(recounted(from, count, old)).toEqual([due, counted, effect])
  })

  it('that only rolled provisionally is settled, on the same day or on a later one', () => {
    const rule: DeadlineEntry = { ...entry, rule: { kind: 'on', anchor: 'agreementExpiresOn' }, rollsToWorkingDay: true }
    const next = { ...calendar, years: { ...calendar.years, 2027: unwrap(judge(days2027)) } }
    const settledOn = (day: string) =>
      recount(
        { entry: rule, startsOn: plainDate(day), dueAt: endOfDay(plainDate(day)), provisional: true },
        { entry: rule, anchors: {}, calendar: next },
      )
    expect(settledOn('2027-03-01')).toMatchObject({ effect: 'settled', deadline: { dueOn: '2027-03-01', provisional: false } })
    expect(settledOn('2027-02-06')).toMatchObject({ effect: 'later', deadline: { dueOn: '2027-02-12', provisional: false } })
  })
})
