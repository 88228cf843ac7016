import { type Kysely, sql } from 'kysely'

/** The address of an account, and the log of what was sent there. */
export const mail = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('account').addColumn('email', 'text').execute()
    await db.schema
      .createTable('delivery')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('notification_id', 'text', (c) => c.notNull())
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('queued', 'sent', 'failed', 'handled')`))
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('last_error', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('sent_at', 'text')
      .addColumn('failed_at', 'text')
      .addColumn('handled_at', 'text')
      .addColumn('handled_by', 'text', (c) => c.references('account.id'))
      .addColumn('handled_note', 'text')
      .addUniqueConstraint('delivery_once_per_recipient', ['notification_id', 'account_id'])
      .execute()
    await db.schema.createIndex('delivery_agency').on('delivery').columns(['agency_id', 'status', 'created_at']).execute()
  },
}
