import { type Kysely, sql } from 'kysely'

/** What several servers on one database must share: who is at a row of the outbox, one draft a site, counted tries. */
export const severalServers = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('leased_until', 'text').execute()
    await sql`create unique index application_draft_one_open on application_draft (site_id) where submitted = 0`.execute(db)
    await db.schema
      .createTable('counted_try')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addColumn('until', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('counted_try_until').on('counted_try').column('until').execute()
  },
}
