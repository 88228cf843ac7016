import {
  addDays,
  addMonths,
  addYears,
  dateFromParts,
  endOfDay,
  endOfMonth,
  formatDate,
  type Instant,
  type PlainDate,
  partsOf,
  startOfDay,
} from '#workflows/calendar/plain-date'
import {
  addWorkingDays,
  type CalendarMissing,
  rollToWorkingDay,
  type StripDay,
  subtractWorkingDays,
  type WorkingCalendar,
} from '#workflows/calendar/working-days'
import { describeSkipped, unitPhrase } from '#workflows/policy/deadline-words'
import type { Anchor, CountUnit, DeadlineEntry, DeadlineRule } from '#workflows/policy/schema'
import { ok, type Result, refuse } from '#workflows/result'

/**
 * A computed deadline. `startsOn` is the first counted day (起算日), `dueOn` the last day, `dueAt` the moment it passes.
 * `provisional`: the day may still roll, because the calendar of its year is not published (暂定).
 */
export type Deadline = {
  readonly startsOn: PlainDate
  readonly dueOn: PlainDate
  readonly dueAt: Instant
  readonly provisional: boolean
  readonly strip: readonly StripDay[]
  readonly basis: string
  readonly consequence: string
  readonly explanation: string
}

export type DeadlineContext = {
  /** The day of the event that starts a period; stands in for the anchor that the rule names. */
  readonly from?: PlainDate
  readonly anchors?: Partial<Record<Anchor, PlainDate>>
  readonly calendar: WorkingCalendar
}

/** A fact that the rule counts from was not given: a fault of the caller, shown with its name. */
export type AnchorMissing = { readonly code: 'anchorMissing'; readonly anchor: Anchor }
export type DeadlineRefusal = CalendarMissing | AnchorMissing

type Counted = {
  readonly startsOn: PlainDate
  readonly nominal: PlainDate
  readonly strip: readonly StripDay[]
  readonly sentence: string
}

/**
 * Applies one rule of the policy. Working-day counts that reach a year without a calendar are refused by that year's
 * name; a day that only has to roll keeps its nominal date and is marked provisional.
 */
export function computeDeadline(entry: DeadlineEntry, context: DeadlineContext): Result<Deadline, DeadlineRefusal> {
  const counted = count(entry, context)
  if (!counted.ok) return counted
  const { startsOn, nominal, strip, sentence } = counted.value
  const rolled = roll(entry, nominal, context.calendar)
  const dueOn = rolled.dueOn
  const moment = `${formatDate(dueOn)}${entry.at === 'endOfDay' ? '24时' : '0时'}`
  const rolledWords = dueOn === nominal ? '' : `；${formatDate(nominal)}${rolled.strip[0]?.why ?? ''}，顺延`
  const provisionalWords = rolled.provisional ? '该年放假安排尚未公布，日期暂定。' : ''
  return ok({
    startsOn,
    dueOn,
    dueAt: entry.at === 'endOfDay' ? endOfDay(dueOn) : startOfDay(dueOn),
    provisional: rolled.provisional,
    strip: [...strip, ...rolled.strip],
    basis: entry.basis,
    consequence: entry.consequence,
    explanation: `${sentence}${rolledWords}，${entry.at === 'endOfDay' ? '至' : '自'}${moment}${entry.at === 'endOfDay' ? '止' : '起'}（${entry.basis}）。${provisionalWords}`,
  })
}

/** A deadline once published never moves earlier: a changed calendar may only extend it. Returns what now holds. */
export function extendOnly<D extends Pick<Deadline, 'dueAt' | 'provisional'>>(previous: D, next: D): D {
  return next.dueAt >= previous.dueAt ? next : { ...previous, provisional: next.provisional }
}

/** The last day of a span whose first day counts: the day before the corresponding day, or the month's end if there is none. */
export function lastDayOfSpan(startsOn: PlainDate, amount: number, unit: 'day' | 'month' | 'year'): PlainDate {
  if (unit === 'day') return addDays(startsOn, amount - 1)
  const end = unit === 'month' ? addMonths(startsOn, amount) : addYears(startsOn, amount)
  return partsOf(end).day === partsOf(startsOn).day ? addDays(end, -1) : end
}

/** The corresponding day of a span that begins the day after `from` (民法典 第二百零一、二百零二条). */
export function lastDayAfter(from: PlainDate, amount: number, unit: 'day' | 'month' | 'year'): PlainDate {
  if (unit === 'day') return addDays(from, amount)
  return unit === 'month' ? addMonths(from, amount) : addYears(from, amount)
}

function count(entry: DeadlineEntry, context: DeadlineContext): Result<Counted, DeadlineRefusal> {
  const { rule } = entry
  const anchor = anchorOf(rule)
  const date = (rule.kind === 'period' || rule.kind === 'window' ? context.from : undefined) ?? context.anchors?.[anchor]
  if (date === undefined) return refuse({ code: 'anchorMissing', anchor })
  if (rule.kind === 'period') return countPeriod(entry, rule, date, context.calendar)
  if (rule.kind === 'before') return countBefore(rule, date, context.calendar)
  if (rule.kind === 'window') {
    const day = nextEdge(date, rule.months, rule.edge)
    return ok(single(day, `每年${rule.months.join('、')}月集中办理`))
  }
  return ok(single(date, '按约定或者规定的日期'))
}

function anchorOf(rule: DeadlineRule): Anchor {
  return rule.kind === 'period' || rule.kind === 'window' ? rule.from : rule.anchor
}

function single(date: PlainDate, sentence: string): Counted {
  return { startsOn: date, nominal: date, strip: [], sentence }
}

function countPeriod(
  entry: DeadlineEntry,
  rule: Extract<DeadlineRule, { kind: 'period' }>,
  from: PlainDate,
  calendar: WorkingCalendar,
): Result<Counted, DeadlineRefusal> {
  const startsOn = entry.excludeFirstDay ? addDays(from, 1) : from
  const opening = `自${formatDate(from)}${entry.excludeFirstDay ? '的次日' : '当日'}起算${unitPhrase(rule.count, rule.unit)}`
  if (rule.unit === 'workingDay') {
    const counted = addWorkingDays(calendar, from, rule.count, { excludeFirstDay: entry.excludeFirstDay })
    if (!counted.ok) return counted
    const { date, strip } = counted.value
    return ok({ startsOn, nominal: date, strip, sentence: `${opening}${describeSkipped(strip)}` })
  }
  const nominal = entry.excludeFirstDay ? lastDayAfter(from, rule.count, rule.unit) : lastDayOfSpan(from, rule.count, rule.unit)
  const first: StripDay[] = entry.excludeFirstDay ? [{ date: from, counted: false, why: '首日不计', source: null }] : []
  return ok({ startsOn, nominal, strip: first, sentence: opening })
}

function countBefore(
  rule: Extract<DeadlineRule, { kind: 'before' }>,
  anchor: PlainDate,
  calendar: WorkingCalendar,
): Result<Counted, DeadlineRefusal> {
  const sentence = `${formatDate(anchor)}之前${unitPhrase(rule.count, rule.unit)}`
  const counted = goBack(anchor, rule.count, rule.unit, calendar)
  if (!counted.ok) return counted
  return ok({ startsOn: counted.value.date, nominal: counted.value.date, strip: counted.value.strip, sentence })
}

function goBack(anchor: PlainDate, amount: number, unit: CountUnit, calendar: WorkingCalendar) {
  if (unit === 'workingDay') return subtractWorkingDays(calendar, anchor, amount)
  return ok({ date: lastDayAfter(anchor, -amount, unit), strip: [] as readonly StripDay[] })
}

function roll(entry: DeadlineEntry, nominal: PlainDate, calendar: WorkingCalendar) {
  const final: StripDay = { date: nominal, counted: true, why: entry.at === 'endOfDay' ? '届满日' : '起始日', source: null }
  const isCountedInWorkingDays = 'unit' in entry.rule && entry.rule.unit === 'workingDay'
  if (isCountedInWorkingDays) return { dueOn: nominal, provisional: false, strip: [] as readonly StripDay[] }
  if (!entry.rollsToWorkingDay) return { dueOn: nominal, provisional: false, strip: [final] }
  const rolled = rollToWorkingDay(calendar, nominal)
  if (!rolled.ok) return { dueOn: nominal, provisional: true, strip: [{ ...final, why: `${final.why}（暂定）` }] }
  return { dueOn: rolled.value.date, provisional: false, strip: rolled.value.strip }
}

function nextEdge(from: PlainDate, months: readonly number[], edge: 'opens' | 'closes'): PlainDate {
  const { year } = partsOf(from)
  const edges = [year, year + 1].flatMap((candidate) =>
    [...months]
      .sort((a, b) => a - b)
      .map((month) => {
        const start = dateFromParts({ year: candidate, month, day: 1 })
        return edge === 'opens' ? start : endOfMonth(start)
      }),
  )
  const found = edges.find((day) => day >= from)
  if (found === undefined) throw new Error('a window rule names no month')
  return found
}
