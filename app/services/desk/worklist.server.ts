import { machineTitles } from '#app/view/labels'
import { openDuties, stageTitle } from '#app/view/stages'
import { type WorklistFilter, type WorklistView, worklistViews } from '#app/view/worklist'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { DeskCase, DeskFilter } from '#db/repositories/desk-cases'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { addDays, dateOf, type Instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { addWorkingDays, type WorkingCalendar } from '#workflows/calendar/working-days'
import { DeadlineEntry } from '#workflows/policy/schema'
import { remainingText } from '../case/due.server'
import { newestNotices } from '../inbox.server'
import type { Portal } from '../portal.server'
import { loadRules, type Rules } from '../rules.server'

export type WorklistRow = {
  id: string
  href: string
  title: string
  kind: string
  stage: string
  holder: string
  /** To whom the duty has climbed, in words; empty while it has not. */
  climbed: string
  due: string | null
  remaining: string
  isOverdue: boolean
  isMine: boolean
}

export const pageSize = 20
const soonDays = 3

/** The agency whose list an actor may see: the own one; the city agency reads the counties as well (第四条). */
function agencyFor(actor: Actor, asked: string): string {
  const own = actor.agencyId ?? ''
  return own === cityAgencyId && /^\d{6}$/.test(asked) ? asked : own
}

const prefixes: Readonly<Record<string, string>> = {
  round: 'evaluationRound',
  agreement: 'agreement',
  list: 'institutionList',
  ledger: 'barRecord',
  rules: 'ruleRelease',
  override: 'ruleOverride',
}

/** A stage of the filter: of an application alone, of every other machine behind its prefix. */
function stageCondition(wanted: string): Pick<DeskFilter, 'machine' | 'stage'> {
  if (wanted === '') return {}
  const [prefix = '', rest] = wanted.split(':')
  return rest === undefined ? { machine: 'application', stage: prefix } : { machine: prefixes[prefix] ?? prefix, stage: rest }
}

type Asking = { actor: Actor; today: PlainDate; soonUntil: PlainDate }

/** The last of the working days that count as soon; while the calendar is not known, as many days. */
function soonUntil(calendar: WorkingCalendar | undefined, today: PlainDate): PlainDate {
  const counted = calendar === undefined ? undefined : addWorkingDays(calendar, today, soonDays)
  return counted?.ok === true ? counted.value.date : addDays(today, soonDays)
}

const turnTags = ({ roles }: Actor) => (['officer', 'head'] as const).filter((tag) => roles.includes(tag))

/** It is this person's turn: of the role's, unless a colleague holds the case. */
const turnOf = (actor: Actor): DeskFilter['turnOf'] & object => ({ tags: turnTags(actor), accountId: actor.id })

const inView: Record<WorklistView, (asking: Asking) => Partial<DeskFilter>> = {
  todo: ({ actor }) => ({ isActive: true, turnOf: turnOf(actor) }),
  held: ({ actor }) => ({ isActive: true, holder: { accountId: actor.id } }),
  unclaimed: () => ({ isActive: true, tag: 'officer', holder: 'nobody' }),
  soon: ({ today, soonUntil: until }) => ({ isActive: true, dueFrom: today, dueUntil: until }),
  overdue: () => ({ isActive: true, tag: 'overdue' }),
  climbed: () => ({ isActive: true, hasClimbed: true }),
  waiting: () => ({ isActive: true, tag: 'institution' }),
  // A suspicion is verified also when the application has ended meanwhile.
  suspicion: () => ({ hasOpenSuspicion: true }),
  all: () => ({ isActive: true }),
}

/** The slices that somebody has: what belongs to the desk's own bookkeeping is nobody's but the agency's. */
function viewsOf(actor: Actor, isOwn: boolean): WorklistView[] {
  const isHead = actor.roles.includes('head')
  const isOfficer = actor.roles.includes('officer')
  const has: Record<WorklistView, boolean> = {
    todo: isOwn,
    held: isOwn && isOfficer,
    unclaimed: isOwn,
    soon: true,
    overdue: true,
    climbed: isOwn && isHead,
    waiting: true,
    suspicion: isOwn,
    all: true,
  }
  return worklistViews.filter((view) => has[view])
}

/** What an address asks for. A search looks through everything that the agency has had, whatever slice is open. */
function conditionOf(filter: WorklistFilter, asking: Asking, agencyId: string): DeskFilter {
  const slice = filter.search === '' ? inView[filter.view](asking) : { search: filter.search }
  const due = { '': {}, today: { dueFrom: asking.today, dueUntil: asking.today }, soon: inView.soon(asking) }[filter.due]
  const holder: Partial<DeskFilter> =
    filter.holder === '' ? {} : { holder: filter.holder === 'none' ? 'nobody' : { accountId: filter.holder } }
  const kind = filter.kind === '' ? {} : { machine: filter.kind }
  return { ...kind, ...stageCondition(filter.stage), ...due, ...holder, ...slice, agencyId }
}

async function askingOf({ read, now }: Pick<Portal, 'read' | 'now'>, actor: Actor) {
  const today = dateOf(now())
  const rules = await loadRules(read, { on: today })
  return { rules, asking: { actor, today, soonUntil: soonUntil(rules?.calendar, today) } }
}

/** The cases of the own agency that a filter names, for work on all of them; page and city-wide reading do not count. */
export async function casesOf(
  portal: Pick<Portal, 'read' | 'now'>,
  actor: Actor,
  filter: WorklistFilter,
  limit: number,
): Promise<DeskCase[]> {
  const { asking } = await askingOf(portal, actor)
  return portal.read.deskCases.list(conditionOf(filter, asking, actor.agencyId ?? ''), { limit })
}

/** How many cases wait for this person. */
export const waitingCount = async ({ read }: Pick<Portal, 'read'>, actor: Actor): Promise<number> =>
  actor.agencyId === null ? 0 : read.deskCases.count({ agencyId: actor.agencyId, isActive: true, turnOf: turnOf(actor) })

/** The desk of an officer or a head: slices with their counts, and one page of the slice or search that is open. */
export async function worklistOf(portal: Portal, actor: Actor, asked: WorklistFilter) {
  const { read } = portal
  const agencyId = agencyFor(actor, asked.agencyId)
  const isOwn = agencyId === actor.agencyId
  const views = viewsOf(actor, isOwn)
  const filter = views.includes(asked.view) ? asked : { ...asked, view: 'all' as const }
  const { asking, rules } = await askingOf(portal, actor)
  const condition = conditionOf(filter, asking, agencyId)
  const total = await read.deskCases.count(condition)
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(Math.max(1, filter.page), pageCount)
  const cases = await read.deskCases.list(condition, { limit: pageSize, offset: (page - 1) * pageSize })
  const counts: Partial<Record<WorklistView, number>> = {}
  for (const view of views) counts[view] = await read.deskCases.count({ ...inView[view](asking), agencyId })
  return {
    agencyId,
    isOwn,
    filter: { ...filter, page, agencyId: isOwn ? '' : agencyId },
    views: views.map((view) => ({ view, count: counts[view] ?? 0 })),
    agencies:
      actor.agencyId === cityAgencyId ? (await read.institutions.agencies()).map(({ id, name }) => ({ value: id, label: name })) : [],
    // Somebody whose account has ended may still hold cases.
    officers: (await read.people.list({ agencyId, role: 'officer' })).map(({ id, name, status }) => ({
      value: id,
      label: status === 'active' ? name : `${name}（账号已停用）`,
    })),
    total,
    page,
    pageCount,
    rows: await rowsOf(read, cases, { actor, isOwn, now: portal.now(), rules }),
    notices: isOwn ? await newestNotices(portal, actor, 3) : [],
  }
}

export type Worklist = Awaited<ReturnType<typeof worklistOf>>

type Reading = { actor: Actor; isOwn: boolean; now: Instant; rules: Rules | undefined }

async function rowsOf(read: Repositories, cases: readonly DeskCase[], reading: Reading): Promise<WorklistRow[]> {
  const { isOwn, now, rules } = reading
  const dues = await dueByCase(read, cases)
  const turns = await turnsAmong(read, cases, reading)
  const climbed = isOwn && reading.actor.roles.includes('head') ? await read.deskCases.climbed(cases.map(({ id }) => id)) : undefined
  return cases.map((file): WorklistRow => {
    const isMine = turns.has(file.id)
    // No tag calls the head: it is a report that does.
    const isReport = isMine && !turnTags(reading.actor).some((tag) => file.tags.includes(tag))
    const isOverdue = file.tags.includes('overdue')
    // What is late or waits for its filing is not excused by another period of the same case that still runs.
    const duties = openDuties(file.stage)
    const next = dues.get(file.id)
    const isOther = (isOverdue && (next?.due_at ?? '') > now) || (duties.length > 0 && next?.key !== 'filing')
    const due = isOther ? undefined : next
    const rule = due && DeadlineEntry.parse(JSON.parse(due.rule)).rule
    const levels = climbed?.filter(({ case_id }) => case_id === file.id).map(({ audience }) => audience) ?? []
    return {
      id: file.id,
      href: hrefOf(file, reading),
      title: file.title,
      kind: machineTitles[file.machine] ?? '',
      stage: [stageTitle(file.machine, file.stage), ...duties, ...(isReport ? ['有涉嫌弄虚作假的报告，等待核实'] : [])].join('；'),
      holder: isOwn ? (file.holder ?? '') : '',
      climbed: climbed === undefined ? '' : climbedTo(levels, isOverdue),
      due: due?.due_on ?? null,
      remaining:
        isOverdue && due === undefined
          ? '已逾期'
          : due && rule && rules !== undefined
            ? remainingText(rule, plainDate(due.due_on), dateOf(now), rules.calendar)
            : '',
      isOverdue,
      isMine,
    }
  })
}

/** Those of the cases that wait for this person; the same condition counts them. */
async function turnsAmong(read: Repositories, cases: readonly DeskCase[], { actor, isOwn }: Reading): Promise<Set<string>> {
  if (!isOwn || actor.agencyId === null) return new Set()
  const filter = { agencyId: actor.agencyId, ids: cases.map(({ id }) => id), isActive: true, turnOf: turnOf(actor) }
  return new Set((await read.deskCases.list(filter, { limit: cases.length })).map(({ id }) => id))
}

function hrefOf({ id, machine, stage, tags }: DeskCase, { actor, isOwn }: Reading): string {
  const isOfficers = isOwn && tags.includes('officer') && actor.roles.includes('officer')
  if (isOfficers && machine === 'application' && stage.startsWith('submitted')) return `/desk/intake/${id}`
  if (machine === 'ruleRelease') return `/desk/rules/${id}`
  return isOwn && machine === 'evaluationRound' ? `/desk/rounds/${id}` : `/cases/${id}`
}

/** The ladder of the duty: the window's head, then the agency's; what is late stays with the agency's. */
function climbedTo(levels: readonly string[], isOverdue: boolean): string {
  if (isOverdue || levels.includes('agencyHead')) return '已报机构负责人'
  return levels.includes('windowHead') ? '已报窗口负责人' : ''
}

/** The next period of each case; an application without one of its own has that of its round. */
async function dueByCase(read: Repositories, cases: readonly DeskCase[]): Promise<Map<string, DeadlineRow>> {
  const rounds = cases.map(({ machine, parent_id }) => (machine === 'application' ? parent_id : null)).filter((id) => id !== null)
  const rows = await read.deadlines.runningOf([...new Set([...cases.map(({ id }) => id), ...rounds])])
  const dues = new Map<string, DeadlineRow>()
  for (const row of rows) if (!dues.has(row.case_id)) dues.set(row.case_id, row)
  for (const file of cases) {
    const ofRound = file.machine === 'application' && file.parent_id !== null ? dues.get(file.parent_id) : undefined
    if (ofRound !== undefined && !dues.has(file.id) && file.stage !== 'signed') dues.set(file.id, ofRound)
  }
  return dues
}
