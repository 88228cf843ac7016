import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import type { NoticeCheckTable } from '#db/schema'
import { documents } from '#templates/registry'
import { type Actor, mayRead } from '#workflows/access/authorise'
import { type CheckedDay, lostWorkingDays } from '#workflows/calendar/lost-days'
import { dateOf, type Instant, plainDate } from '#workflows/calendar/plain-date'
import { NoticeExtensionPayload } from '#workflows/commands/payloads'
import { applicationContext } from '../case-context'
import { findNoticeEnd } from '../notice-period.server'
import type { Portal } from '../portal.server'
import { relationOf } from '../relation.server'
import { loadRules } from '../rules.server'

type Reader = Pick<Portal, 'read' | 'now'>

/** Of the full log, the newest; more would say nothing new. */
const MOST_SHOWN = 200

export type NoticeExtension = { lostDays: number; reason: string; decidedAt: string }

/** The checks of a notice by day, the oldest first. */
export function checkedDays(checks: readonly Pick<NoticeCheckTable, 'checked_at' | 'outcome'>[]): CheckedDay[] {
  const days = new Map<string, CheckedDay>()
  for (const { checked_at, outcome } of checks) {
    const date = dateOf(checked_at as Instant)
    const day = days.get(date) ?? { date, ok: 0, failed: 0 }
    day[outcome] += 1
    days.set(date, day)
  }
  return [...days.values()]
}

/** Why and by how many working days a notice was extended, in order; the notice of a second evaluation never is. */
export async function extensionsOf({ read }: Pick<Portal, 'read'>, subject: CaseFile): Promise<NoticeExtension[]> {
  const events = await read.eventLog.ofCase(subject.id, 'extendPublicNotice')
  return events.map(({ payload, occurred_at }) => ({ ...NoticeExtensionPayload.parse(payload), decidedAt: occurred_at }))
}

export type NoticeLogEntry = { id: string; at: string; isOk: boolean; status: number | null; digest: string | null; note: string }

export type NoticeLog = {
  documentId: string
  number: string
  /** The institution of a second evaluation; null for the notice of the round. */
  institution: string | null
  from: string
  to: string
  days: CheckedDay[]
  checks: NoticeLogEntry[]
  lost: { failed: string[]; silent: string[] }
}

export type RoundNotices = {
  id: string
  title: string
  revision: number
  notices: NoticeLog[]
  extensions: NoticeExtension[]
  isRunning: boolean
  mayExtend: boolean
  /** Working days that the log speaks for adding; a demonstration's clock jumps over days without anybody being away. */
  proposedDays: number
}

/** How the notices of a round were up, for the staff of its agency; undefined for those who may not know of it. */
export async function findRoundNotices(portal: Portal, actor: Actor, roundId: string): Promise<RoundNotices | undefined> {
  const { read } = portal
  const round = await read.caseFiles.find(roundId)
  if (round?.machine !== 'evaluationRound' || !mayRead(actor, await relationOf(read, round))) return undefined
  const members = await read.caseFiles.list({ machine: 'application', parentId: round.id }, 1000)
  const notices: NoticeLog[] = []
  for (const subject of [round, ...members.filter((file) => applicationContext(file).reEvaluated)])
    for (const document of await read.documents.ofCase(subject.id))
      if (document.kind === 'publicNotice') notices.push(await logOf(portal, subject, document))
  const isRunning = round.stage.startsWith('publicNotice')
  const lost = notices[0]?.lost ?? { failed: [], silent: [] }
  const extensions = await extensionsOf(portal, round)
  const added = extensions.reduce((sum, { lostDays }) => sum + lostDays, 0)
  const found = lost.failed.length + (portal.mode === 'demo' ? 0 : lost.silent.length)
  return {
    id: round.id,
    title: round.title,
    revision: round.revision,
    notices,
    extensions,
    isRunning,
    mayExtend: isRunning && actor.roles.includes('head') && actor.agencyId === round.agency_id,
    proposedDays: Math.max(found - added, 0),
  }
}

/** The same in short, for the page of the round; null before the publication. */
export async function findNoticeProof(
  portal: Portal,
  actor: Actor,
  roundId: string,
): Promise<{ days: number; failed: number; proposedDays: number } | null> {
  const found = await findRoundNotices(portal, actor, roundId)
  const [first] = found?.notices ?? []
  if (found === undefined || first === undefined) return null
  const failed = first.days.filter((day) => day.failed > 0).length
  return { days: first.days.length, failed, proposedDays: found.isRunning ? found.proposedDays : 0 }
}

async function logOf({ read, now }: Reader, subject: CaseFile, document: IssuedDocument): Promise<NoticeLog> {
  const { from, to } = documents.publicNotice.schema.parse(document.data)
  const lastDay = (await findNoticeEnd(read, subject.id)) ?? to
  const checks = await read.noticeChecks.ofDocument(document.id)
  const days = checkedDays(checks)
  const rules = await loadRules(read, { policyId: subject.policy_version_id })
  const period = { from: plainDate(from), lastDay: plainDate(lastDay), today: dateOf(now()) }
  return {
    documentId: document.id,
    number: document.number,
    institution: subject.machine === 'application' ? subject.title : null,
    from,
    to: lastDay,
    days,
    checks: checks
      .slice(-MOST_SHOWN)
      .reverse()
      .map(({ id, checked_at, outcome, http_status, digest, note }) => ({
        id,
        at: checked_at,
        isOk: outcome === 'ok',
        status: http_status,
        digest,
        note,
      })),
    lost: rules === undefined ? { failed: [], silent: [] } : lostWorkingDays(rules.calendar, period, days),
  }
}
