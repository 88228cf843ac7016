import { differencesOf, type FestivalRow, festivalsOf } from '#app/view/calendar'
import type { RuleChange } from '#db/repositories/rule-changes'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, yearOf } from '#workflows/calendar/plain-date'
import { CalendarYear } from '#workflows/calendar/working-days'
import { pageOf } from '../page-of'
import type { Portal } from '../portal.server'
import { isCityStaff, ProposedCalendar, previewCalendar } from './calendar-import.server'
import { type PlannedMove, type StoredMove, StoredMoves } from './plan.server'

/** A loaded year with its holidays; `sources` say where it was published. */
export type LoadedYear = { year: number; sources: string[]; daysOff: number; makeUpDays: number; festivals: FestivalRow[] }

export type ImportRow = Pick<RuleChange, 'id' | 'status'> & {
  year: string
  proposedBy: string
  proposedAt: string
  decidedBy: string | null
  decidedAt: string | null
}

/** Every year that is loaded, the newest first. */
export async function loadedYears(read: Repositories): Promise<LoadedYear[]> {
  return (await read.policy.calendarYears()).map(({ year, data }) => yearView(year, CalendarYear.parse(data))).reverse()
}

function yearView(year: number, days: CalendarYear): LoadedYear {
  const [daysOff, makeUpDays] = [Object.keys(days.off).length, Object.keys(days.work).length]
  return { year, sources: days.sources, daysOff, makeUpDays, festivals: festivalsOf(days) }
}

/** The desk of the calendar: what is loaded, what waits, and whether the coming year is still missing. */
export async function calendarDesk({ read, now }: Pick<Portal, 'read' | 'now'>, actor: Actor) {
  const years = await loadedYears(read)
  const thisYear = yearOf(dateOf(now()))
  const last = years[0]?.year ?? thisYear
  return {
    years,
    // The notice for a year is published in the last months of the year before.
    missingYear: last <= thisYear ? last + 1 : null,
    imports: (await read.ruleChanges.ofKind('calendar')).map(importRow),
    mayPropose: isCityStaff(actor),
  }
}

const importRow = (change: RuleChange): ImportRow => ({
  id: change.id,
  status: change.status,
  year: change.subject,
  proposedBy: change.proposed_name,
  proposedAt: change.proposed_at,
  decidedBy: change.decided_name,
  decidedAt: change.decided_at,
})

const pageSize = 50

/** One proposal with every period that it touches: as it would be now, or as it was when it was confirmed. */
export async function findCalendarImport({ read, now }: Pick<Portal, 'read' | 'now'>, actor: Actor, id: string, asked: number) {
  const change = await read.ruleChanges.find(id)
  if (change?.kind !== 'calendar') return undefined
  const { year, days } = ProposedCalendar.parse(change.data)
  const isWaiting = change.status === 'proposed'
  const preview = isWaiting ? await previewCalendar(read, change, now()) : undefined
  const moves: readonly (PlannedMove | StoredMove)[] = preview?.moves ?? StoredMoves.parse(change.list ?? [])
  const stored = (await read.policy.calendarYears()).find((known) => known.year === year)
  const { page, pageCount, limit, offset } = pageOf(moves.length, asked, pageSize)
  return {
    ...importRow(change),
    reason: change.reason,
    days: yearView(year, days),
    isCorrection: isWaiting && stored !== undefined,
    differences: isWaiting && stored !== undefined ? differencesOf(CalendarYear.parse(stored.data), days) : [],
    moves: moves.slice(offset, offset + limit),
    counts: countsOf(moves),
    cases: new Set(moves.map(({ caseId }) => caseId)).size,
    unchanged: preview?.unchanged ?? null,
    seen: preview?.digest ?? '',
    page,
    pageCount,
    isOwn: change.proposed_by === actor.id,
  }
}

/** How many periods a change touches in which way. */
export const countsOf = (moves: readonly Pick<PlannedMove, 'effect'>[]) => ({
  later: moves.filter(({ effect }) => effect === 'later').length,
  kept: moves.filter(({ effect }) => effect === 'keptBecauseEarlier').length,
  settled: moves.filter(({ effect }) => effect === 'settled').length,
})
