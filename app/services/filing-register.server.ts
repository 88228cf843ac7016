import type { DueView } from '#app/view/case-view'
import { type FilingView, filingViews } from '#app/view/filing-register'
import { dutyTitle, regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { agencies, findAgency } from '#workflows/domain/agencies'
import { agreementRow } from './agreement-row'
import { dueOfRow } from './case/due.server'
import { agreementContext } from './case-context'
import type { Portal } from './portal.server'
import { loadRules } from './rules.server'

/** One agreement in the register of filings (第十一条). */
export type FilingRow = {
  id: string
  title: string
  agency: string
  number: string
  services: string
  term: string
  signedOn: string
  filedOn: string | null
  state: string
  view: Exclude<FilingView, 'all'>
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
  rows: FilingRow[]
  total: number
  page: number
  pageCount: number
}

const pageSize = 20
const MOST = 5000
const order = ['waiting', 'remarked', 'unreported', 'acknowledged'] as const satisfies readonly FilingRow['view'][]

function viewOf(stage: string): FilingRow['view'] {
  const filing = regionLeaf(stage, 'filing')
  if (filing === 'filed') return 'waiting'
  if (filing === 'remarked') return 'remarked'
  return filing === 'acknowledged' ? 'acknowledged' : 'unreported'
}

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
export async function filingRegisterOf(
  portal: Portal,
  actor: Actor,
  { view, query, page: asked }: { view: FilingView; query: string; page: number },
): Promise<FilingRegister> {
  const { read } = portal
  const reporting = agenciesOf(actor)
  const files = (await Promise.all(reporting.map(({ code }) => read.caseFiles.list({ machine: 'agreement', agencyId: code }, MOST)))).flat()
  const dues = new Map(
    (await read.deadlines.runningOf(files.map(({ id }) => id))).filter(({ key }) => key === 'filing').map((row) => [row.case_id, row]),
  )
  const rows = await Promise.all(files.map((file) => rowOf(portal, file, dues.get(file.id))))
  rows.sort(byNeed)
  const words = query.normalize('NFKC').split(/\s+/u).filter(Boolean)
  const shown = rows.filter(
    (row) => (view === 'all' || row.view === view) && words.every((word) => `${row.title}\n${row.number}`.normalize('NFKC').includes(word)),
  )
  const pageCount = Math.max(1, Math.ceil(shown.length / pageSize))
  const page = Math.min(Math.max(1, asked), pageCount)
  return {
    authority: reporting[0]?.authorityName ?? '',
    agencies: reporting.map(({ name }) => name),
    counts: Object.fromEntries(
      filingViews.map((one) => [one, rows.filter((row) => one === 'all' || row.view === one).length]),
    ) as FilingRegister['counts'],
    late: rows.filter(({ isLate }) => isLate).length,
    rows: shown.slice((page - 1) * pageSize, page * pageSize),
    total: shown.length,
    page,
    pageCount,
  }
}

// What is filed longest ago comes first while it waits; what is done, the newest first.
function byNeed(a: FilingRow, b: FilingRow): number {
  const [first, second] = [a.filedOn ?? a.due?.due ?? a.signedOn, b.filedOn ?? b.due?.due ?? b.signedOn]
  const within = a.view === 'acknowledged' ? second.localeCompare(first) : first.localeCompare(second)
  return order.indexOf(a.view) - order.indexOf(b.view) || Number(b.isLate) - Number(a.isLate) || within || a.id.localeCompare(b.id)
}

async function rowOf({ read, now }: Portal, file: CaseFile, due: DeadlineRow | undefined): Promise<FilingRow> {
  const context = agreementContext(file)
  const rules = due && (await loadRules(read, { policyId: file.policy_version_id }))
  return {
    ...agreementRow(file, context),
    agency: findAgency(file.agency_id)?.name ?? '',
    signedOn: context.signedOn,
    filedOn: context.filedOn,
    state: dutyTitle(file.stage, 'filing'),
    view: viewOf(file.stage),
    isLate: regionLeaf(file.stage, 'filing') === 'due.late',
    due: due && rules ? dueOfRow(due, now(), rules.calendar).view : null,
  }
}
