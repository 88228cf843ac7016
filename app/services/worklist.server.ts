import { machineTitles } from '#app/view/labels'
import { openDuties, stageTitle } from '#app/view/stages'
import { type WorklistFilter, type WorklistView, worklistViews } from '#app/view/worklist'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { dateOf, plainDate } from '#workflows/calendar/plain-date'
import { DeadlineEntry } from '#workflows/policy/schema'
import { remainingText } from './case/due.server'
import { newestNotices } from './inbox.server'
import type { Portal } from './portal.server'
import { loadRules } from './rules.server'

export type WorklistRow = {
  id: string
  href: string
  title: string
  kind: string
  stage: string
  due: string | null
  remaining: string
  isOverdue: boolean
  isMine: boolean
}

const pageSize = 20
const mostCases = 5000

/** The agency whose list an actor may see: the own one; the city agency reads the counties as well (第四条). */
function agencyFor(actor: Actor, asked: string): string {
  const own = actor.agencyId ?? ''
  return own === cityAgencyId && /^\d{6}$/.test(asked) ? asked : own
}

const prefixes: Readonly<Record<string, string>> = { round: 'evaluationRound', agreement: 'agreement', list: 'institutionList' }

function isInStage({ machine, stage }: CaseFile, wanted: string): boolean {
  if (wanted === '') return true
  const [prefix = '', rest] = wanted.split(':')
  if (rest === undefined) return machine === 'application' && stage.startsWith(prefix)
  return machine === prefixes[prefix] && stage.split(' ').some((leaf) => leaf.startsWith(rest))
}

type Entry = { file: CaseFile; due: DeadlineRow | undefined; isMine: boolean; isOverdue: boolean; isToday: boolean }

const inView: Record<WorklistView, (entry: Entry) => boolean> = {
  mine: ({ isMine }) => isMine,
  today: ({ isToday }) => isToday,
  overdue: ({ isOverdue }) => isOverdue,
  waiting: ({ isMine }) => !isMine,
  all: () => true,
}

/** The desk of an officer or a head: what is due, what is late, what waits for others. */
export async function worklistOf(portal: Portal, actor: Actor, filter: WorklistFilter) {
  const { read } = portal
  const now = portal.now()
  const today = dateOf(now)
  const agencyId = agencyFor(actor, filter.agencyId)
  const files = await read.caseFiles.list({ agencyId, status: 'active' }, mostCases)
  const dues = await dueByCase(portal, files)
  const isOwn = agencyId === actor.agencyId
  const entries = files.map((file): Entry => {
    const due = dues.get(file.id)
    const isMine = isOwn && file.tags.some((tag) => (tag === 'officer' || tag === 'head') && actor.roles.includes(tag))
    return { file, due, isMine, isOverdue: file.tags.includes('overdue'), isToday: due?.due_on === today }
  })
  // The earliest date first; what is late before everything, what has no date at the end.
  entries.sort((a, b) => rank(a).localeCompare(rank(b)) || a.file.opened_at.localeCompare(b.file.opened_at))
  const shown = entries.filter((entry) => inView[filter.view](entry) && isInStage(entry.file, filter.stage))
  const pageCount = Math.max(1, Math.ceil(shown.length / pageSize))
  const page = Math.min(Math.max(1, filter.page), pageCount)
  const rules = await loadRules(read, { on: today })
  return {
    agencyId,
    isOwn,
    agencies:
      actor.agencyId === cityAgencyId ? (await read.institutions.agencies()).map(({ id, name }) => ({ value: id, label: name })) : [],
    counts: Object.fromEntries(worklistViews.map((view) => [view, entries.filter(inView[view]).length])) as Record<WorklistView, number>,
    total: shown.length,
    page,
    pageCount,
    rows: shown.slice((page - 1) * pageSize, page * pageSize).map((entry): WorklistRow => {
      const { file, isMine, isOverdue } = entry
      // What is late or waits for its filing is not excused by another period of the same case that still runs.
      const duties = openDuties(file.stage)
      const isOther = (isOverdue && (entry.due?.due_at ?? '') > now) || (duties.length > 0 && entry.due?.key !== 'filing')
      const due = isOther ? undefined : entry.due
      const needsIntake = isMine && file.machine === 'application' && file.stage.startsWith('submitted') && actor.roles.includes('officer')
      const rule = due && DeadlineEntry.parse(JSON.parse(due.rule)).rule
      return {
        id: file.id,
        href: needsIntake
          ? `/desk/intake/${file.id}`
          : isOwn && file.machine === 'evaluationRound'
            ? `/desk/rounds/${file.id}`
            : `/cases/${file.id}`,
        title: file.title,
        kind: machineTitles[file.machine] ?? '',
        stage: [stageTitle(file.machine, file.stage), ...duties].join('；'),
        due: due?.due_on ?? null,
        remaining:
          isOverdue && due === undefined
            ? '已逾期'
            : due && rule && rules !== undefined
              ? remainingText(rule, plainDate(due.due_on), today, rules.calendar)
              : '',
        isOverdue,
        isMine,
      }
    }),
    notices: isOwn ? await newestNotices(portal, actor, 3) : [],
  }
}

const rank = ({ isOverdue, due }: Entry): string => (isOverdue ? '0' : `1${due?.due_at ?? '9999'}`)

/** The next period of each case; an application without one of its own has that of its round. */
async function dueByCase({ read }: Portal, files: readonly CaseFile[]): Promise<Map<string, DeadlineRow>> {
  const rows = await read.deadlines.runningOf(files.map(({ id }) => id))
  const dues = new Map<string, DeadlineRow>()
  for (const row of rows) if (!dues.has(row.case_id)) dues.set(row.case_id, row)
  for (const file of files) {
    const ofRound = file.machine === 'application' && file.parent_id !== null ? dues.get(file.parent_id) : undefined
    if (ofRound !== undefined && !dues.has(file.id) && file.stage !== 'signed') dues.set(file.id, ofRound)
  }
  return dues
}
