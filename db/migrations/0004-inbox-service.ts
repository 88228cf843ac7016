import { type Kysely, sql } from 'kysely'
import { guardAppendOnly } from './append-only'

/** What each account has read, when a notice was settled, and the record of service, which can only grow. */
export const inboxService = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Notices written before this migration are reminders that lead to their case.
    await db.schema
      .alterTable('notification')
      .addColumn('kind', 'text', (c) => c.notNull().defaultTo('reminder'))
      .execute()
    await db.schema
      .alterTable('notification')
      .addColumn('link', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema
      .alterTable('notification')
      .addColumn('about', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema.alterTable('notification').addColumn('settled_at', 'text').execute()
    await sql`update notification set link = '/cases/' || case_id`.execute(db)
    await db.schema.createIndex('notification_institution').on('notification').columns(['institution_id', 'created_at']).execute()
    await db.schema.createIndex('notification_case').on('notification').column('case_id').execute()

    await db.schema
      .createTable('notification_read')
      .addColumn('notification_id', 'text', (c) => c.notNull().references('notification.id'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('read_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('notification_read_pk', ['notification_id', 'account_id'])
      .execute()
    await db.schema.createIndex('notification_read_account').on('notification_read').column('account_id').execute()

    await db.schema
      .createTable('document_service')
      .addColumn('document_id', 'text', (c) => c.notNull().references('document.id'))
      .addColumn('event', 'text', (c) => c.notNull().check(sql`event in ('delivered', 'opened')`))
      // 'system' for a delivery; an account of the party for an opening.
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      // The bytes that were delivered or opened: SHA-256 in hex.
      .addColumn('digest', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('document_service_pk', ['document_id', 'event', 'account_id'])
      .execute()
    await guardAppendOnly(db, 'document_service')
  },
}
