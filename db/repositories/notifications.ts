import type { Kysely } from 'kysely'
import type { NotificationTable, Schema } from '../schema'

/** Reminders that have come up, for the people they concern. */
export const notificationRepository = (db: Kysely<Schema>) => ({
  async add(notification: NotificationTable): Promise<void> {
    await db
      .insertInto('notification')
      .values(notification)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },
  async forAgency(agencyId: string, audiences: readonly NotificationTable['audience'][], limit = 20): Promise<NotificationTable[]> {
    return db
      .selectFrom('notification')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .where('audience', 'in', audiences)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute()
  },
  async forInstitutions(ids: readonly string[], limit = 20): Promise<NotificationTable[]> {
    if (ids.length === 0) return []
    return db
      .selectFrom('notification')
      .selectAll()
      .where('audience', '=', 'institution')
      .where('institution_id', 'in', ids)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute()
  },
})
