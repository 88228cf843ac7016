import type { DueView } from '#app/view/case-view'
import { type FilingKind, type FilingView, filingViews } from '#app/view/filing-register'
import { regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { agencies, findAgency } from '#workflows/domain/agencies'
import { agreementRow } from '../agreement-row'
import { dueOfRow } from '../case/due.server'
import { agreementContext } from '../case-context'
import { listedExit } from '../list/exits.server'
import { pageOf } from '../page-of'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'
import { type Filing, filingCommands, filingsOf } from './filings.server'

/** One text in the register of filings (第十一条), or the end of an agreement noted beside them. */
export type FilingRow = {
  key: string
  id: string
  kind: FilingKind
  title: string
  agency: string
  number: string
  services: string
  term: string
  /** Of an end its day. */
  signedOn: string
  filedOn: string | null
  receipts: Filing['receipts']
  view: Exclude<FilingView, 'all'>
  /** The receipt can be given now. */
  isOpen: boolean
  isLate: boolean
  /** Until when the agency is to report; only of what is not reported yet. */
  due: DueView | null
}

export type FilingRegister = {
  authority: string
  /** The agencies whose agreements are filed here. */
  agencies: string[]
  counts: Record<FilingView, number>
  late: number
  /** Those of the signatures, the newest first. */
  years: string[]
  rows: FilingRow[]
  total: number
  page: number
  pageCount: number
}

/** `year` of the signature and `kind` are empty for all. */
export type FilingsAsked = { view: FilingView; query: string; year: string; kind: FilingKind | '' }

const pageSize = 20
const MOST = 5000
const order = ['waiting', 'remarked', 'unreported', 'acknowledged', 'ended'] as const satisfies readonly FilingRow['view'][]

/** The agencies whose agreements a department takes: those of its own level, for the city's also the zones. */
const agenciesOf = (actor: Actor) => Object.values(agencies).filter(({ authorityCode }) => authorityCode === actor.agencyId)

/** How many filings wait for the receipt of this department. */
export async function waitingFilings(read: Repositories, actor: Actor): Promise<number> {
  const lists = await Promise.all(
    agenciesOf(actor).map(({ code }) => read.caseFiles.list({ machine: 'agreement', agencyId: code, tag: 'authority' }, MOST)),
  )
  return lists.flat().length
}

/** The register of a department: what waits for its receipt first, the longest waiting at the head. */
export async function filingRegisterOf(portal: Portal, actor: Actor, asked: FilingsAsked & { page: number }): Promise<FilingRegister> {
  const reporting = agenciesOf(actor)
  const rows = await rowsOf(portal, actor)
  const inYear = rows.filter(({ signedOn }) => signedOn.startsWith(asked.year))
  const shown = inYear.filter(matching(asked))
  const { page, pageCount, offset } = pageOf(shown.length, asked.page, pageSize)
  return {
    authority: reporting[0]?.authorityName ?? '',
    agencies: reporting.map(({ name }) => name),
    counts: Object.fromEntries(
      filingViews.map((one) => [one, inYear.filter((row) => one === 'all' || row.view === one).length]),
    ) as FilingRegister['counts'],
    late: inYear.filter(({ isLate }) => isLate).length,
    years: [...new Set(rows.map(({ signedOn }) => signedOn.slice(0, 4)))].sort().reverse(),
    rows: shown.slice(offset, offset + pageSize),
    total: shown.length,
    page,
    pageCount,
  }
}

/** All rows of a slice of the register, for a download. */
export async function wholeRegister(portal: Portal, actor: Actor, asked: FilingsAsked): Promise<FilingRow[]> {
  const rows = await rowsOf(portal, actor)
  return rows.filter(({ signedOn }) => signedOn.startsWith(asked.year)).filter(matching(asked))
}

function matching({ view, query, kind }: FilingsAsked): (row: FilingRow) => boolean {
  const words = query.normalize('NFKC').split(/\s+/u).filter(Boolean)
  return (row) =>
    (view === 'all' || row.view === view) &&
    (kind === '' || row.kind === kind) &&
    words.every((word) => `${row.title}\n${row.number}`.normalize('NFKC').includes(word))
}

async function rowsOf(portal: Portal, actor: Actor): Promise<FilingRow[]> {
  const { read } = portal
  const codes = agenciesOf(actor).map(({ code }) => code)
  const files = (await Promise.all(codes.map((agencyId) => read.caseFiles.list({ machine: 'agreement', agencyId }, MOST)))).flat()
  const dues = new Map(
    (await read.deadlines.runningOf(files.map(({ id }) => id))).filter(({ key }) => key === 'filing').map((row) => [row.case_id, row]),
  )
  const events = new Map<string, CaseEvent[]>()
  for (const event of await read.eventLog.ofAgreements(codes, filingCommands))
    events.set(event.case_id, [...(events.get(event.case_id) ?? []), event])
  const rows = await Promise.all(files.map((file) => rowsOfAgreement(portal, file, events.get(file.id) ?? [], dues.get(file.id))))
  return rows.flat().sort(byNeed)
}

async function rowsOfAgreement(
  { read, now }: Portal,
  file: CaseFile,
  events: readonly CaseEvent[],
  due: DeadlineRow | undefined,
): Promise<FilingRow[]> {
  const context = agreementContext(file)
  const rules = due && (await loadRules(read, { policyId: file.policy_version_id }))
  const dueView = due && rules ? dueOfRow(due, now(), rules.calendar).view : null
  const stage = regionLeaf(file.stage, 'filing')
  const base = { ...agreementRow(file, context), agency: findAgency(file.agency_id)?.name ?? '' }
  const texts = await Promise.all(
    filingsOf(events).map(async ({ state, changeId, number, ...filing }, index): Promise<FilingRow> => {
      const isUnreported = state === 'unreported'
      return {
        ...base,
        ...filing,
        key: `${file.id}:${index}`,
        number: number ?? (await supplementNumber(read, changeId)),
        view: state,
        isOpen: state === 'waiting' && stage === 'filed',
        isLate: isUnreported && stage === 'due.late',
        due: isUnreported ? dueView : null,
      }
    }),
  )
  if (!context.isOver) return texts
  const { endedOn, reason } = await listedExit(read, file)
  const end = { kind: 'ending', view: 'ended', signedOn: endedOn, filedOn: null, isOpen: false, isLate: false, due: null } as const
  return [...texts, { ...base, ...end, key: `${file.id}:end`, receipts: [], services: reason }]
}

async function supplementNumber(read: Repositories, changeId: string | null): Promise<string> {
  const documents = changeId === null ? [] : await read.documents.ofCase(changeId)
  return documents.findLast(({ kind }) => kind === 'supplementAgreement')?.number ?? ''
}

// What is filed longest ago comes first while it waits; what is done, the newest first.
function byNeed(a: FilingRow, b: FilingRow): number {
  const isDone = a.view === 'acknowledged' || a.view === 'ended'
  const [first, second] = [a.filedOn ?? a.due?.due ?? a.signedOn, b.filedOn ?? b.due?.due ?? b.signedOn]
  const within = isDone ? second.localeCompare(first) : first.localeCompare(second)
  return order.indexOf(a.view) - order.indexOf(b.view) || Number(b.isLate) - Number(a.isLate) || within || a.key.localeCompare(b.key)
}
