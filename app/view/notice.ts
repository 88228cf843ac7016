/** A notice as an inbox shows it. */
export type NoticeView = {
  id: string
  /** Opens what the notice is about and marks it read. */
  href: string
  kind: '文书送达' | '轮到您办理' | '期限提醒'
  /** What happened or what to do, in one sentence; it is the link. */
  text: string
  /** What else the notice says; may be empty. */
  rest: string
  at: string
  caseTitle: string
  caseHref: string
  isUnread: boolean
  /** Nobody has to act on it any more. */
  isSettled: boolean
}

export const inboxViews = ['all', 'unread'] as const
export type InboxView = (typeof inboxViews)[number]
