import { dateOf, daysBetween, formatDate, type PlainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import { computeDeadline, type Deadline, type DeadlineRefusal } from '#workflows/policy/deadline-rule'
import type { DeadlineEntry } from '#workflows/policy/schema'
import type { Result } from '#workflows/result'

/** What is known of one document's way to its party. */
export type ServiceFacts = {
  /** The day on which the bytes and the notice of them were in the party's inbox; null before. */
  readonly deliveredOn: PlainDate | null
  /** The day on which somebody of the party first opened the bytes. */
  readonly openedOn: PlainDate | null
  /** Counts from the day of delivery to the day that stands for service. */
  readonly rule: DeadlineEntry
  readonly calendar: WorkingCalendar
  /** The day on which the question is asked. */
  readonly on: PlainDate
}

/**
 * Whether and when a document is served. `deemedOn` is the day on which it will count, or counts, as served unopened;
 * null before delivery and when the year's calendar is not published, which `explanation` then says.
 */
export type Service = {
  readonly servedOn: PlainDate | null
  readonly by: 'opened' | 'deemed' | null
  readonly deemedOn: PlainDate | null
  readonly explanation: string
}

/**
 * Served on the day of opening or on the day that the rule deems, whichever is earlier; never before delivery.
 * An opening decides alone when the deemed day cannot be known: that is never earlier than the true day of service.
 */
export function serviceOf({ deliveredOn, openedOn, rule, calendar, on }: ServiceFacts): Service {
  if (deliveredOn === null) return { servedOn: null, by: null, deemedOn: null, explanation: '文书还没有发到当事人的平台账户，尚未送达。' }
  const deemed = computeDeadline(rule, { from: deliveredOn, calendar })
  const read = openedOn === null || openedOn > on ? null : openedOn
  if (!deemed.ok) return withoutDeemedDay(deemed.refusal, { deliveredOn, read, basis: rule.basis })
  // The day whose midnight passes: that of the timer that would start the periods.
  const deemedOn = dateOf(deemed.value.dueAt)
  if (read !== null && read <= deemedOn) return served(read, 'opened', deemedOn, `${openedWords(deliveredOn, read)}（${rule.basis}）。`)
  if (on >= deemedOn) {
    const later = read === null ? '' : `当事人此后于${formatDate(read)}在平台查看，不影响送达日。`
    const words = `${formatDate(deliveredOn)}发到当事人的平台账户，期间没有查看，${formatDate(deemedOn)}视为送达：${deemed.value.explanation}${later}`
    return served(deemedOn, 'deemed', deemedOn, words)
  }
  const words = `${formatDate(deliveredOn)}发到当事人的平台账户，尚未查看。查看之日为送达之日；一直没有查看的，${formatDate(deemedOn)}视为送达：`
  return { servedOn: null, by: null, deemedOn, explanation: `${words}${deemed.value.explanation}` }
}

const served = (servedOn: PlainDate, by: 'opened' | 'deemed', deemedOn: PlainDate | null, explanation: string): Service => ({
  servedOn,
  by,
  deemedOn,
  explanation,
})

const openedWords = (deliveredOn: PlainDate, openedOn: PlainDate): string => {
  const waited = daysBetween(deliveredOn, openedOn)
  return `${formatDate(deliveredOn)}发到当事人的平台账户，当事人${waited === 0 ? '当日' : `于${formatDate(openedOn)}`}在平台查看，查看之日为送达之日`
}

type Unknown = { deliveredOn: PlainDate; read: PlainDate | null; basis: string }

function withoutDeemedDay(refusal: DeadlineRefusal, { deliveredOn, read, basis }: Unknown): Service {
  if (refusal.code === 'anchorMissing') throw new Error(`service counts from ${refusal.anchor}, which it was given`)
  const missing = `${refusal.year}年的放假安排尚未公布，视为送达日暂不能确定`
  if (read !== null) return served(read, 'opened', null, `${openedWords(deliveredOn, read)}（${basis}）。${missing}，以查看之日为准。`)
  const words = `${formatDate(deliveredOn)}发到当事人的平台账户，尚未查看。${missing}；当事人查看之日为送达之日。`
  return { servedOn: null, by: null, deemedOn: null, explanation: words }
}

const remedy = (title: string, count: number, unit: 'day' | 'month', basis: string): DeadlineEntry => ({
  title,
  rule: { kind: 'period', from: 'noticeServedOn', count, unit },
  excludeFirstDay: true,
  rollsToWorkingDay: true,
  at: 'endOfDay',
  basis,
  draft: false,
  consequence: '逾期提出的，除有正当理由外，不予受理。',
  reminders: [],
})

// National law, not the Measure: no version of the policy may change them.
const reviewRule = remedy('申请行政复议的最后一日', 60, 'day', '行政复议法 第二十条')
const suitRule = remedy('提起行政诉讼的最后一日', 6, 'month', '行政诉讼法 第四十六条')

/** The last days on which a party may contest a decision, counted from its service (行政复议法 第二十条, 行政诉讼法 第四十六条). */
export type RemedyDates = { readonly review: Deadline; readonly suit: Deadline }

/**
 * The last day for administrative review and for suit against a decision served on `servedOn`; a day off rolls on.
 * `provisional` on each says that its year's calendar is not published.
 */
export function remediesAfter(servedOn: PlainDate, calendar: WorkingCalendar): RemedyDates {
  return {
    review: must(computeDeadline(reviewRule, { from: servedOn, calendar })),
    suit: must(computeDeadline(suitRule, { from: servedOn, calendar })),
  }
}

function must(computed: Result<Deadline, DeadlineRefusal>): Deadline {
  // Days and months need no calendar to be counted, and the day they count from is given.
  if (!computed.ok) throw new Error(`remedy: ${computed.refusal.code}`)
  return computed.value
}
