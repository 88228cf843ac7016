import type { LicenceLine, LicenceView } from '#app/view/licence'
import { regionLeaf, stageTitle } from '#app/view/stages'
import type { LicenceFilter, LicenceRow } from '#db/repositories/licences'
import type { Actor } from '#workflows/access/authorise'
import { addDays, dateOf, daysBetween, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import type { PolicySet } from '#workflows/policy/schema'
import { comparableText } from '../comparable-text'
import { mayOpen } from '../ledger.server'
import { MOST_ROWS, pageOf } from '../page-of'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

type Reading = Pick<Portal, 'read' | 'now'>
type Slice = { id: string; title: string; filter: Omit<LicenceFilter, 'text'> }

export type LicencePage = { lines: LicenceLine[]; views: LicenceView[]; view: string; total: number; page: number; pageCount: number }

const pageSize = 20

/** The steps on which the rules remind of a licence that ends, the nearest first. */
function stepsOf({ deadlines }: PolicySet): number[] {
  const days = deadlines.licenceEnds.reminders.flatMap(({ count, unit }) => (unit === 'day' && count > 0 ? [count] : []))
  return [...new Set(days)].sort((a, b) => a - b)
}

function slicesOf(steps: readonly number[], today: PlainDate): Slice[] {
  const within = steps.map((days, index) => ({
    id: String(days),
    title: `${days} 天以内届满`,
    filter: { from: addDays(today, index === 0 ? 0 : (steps[index - 1] ?? 0) + 1), to: addDays(today, days) },
  }))
  return [
    { id: 'ended', title: '已经届满', filter: { to: addDays(today, -1) } },
    ...within,
    { id: 'held', title: '暂缓结算、宽限中', filter: { isHeld: true } },
    { id: 'all', title: '全部证照', filter: {} },
  ]
}

async function slices({ read, now }: Reading): Promise<Slice[]> {
  const today = dateOf(now())
  const rules = await loadRules(read, { on: today })
  return slicesOf(rules === undefined ? [] : stepsOf(rules.policy), today)
}

/** Licences behind agreements that run, of all agencies: what ends next stands first (第七条（一）; edge cases 37, 38). */
export async function licencesOf(
  portal: Reading,
  actor: Actor,
  asked: { view: string; query: string; page: number },
): Promise<LicencePage> {
  const { licences } = portal.read
  const text = comparableText(asked.query)
  const all = await slices(portal)
  const views = await Promise.all(
    all.map(async ({ id, title, filter }) => ({ id, title, count: await licences.count({ ...filter, text }) })),
  )
  const chosen = all.find(({ id }) => id === asked.view) ?? all.at(-1)
  const total = views.find(({ id }) => id === chosen?.id)?.count ?? 0
  const { page, pageCount, ...slice } = pageOf(total, asked.page, pageSize)
  const rows = await licences.search({ ...chosen?.filter, text }, slice)
  const today = dateOf(portal.now())
  return { lines: rows.map((row) => lineOf(row, actor, today)), views, view: chosen?.id ?? '', total, page, pageCount }
}

/** All licences of a slice, for a download. */
export async function wholeLicences(portal: Reading, actor: Actor, asked: { view: string; query: string }): Promise<LicenceLine[]> {
  const chosen = (await slices(portal)).find(({ id }) => id === asked.view)
  const rows = await portal.read.licences.search({ ...chosen?.filter, text: comparableText(asked.query) }, { limit: MOST_ROWS, offset: 0 })
  const today = dateOf(portal.now())
  return rows.map((row) => lineOf(row, actor, today))
}

function lineOf(row: LicenceRow, actor: Actor, today: PlainDate): LicenceLine {
  const { id, agreement_id, title, holder, uscc, address, kind, number, valid_until, agency_id, stage } = row
  return {
    id,
    agreementId: agreement_id,
    title,
    holder,
    uscc,
    address,
    kind,
    number,
    validUntil: valid_until,
    daysLeft: valid_until === null ? null : daysBetween(today, plainDate(valid_until)),
    agency: findAgency(agency_id)?.areaName ?? '',
    agreementState: stageTitle('agreement', stage),
    hold: holdOf(stage),
    href: mayOpen(actor, agency_id) ? `/cases/${agreement_id}` : null,
  }
}

function holdOf(stage: string): LicenceLine['hold'] {
  const settlement = regionLeaf(stage, 'settlement')
  if (settlement.startsWith('held')) return { label: '暂缓结算', isHeld: true }
  return settlement.startsWith('grace') ? { label: '宽限期内，结算照常', isHeld: false } : null
}
