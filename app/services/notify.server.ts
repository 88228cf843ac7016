import { type CalledTag, calledTags, turnWords } from '#app/view/notice-words'
import type { CaseFile } from '#db/repositories/case-files'
import type { NotificationTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import { renderMessage } from '#templates/messages/message-texts'
import { formatDate, type Instant, plainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { DeadlineEntry } from '#workflows/policy/schema'
import { applicationContext } from './case-context'
import { queueMessages } from './delivery/queue-messages.server'
import { messageValues, textsInForce } from './messages/texts.server'

export type NewNotice = Pick<NotificationTable, 'kind' | 'audience' | 'text'> & {
  /** Says what happened, so that the same thing is told once. */
  id: string
  file: Pick<CaseFile, 'id' | 'title' | 'agency_id' | 'institution_id'>
  at: Instant
  /** The page of the case unless given. */
  link?: string
  /** What settles the notice: a timer id, or the tag of whose turn it is. */
  about?: string
  /** One person of the audience; all of them unless given. */
  accountId?: string
  /** Of a reminder: how many days its period still has. */
  daysLeft?: number
}

/**
 * Tells the members of the institution, or the people of the agency with that role, once: in the inbox, and by e-mail and text message where they want that.
 * For the authority, `file` names the agency; its department of the same level is told.
 */
export async function notify(
  tx: Repositories,
  { id, kind, audience, file, text, at, link, about = '', accountId, daysLeft }: NewNotice,
): Promise<void> {
  const agencyId = audience === 'authority' ? (findAgency(file.agency_id)?.authorityCode ?? file.agency_id) : file.agency_id
  const order = { kind, caseId: file.id, title: file.title, agencyId: file.agency_id, text }
  const inApp = (await textsInForce(tx))(`${kind}.inApp`)
  const notification: NotificationTable = {
    id,
    case_id: file.id,
    audience,
    agency_id: agencyId,
    institution_id: file.institution_id,
    text: renderMessage(inApp, await messageValues(tx, order)).body,
    created_at: at,
    kind,
    link: link ?? `/cases/${file.id}`,
    about,
    settled_at: null,
    account_id: accountId ?? null,
  }
  if (!(await tx.notifications.add(notification))) return
  const people = await Promise.all((await tx.notifications.recipients(notification)).map((accountId) => tx.people.find(accountId)))
  const accounts = people.filter((account) => account !== undefined)
  await queueMessages(tx, { ...order, notificationId: id, accounts, at, daysLeft })
}

const audienceOfTag = { institution: 'institution', head: 'agencyHead', authority: 'authority' } as const satisfies Record<
  CalledTag,
  NotificationTable['audience']
>

/** A case before and after a step; `cancelled` are the timers that the step ended. */
export type Turned = { before: CaseFile; after: CaseFile; cancelled: readonly string[]; at: Instant }

/** After a step: closes what is done with, and tells whoever is called now and was not before. */
export async function notifyTurns(tx: Repositories, { before, after, cancelled, at }: Turned): Promise<void> {
  const left = calledTags.filter((tag) => before.tags.includes(tag) && !after.tags.includes(tag))
  await tx.notifications.settle(after.id, [...cancelled, ...left], at)
  for (const tag of calledTags) {
    if (before.tags.includes(tag) || !after.tags.includes(tag)) continue
    const words = turnWordsOf(after, before)
    if (words === undefined) continue
    const text = `${words}${await dueWords(tx, after)}`
    await notify(tx, {
      id: `turn:${after.id}:${after.revision}:${tag}`,
      kind: 'turn',
      audience: audienceOfTag[tag],
      file: after,
      text,
      at,
      about: tag,
    })
  }
  await notifyOfReport(tx, { before, after, at })
}

const fraudReported = 'fraudReported'

/** A report of fraud leaves the case where it is (第十条（三）): no tag calls the head, who has to verify it. */
async function notifyOfReport(tx: Repositories, { before, after, at }: Omit<Turned, 'cancelled'>): Promise<void> {
  // Before its first step a case has no chart yet.
  if (after.machine !== 'application' || before.snapshot === null) return
  const was = applicationContext(before).fraudReportedBy !== null
  const is = after.status === 'active' && applicationContext(after).fraudReportedBy !== null
  if (was && !is) await tx.notifications.settle(after.id, [fraudReported], at)
  if (was || !is) return
  await notify(tx, {
    id: `turn:${after.id}:${after.revision}:${fraudReported}`,
    kind: 'turn',
    audience: 'agencyHead',
    file: after,
    text: '有人报告申请涉嫌弄虚作假，请核实后作出认定。由报告人以外的人核实；核实以前申请照常办理。',
    at,
    about: fraudReported,
  })
}

/** Of a case with several regions what has just begun calls, not what has called somebody else for long. */
function turnWordsOf({ machine, stage }: CaseFile, before: CaseFile): string | undefined {
  const former = before.stage.split(' ')
  const leaves = stage.split(' ')
  const newestFirst = [...leaves.filter((leaf) => !former.includes(leaf)), ...leaves]
  return newestFirst.map((leaf) => turnWords[`${machine}.${leaf}`]).find((words) => words !== undefined && words !== null) ?? undefined
}

/** Until when, and what happens otherwise; empty when nothing runs on the case. */
async function dueWords(tx: Repositories, file: CaseFile): Promise<string> {
  const [row] = await tx.deadlines.running(file.id)
  if (row === undefined) return ''
  const { title, at, consequence } = DeadlineEntry.parse(JSON.parse(row.rule))
  const day = formatDate(plainDate(row.due_on))
  return at === 'endOfDay' ? `${title}到${day}24:00届满。${consequence}` : `${title}：${day}。${consequence}`
}
