import type { Kysely } from 'kysely'
import type { Schema } from '../schema'

/** What each person wants to get, as JSON, and the secret addresses of their calendars. */
export const notificationPreferenceRepository = (db: Kysely<Schema>) => ({
  /** The stored choice; undefined for somebody who never made one. */
  async find(accountId: string): Promise<unknown> {
    const row = await db.selectFrom('notification_preference').select('data').where('account_id', '=', accountId).executeTakeFirst()
    return row === undefined ? undefined : (JSON.parse(row.data) as unknown)
  },

  async put(accountId: string, choice: object, at: string): Promise<void> {
    const data = JSON.stringify(choice)
    await db
      .insertInto('notification_preference')
      .values({ account_id: accountId, data, updated_at: at })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ data, updated_at: at }))
      .execute()
  },

  async findFeed(accountId: string): Promise<Schema['calendar_feed'] | undefined> {
    return db.selectFrom('calendar_feed').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  },

  async findFeedByToken(token: string): Promise<Schema['calendar_feed'] | undefined> {
    return db.selectFrom('calendar_feed').selectAll().where('token', '=', token).executeTakeFirst()
  },

  /** Opens a feed; a former address of this person leads nowhere from now on. */
  async putFeed(feed: Schema['calendar_feed']): Promise<void> {
    const { token, created_at } = feed
    await db
      .insertInto('calendar_feed')
      .values(feed)
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ token, created_at }))
      .execute()
  },

  async endFeed(accountId: string): Promise<void> {
    await db.deleteFrom('calendar_feed').where('account_id', '=', accountId).execute()
  },
})
