import type { LedgerLine, LedgerState } from '#app/view/ledger'
import type { BarRow } from '#db/repositories/bars'
import type { CaseFile } from '#db/repositories/case-files'
import type { PracticeSiteTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { UsccShape } from '#workflows/domain/uscc'
import { BarCause } from '#workflows/policy/bar-cause'
import { barCauseWords } from '#workflows/policy/eligibility'
import { MOST_RECORDS } from './bar-record-facts.server'
import { barRecordContext } from './case-context'
import { comparableText } from './comparable-text'
import type { Portal } from './portal.server'

const pageSize = 20

export type LedgerPage = { lines: LedgerLine[]; total: number; page: number; pageCount: number; mayRecord: boolean }

/** Only officers enter facts; the heads confirm them. */
const mayRecordFacts = (actor: Actor): boolean => actor.agencyId !== null && actor.roles.includes('officer')

const mayOpen = (actor: Actor, agencyId: string): boolean => actor.agencyId === agencyId || actor.agencyId === cityAgencyId

function stateOfBar({ lifted_on, until, under_review }: BarRow, today: PlainDate): LedgerState {
  if (lifted_on !== null) return 'lifted'
  if (until < today) return 'over'
  return under_review === 1 ? 'underReview' : 'barring'
}

/** What every agency reads of 第十条（二）至（四）: ended agreements and confirmed facts of all, what waits of the own agency. */
export async function ledgerOf(
  portal: Pick<Portal, 'read' | 'now'>,
  actor: Actor,
  asked: { query: string; page: number },
): Promise<LedgerPage> {
  const { read } = portal
  const today = dateOf(portal.now())
  const bars = await read.bars.all(MOST_RECORDS)
  const records = await read.caseFiles.list({ machine: 'barRecord' }, MOST_RECORDS)
  const agreements = new Map((await read.caseFiles.list({ machine: 'agreement' }, MOST_RECORDS)).map((file) => [file.id, file]))
  const barOfRecord = new Map(bars.map((bar) => [bar.source, bar]))
  const recorded = new Set(records.map(({ id }) => id))
  const lines = [
    ...records.flatMap((file) => recordLine(actor, file, barOfRecord.get(file.id), today)),
    ...(await Promise.all(bars.filter(({ source }) => !recorded.has(source)).map((bar) => barLine(read, actor, bar, agreements, today)))),
  ]
  const wanted = comparableText(asked.query)
  const found = lines
    .filter(({ name, uscc, place, source }) => [name, uscc, place, source].some((text) => comparableText(text).includes(wanted)))
    .sort((a, b) => b.on.localeCompare(a.on) || a.id.localeCompare(b.id))
  const pageCount = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(Math.max(1, asked.page), pageCount)
  return {
    lines: found.slice((page - 1) * pageSize, page * pageSize),
    total: found.length,
    page,
    pageCount,
    mayRecord: mayRecordFacts(actor),
  }
}

function recordLine(actor: Actor, file: CaseFile, bar: BarRow | undefined, today: PlainDate): LedgerLine[] {
  const isUnconfirmed = file.stage === 'recorded' || file.stage === 'dropped'
  // What nobody has confirmed is the business of the agency that entered it.
  if (isUnconfirmed && actor.agencyId !== file.agency_id) return []
  const { name, uscc, siteAddress, cause, decidedOn, decisionNumber } = barRecordContext(file)
  const ended: Readonly<Record<string, LedgerState>> = { recorded: 'pending', dropped: 'dropped', setAside: 'lifted' }
  return [
    {
      id: file.id,
      name,
      uscc,
      place: siteAddress,
      cause: barCauseWords[cause],
      on: decidedOn,
      source: decisionNumber,
      until: bar === undefined || bar.lifted_on !== null ? null : bar.until,
      state: ended[file.stage] ?? (bar === undefined ? 'noted' : stateOfBar(bar, today)),
      agency: findAgency(file.agency_id)?.areaName ?? '',
      href: mayOpen(actor, file.agency_id) ? `/cases/${file.id}` : null,
    },
  ]
}

async function barLine(
  read: Repositories,
  actor: Actor,
  bar: BarRow,
  agreements: ReadonlyMap<string, CaseFile>,
  today: PlainDate,
): Promise<LedgerLine> {
  const source = agreements.get(bar.source) ?? (await read.caseFiles.find(bar.source))
  const site = bar.site_id === null ? undefined : await read.institutions.findSite(bar.site_id)
  return {
    id: bar.id,
    name: source?.title ?? site?.name ?? '',
    uscc: bar.uscc,
    place: site?.address ?? '',
    cause: barCauseWords[BarCause.parse(bar.cause)],
    on: bar.starts_on,
    source: source === undefined ? bar.source : '',
    until: bar.lifted_on === null ? bar.until : null,
    state: stateOfBar(bar, today),
    agency: findAgency(source?.agency_id ?? '')?.areaName ?? '',
    href: source !== undefined && mayOpen(actor, source.agency_id) ? `/cases/${source.id}` : null,
  }
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
