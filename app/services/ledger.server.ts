import type { LedgerLine, LedgerState } from '#app/view/ledger'
import type { LedgerRow } from '#db/repositories/ledger'
import type { PracticeSiteTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { UsccShape } from '#workflows/domain/uscc'
import { BarCause } from '#workflows/policy/bar-cause'
import { barCauseWords } from '#workflows/policy/eligibility'
import { comparableText } from './comparable-text'
import { MOST_ROWS, pageOf } from './page-of'
import type { Portal } from './portal.server'

const pageSize = 20

export type LedgerPage = { lines: LedgerLine[]; total: number; page: number; pageCount: number; mayRecord: boolean }

/** Only officers enter facts; the heads confirm them. */
const mayRecordFacts = (actor: Actor): boolean => actor.agencyId !== null && actor.roles.includes('officer')

/** The page of a case is for its own agency and the city's. */
export const mayOpen = (actor: Actor, agencyId: string): boolean => actor.agencyId === agencyId || actor.agencyId === cityAgencyId

/** What every agency reads of 第十条（二）至（四）: ended agreements and confirmed facts of all, what waits of the own agency. */
export async function ledgerOf(
  portal: Pick<Portal, 'read' | 'now'>,
  actor: Actor,
  asked: { query: string; page: number },
): Promise<LedgerPage> {
  const { ledger } = portal.read
  const filter = { agencyId: actor.agencyId, text: comparableText(asked.query) }
  const total = await ledger.count(filter)
  const { page, pageCount, ...slice } = pageOf(total, asked.page, pageSize)
  const rows = await ledger.search(filter, slice)
  const today = dateOf(portal.now())
  return { lines: rows.map((row) => lineOf(actor, row, today)), total, page, pageCount, mayRecord: mayRecordFacts(actor) }
}

/** All lines that an agency may read, for a download. */
export async function wholeLedger(portal: Pick<Portal, 'read' | 'now'>, actor: Actor, query: string): Promise<LedgerLine[]> {
  const today = dateOf(portal.now())
  const rows = await portal.read.ledger.search({ agencyId: actor.agencyId, text: comparableText(query) }, { limit: MOST_ROWS, offset: 0 })
  return rows.map((row) => lineOf(actor, row, today))
}

function lineOf(actor: Actor, row: LedgerRow, today: PlainDate): LedgerLine {
  return {
    id: row.id,
    name: row.name,
    uscc: row.uscc,
    place: row.place,
    cause: barCauseWords[BarCause.parse(row.cause)],
    on: row.event_on,
    source: row.number,
    until: row.until === null || row.lifted_on !== null ? null : row.until,
    state: stateOf(row, today),
    agency: findAgency(row.agency_id)?.areaName ?? '',
    href: mayOpen(actor, row.agency_id) ? `/cases/${row.source}` : null,
  }
}

const recordStates: Readonly<Record<string, LedgerState>> = { recorded: 'pending', dropped: 'dropped', setAside: 'lifted' }

function stateOf({ machine, stage, until, lifted_on, under_review }: LedgerRow, today: PlainDate): LedgerState {
  const ofRecord = machine === 'barRecord' ? recordStates[stage] : undefined
  if (ofRecord !== undefined) return ofRecord
  if (until === null) return 'noted'
  if (lifted_on !== null) return 'lifted'
  if (until < today) return 'over'
  return under_review === 1 ? 'underReview' : 'barring'
}

/** What the entry form knows of a credit code: its registered name and places; undefined when the code cannot be one. */
export type LedgerSubject = { uscc: string; name: string; sites: { value: string; label: string; hint: string }[] }

export async function ledgerSubjectOf(read: Repositories, asked: string): Promise<LedgerSubject | undefined> {
  const uscc = UsccShape.safeParse(asked)
  if (!uscc.success) return undefined
  const institution = await read.institutions.findByUscc(uscc.data)
  const sites = institution === undefined ? [] : await read.institutions.sitesOf(institution.id)
  return { uscc: uscc.data, name: institution?.name ?? '', sites: sites.map(siteChoice) }
}

const siteChoice = ({ id, name, address }: PracticeSiteTable) => ({ value: id, label: name, hint: address })
