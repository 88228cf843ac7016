import type { DueView } from '#app/view/case-view'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { dateOf, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import { computeDeadline, type DeadlineContext } from '#workflows/policy/deadline-rule'
import { roundAnchors } from '#workflows/policy/expected-round'
import type { DeadlineKey, PolicySet } from '#workflows/policy/schema'
import { roundContext } from './case-context'
import { dueOfRow, dueOfRule } from './due-view.server'
import type { Rules } from './rules.server'

export type RoundDate = { key: DeadlineKey; title: string; due: DueView }

/** The name under which a round is kept: one per agency and month, whoever opens it. */
export const roundIdOf = (agencyId: string, year: number, month: number): string =>
  `round-${agencyId}-${year}-${String(month).padStart(2, '0')}`

function dateOfRule(policy: PolicySet, key: DeadlineKey, context: DeadlineContext, on: PlainDate): RoundDate[] {
  const entry = policy.deadlines[key]
  const computed = computeDeadline(entry, context)
  return computed.ok ? [{ key, title: entry.title, due: dueOfRule(entry, computed.value, { on, calendar: context.calendar }) }] : []
}

/** The last day on which an acceptance still belongs to the round; undefined while the calendar of that year is missing. */
export function findLockDay(policy: PolicySet, calendar: WorkingCalendar, year: number, month: number): PlainDate | undefined {
  const lock = computeDeadline(policy.deadlines.roundLock, { anchors: roundAnchors(year, month), calendar })
  return lock.ok ? lock.value.dueOn : undefined
}

/**
 * Every date of a round that can be told today, in the order in which they come (第九条（三）、（四）).
 * @param running its running periods: what the ledger holds of them prevails over any new count
 */
export function datesOfRound(file: CaseFile, { policy, calendar }: Rules, on: PlainDate, running: readonly DeadlineRow[]): RoundDate[] {
  const { year, month, extendedUntil, publishedAt } = roundContext(file)
  const anchors = roundAnchors(year, month)
  const extension = extendedUntil === null ? [] : [plainDate(extendedUntil)]
  const publication = publishedAt === null ? [] : [dateOf(instant(publishedAt))]
  const dates = [
    ...dateOfRule(policy, 'roundLock', { anchors, calendar }, on),
    ...dateOfRule(policy, 'evaluationOpens', { anchors, calendar }, on),
    ...dateOfRule(policy, 'evaluationEnds', { anchors, calendar }, on),
    ...extension.flatMap((extendedDay) =>
      dateOfRule(policy, 'evaluationExtension', { anchors: { extendedUntil: extendedDay }, calendar }, on),
    ),
    ...publication.flatMap((publishedOn) => dateOfRule(policy, 'publicNotice', { from: publishedOn, calendar }, on)),
  ]
  const held = dates.map((date) => {
    const row = running.find(({ key }) => key === date.key)
    return row === undefined ? date : { ...date, due: dueOfRow(row, { on, calendar }) }
  })
  // A notice may well end before the month does.
  return held.sort((a, b) => a.due.due.localeCompare(b.due.due))
}

/** Until when a notice would run if it were published today. */
export function noticeFromToday({ policy, calendar }: Rules, on: PlainDate): RoundDate | undefined {
  return dateOfRule(policy, 'publicNotice', { from: on, calendar }, on)[0]
}
