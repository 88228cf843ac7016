import type { ExpressionBuilder, Kysely } from 'kysely'
import type { NotificationTable, Schema } from '../schema'

export type Notice = NotificationTable & { read_at: string | null }

/** Whose inbox: an account with its institutions, and with the audiences that it belongs to in its agency. */
export type Inbox = {
  accountId: string
  institutionIds: readonly string[]
  agencyId: string | null
  audiences: readonly NotificationTable['audience'][]
}
/** `open`: read or not, somebody may still have to act on it. */
type Only = 'all' | 'open' | 'unread'
type Page = { only: Only; limit: number; offset: number }

/** A notice is for an institution or for people of an agency; who of them has read it is kept for each account. */
export const notificationRepository = (db: Kysely<Schema>) => {
  const isIn = (inbox: Inbox) => (eb: ExpressionBuilder<Schema, 'notification'>) => {
    const own =
      inbox.institutionIds.length === 0
        ? []
        : [eb.and([eb('audience', '=', 'institution'), eb('institution_id', 'in', inbox.institutionIds)])]
    const ofAgency =
      inbox.agencyId === null || inbox.audiences.length === 0
        ? []
        : [
            eb.and([
              eb('agency_id', '=', inbox.agencyId),
              eb('audience', 'in', inbox.audiences),
              eb.or([eb('notification.account_id', 'is', null), eb('notification.account_id', '=', inbox.accountId)]),
            ]),
          ]
    // Of nothing at all the answer is false: whoever gets no notices has an empty inbox.
    return eb.or([...own, ...ofAgency])
  }
  const isUnread = (inbox: Inbox) => (eb: ExpressionBuilder<Schema, 'notification'>) =>
    eb.and([
      eb('settled_at', 'is', null),
      eb.not(
        eb.exists(
          eb
            .selectFrom('notification_read')
            .select('notification_read.account_id')
            .whereRef('notification_read.notification_id', '=', 'notification.id')
            .where('notification_read.account_id', '=', inbox.accountId),
        ),
      ),
    ])

  return {
    /** @returns false when a notice with this id is there already */
    async add(notification: NotificationTable): Promise<boolean> {
      const result = await db
        .insertInto('notification')
        .values(notification)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** Closes the open notices of a case about these matters: nobody has to act on them any more. */
    async settle(caseId: string, matters: readonly string[], at: string): Promise<void> {
      if (matters.length === 0) return
      await db
        .updateTable('notification')
        .set({ settled_at: at })
        .where('case_id', '=', caseId)
        .where('about', 'in', matters)
        .where('settled_at', 'is', null)
        .execute()
    },

    /** The notices of an inbox, the newest first. */
    async list(inbox: Inbox, page: Page): Promise<Notice[]> {
      let query = db
        .selectFrom('notification')
        .leftJoin('notification_read', (join) =>
          join.onRef('notification_read.notification_id', '=', 'notification.id').on('notification_read.account_id', '=', inbox.accountId),
        )
        .selectAll('notification')
        .select('notification_read.read_at')
        .where(isIn(inbox))
      if (page.only === 'unread') query = query.where(isUnread(inbox))
      else if (page.only === 'open') query = query.where('settled_at', 'is', null)
      return query
        .orderBy('notification.created_at', 'desc')
        .orderBy('notification.id', 'desc')
        .limit(page.limit)
        .offset(page.offset)
        .execute()
    },

    async count(inbox: Inbox, only: 'all' | 'unread'): Promise<number> {
      let query = db
        .selectFrom('notification')
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .where(isIn(inbox))
      if (only === 'unread') query = query.where(isUnread(inbox))
      return Number((await query.executeTakeFirstOrThrow()).n)
    },

    /** A notice of this inbox, or undefined: also when it is somebody else's. */
    async find(inbox: Inbox, id: string): Promise<NotificationTable | undefined> {
      return db.selectFrom('notification').selectAll().where('id', '=', id).where(isIn(inbox)).executeTakeFirst()
    },

    /** Marks one notice read; harmless when it is, or when there is no such notice. */
    async markRead(accountId: string, id: string, at: string): Promise<void> {
      await db
        .insertInto('notification_read')
        .columns(['notification_id', 'account_id', 'read_at'])
        .expression((eb) =>
          eb
            .selectFrom('notification')
            .select((s) => ['notification.id', s.val(accountId).as('account_id'), s.val(at).as('read_at')])
            .where('notification.id', '=', id),
        )
        .onConflict((conflict) => conflict.columns(['notification_id', 'account_id']).doNothing())
        .execute()
    },

    async markAllRead(inbox: Inbox, at: string): Promise<void> {
      await db
        .insertInto('notification_read')
        .columns(['notification_id', 'account_id', 'read_at'])
        .expression((eb) =>
          eb
            .selectFrom('notification')
            .select((s) => ['notification.id', s.val(inbox.accountId).as('account_id'), s.val(at).as('read_at')])
            .where(isIn(inbox))
            .where(isUnread(inbox)),
        )
        .onConflict((conflict) => conflict.columns(['notification_id', 'account_id']).doNothing())
        .execute()
    },

    /** The active accounts that a notice is for. */
    async recipients({
      audience,
      agency_id,
      institution_id,
      account_id,
    }: Pick<NotificationTable, 'audience' | 'agency_id' | 'institution_id' | 'account_id'>): Promise<string[]> {
      const active = db.selectFrom('account').where('account.status', '=', 'active').select('account.id').orderBy('account.id')
      const accounts = account_id === null ? active : active.where('account.id', '=', account_id)
      if (audience === 'institution') {
        if (institution_id === null) return []
        const members = accounts
          .innerJoin('institution_member', 'institution_member.account_id', 'account.id')
          .where('institution_member.institution_id', '=', institution_id)
        return (await members.execute()).map(({ id }) => id)
      }
      const staff = accounts
        .innerJoin('account_role', 'account_role.account_id', 'account.id')
        .where('account.agency_id', '=', agency_id)
        .where('account_role.role', '=', roleOfAudience[audience])
      return (await staff.execute()).map(({ id }) => id)
    },
  }
}

/** The role that belongs to each audience of an agency; both heads are one role here. */
export const roleOfAudience = {
  officer: 'officer',
  windowHead: 'head',
  agencyHead: 'head',
  authority: 'authority',
} as const satisfies Record<Exclude<NotificationTable['audience'], 'institution'>, string>
