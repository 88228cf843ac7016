import { machineTitles } from '#app/view/labels'
import { sha256 } from '#db/canonical-json'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { type Actor, mayRead } from '#workflows/access/authorise'
import { type Instant, instant, plainDate } from '#workflows/calendar/plain-date'
import { ScheduledVisit } from '#workflows/commands/visit'
import { DueExplanation } from '../case/due.server'
import { applicationContext } from '../case-context'
import { fieldRoundsOf } from '../field-view.server'
import { publicOriginSetting } from '../issue-document.server'
import type { Portal } from '../portal.server'
import { isOpenToInstitution, relationOf } from '../relation.server'
import { actorOf } from '../sessions.server'
import { type CalendarEntry, icsOf } from './ics'

const mostCases = 500

/** Whether there is ever something to put into this person's calendar. */
export const hasCalendar = ({ roles }: Actor): boolean =>
  roles.some((role) => role === 'applicant' || role === 'officer' || role === 'head' || role === 'evaluator')

/**
 * The calendar under a secret address: what runs on the person's own cases as of now, and the visits of evaluations.
 * @param token as it stood in the address
 * @returns undefined for an address that nobody has, or whose owner's account has ended
 */
export async function findCalendar(portal: Portal, token: string): Promise<{ ics: string; etag: string } | undefined> {
  const { read } = portal
  const feed = await read.notificationPreferences.findFeedByToken(token)
  const account = feed && (await read.people.find(feed.account_id))
  if (account?.status !== 'active') return undefined
  const ics = icsOf('医保定点事项期限', await entriesOf(portal, actorOf(account)))
  return { ics, etag: `"${sha256(ics).slice(0, 32)}"` }
}

/** The cases that are this person's own business: of the institution, in turn or held at the desk, or of the panel. */
async function ownCases(portal: Portal, actor: Actor): Promise<CaseFile[]> {
  const { read } = portal
  const ofInstitution =
    actor.institutionIds.length === 0
      ? []
      : await read.caseFiles.list({ institutionIds: [...actor.institutionIds], status: 'active' }, mostCases)
  const ids = new Set<string>()
  const tags = (['officer', 'head'] as const).filter((tag) => actor.roles.includes(tag))
  if (actor.agencyId !== null && tags.length > 0) {
    const active = { agencyId: actor.agencyId, isActive: true }
    const mine = [{ turnOf: { tags, accountId: actor.id } }, { holder: { accountId: actor.id } }]
    for (const which of mine) for (const { id } of await read.deskCases.list({ ...active, ...which }, { limit: mostCases })) ids.add(id)
  }
  if (actor.roles.includes('evaluator'))
    for (const round of await fieldRoundsOf(portal, actor))
      for (const id of [round.id, ...round.tasks.map(({ caseId }) => caseId)]) ids.add(id)
  const others = await Promise.all([...ids].map((id) => read.caseFiles.find(id)))
  const files = [...ofInstitution.filter(isOpenToInstitution), ...others.filter((file) => file !== undefined)]
  const may = await Promise.all(files.map(async (file) => mayRead(actor, await relationOf(read, file))))
  return files.filter((_file, index) => may[index] === true)
}

async function entriesOf(portal: Portal, actor: Actor): Promise<CalendarEntry[]> {
  const { read } = portal
  const origin = (await read.policy.findSetting(publicOriginSetting)) ?? 'http://localhost:3000'
  const files = await ownCases(portal, actor)
  // An application waits for its round while it has no period of its own.
  const rounds = files.map(({ machine, parent_id }) => (machine === 'application' ? parent_id : null)).filter((id) => id !== null)
  const rows = await read.deadlines.runningOf([...new Set([...files.map(({ id }) => id), ...rounds])])
  const entries = new Map<string, CalendarEntry>()
  for (const file of files) {
    const own = rows.filter((row) => row.case_id === file.id)
    const running = own.length > 0 || file.machine !== 'application' ? own : rows.filter((row) => row.case_id === file.parent_id)
    const about = { file, name: await nameOf(portal, actor, file), url: `${origin}/cases/${file.id}`, host: new URL(origin).hostname }
    for (const row of running) if (!entries.has(row.id)) entries.set(row.id, deadlineEntry(row, about))
    const visit = await visitEntry(portal, about)
    if (visit !== undefined) entries.set(visit.uid, visit)
  }
  return [...entries.values()].sort((a, b) => (a.on + a.uid < b.on + b.uid ? -1 : 1))
}

/**
 * A calendar is kept by other companies' servers: an institution finds its own site, whoever works for the agency only the
 * kind of the case and its number.
 */
async function nameOf({ read }: Portal, { institutionIds }: Actor, file: CaseFile): Promise<string> {
  if (file.institution_id !== null && institutionIds.includes(file.institution_id)) return file.title
  if (file.machine === 'evaluationRound') return file.title
  const [first] = await read.documents.ofCase(file.id)
  return `${machineTitles[file.machine] ?? ''} ${first?.number ?? file.id.slice(0, 8)}`.trim()
}

type About = { file: CaseFile; name: string; url: string; host: string }

function deadlineEntry(row: DeadlineRow, { file, name, url, host }: About): CalendarEntry {
  const { title, basis, consequence, explanation } = DueExplanation.parse(JSON.parse(row.explanation))
  return {
    uid: `${row.id}@${host}`,
    stamp: updatedAt(file),
    on: plainDate(row.due_on),
    time: null,
    summary: `${title}：${name}${row.provisional === 1 ? '（日期暂定）' : ''}`,
    description: [explanation, consequence, basis, url].filter((line) => line !== '').join('\n'),
    url,
    isTentative: row.provisional === 1,
  }
}

async function visitEntry({ read }: Portal, { file, name, url, host }: About): Promise<CalendarEntry | undefined> {
  if (file.machine !== 'application') return undefined
  const { visitOn, visitRecorded } = applicationContext(file)
  if (visitOn === null || visitRecorded) return undefined
  const [event] = (await read.eventLog.ofCase(file.id, 'scheduleVisit')).slice(-1)
  const visit = ScheduledVisit.safeParse(event?.payload)
  if (!visit.success) return undefined
  return {
    uid: `visit-${file.id}@${host}`,
    stamp: updatedAt(file),
    on: visit.data.visitOn,
    time: visit.data.arrivesAt,
    summary: `现场考查：${name}`,
    description: url,
    url,
    isTentative: false,
  }
}

const updatedAt = ({ updated_at }: CaseFile): Instant => instant(updated_at)
