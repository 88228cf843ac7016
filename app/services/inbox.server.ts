import type { InboxView, NoticeView } from '#app/view/notice'
import type { Inbox, Notice } from '#db/repositories/notifications'
import type { NotificationTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import { kindTitles } from '#templates/messages/message-texts'
import type { Actor, Role } from '#workflows/access/authorise'
import { inSentences } from './messages/texts.server'
import type { Portal } from './portal.server'

type Reader = Pick<Portal, 'read'>
type Writer = Pick<Portal, 'unit' | 'now'>

const audiencesOfRole: Partial<Record<Role, readonly NotificationTable['audience'][]>> = {
  officer: ['officer'],
  head: ['windowHead', 'agencyHead'],
  authority: ['authority'],
}

const pageSize = 20

const inboxOf = (actor: Actor): Inbox => ({
  accountId: actor.id,
  institutionIds: actor.institutionIds,
  agencyId: actor.agencyId,
  audiences: actor.roles.flatMap((role) => audiencesOfRole[role] ?? []),
})

/** Whether anything can ever come into this person's inbox. */
export const hasInbox = (actor: Actor): boolean =>
  actor.institutionIds.length > 0 || actor.roles.some((role) => role in audiencesOfRole || role === 'applicant')

export const unreadCount = ({ read }: Reader, actor: Actor): Promise<number> => read.notifications.count(inboxOf(actor), 'unread')

/** The newest few that may still have to be acted on, for the first page of a surface. */
export async function newestNotices({ read }: Reader, actor: Actor, limit: number): Promise<NoticeView[]> {
  return viewsOf(read, await read.notifications.list(inboxOf(actor), { only: 'open', limit, offset: 0 }))
}

/** One page of an inbox, the newest first; a page beyond the last shows the last. */
export async function inboxPage({ read }: Reader, actor: Actor, asked: { view: InboxView; page: number }) {
  const inbox = inboxOf(actor)
  const [all, unread] = await Promise.all([read.notifications.count(inbox, 'all'), read.notifications.count(inbox, 'unread')])
  const total = asked.view === 'unread' ? unread : all
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(Math.max(1, asked.page), pageCount)
  const rows = await read.notifications.list(inbox, { only: asked.view, limit: pageSize, offset: (page - 1) * pageSize })
  return { view: asked.view, all, unread, total, page, pageCount, notices: await viewsOf(read, rows) }
}
export type InboxPage = Awaited<ReturnType<typeof inboxPage>>

/**
 * Marks a notice read for this person.
 * @returns the page it leads to; undefined for a notice that is not in this person's inbox
 */
export async function openNotice({ unit, now }: Writer, actor: Actor, id: string, { isRead = true } = {}): Promise<string | undefined> {
  const notice = await unit.read.notifications.find(inboxOf(actor), id)
  if (notice === undefined) return undefined
  if (isRead) await unit.inTransaction((tx) => tx.notifications.markRead(actor.id, id, now()))
  return notice.link
}

export async function markAllRead({ unit, now }: Writer, actor: Actor): Promise<void> {
  await unit.inTransaction((tx) => tx.notifications.markAllRead(inboxOf(actor), now()))
}

async function viewsOf(read: Repositories, notices: readonly Notice[]): Promise<NoticeView[]> {
  const titles = new Map<string, string>()
  for (const id of new Set(notices.map((notice) => notice.case_id))) titles.set(id, (await read.caseFiles.find(id))?.title ?? id)
  return notices.map(({ id, case_id, kind, text, created_at, read_at, settled_at }) => ({
    id,
    href: `/messages/${encodeURIComponent(id)}`,
    kind: kindTitles[kind],
    ...inSentences(text),
    at: created_at,
    caseTitle: titles.get(case_id) ?? '',
    caseHref: `/cases/${case_id}`,
    isUnread: read_at === null && settled_at === null,
    isSettled: settled_at !== null,
  }))
}
