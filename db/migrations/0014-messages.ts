import { type Kysely, sql } from 'kysely'

/** Text messages beside e-mails, texts that the city agency words, what each person wants to get, and calendar feeds. */
export const messages = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('account').addColumn('mobile', 'text').execute()
    await splitByChannel(db)
    await db.schema
      .createTable('message_version')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('template', 'text', (c) => c.notNull())
      // Counts from 1 in each template.
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('draft', 'published', 'returned')`))
      .addColumn('drafted_by', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('drafted_at', 'text', (c) => c.notNull())
      .addColumn('decided_by', 'text', (c) => c.references('account.id'))
      .addColumn('decided_at', 'text')
      .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
      .addUniqueConstraint('message_version_position', ['template', 'position'])
      .execute()
    await db.schema
      .createTable('notification_preference')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('account.id'))
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('calendar_feed')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('account.id'))
      .addColumn('token', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
  },
}

/** One notification may go to one person once in each channel; SQLite changes no constraint of a table that stands. */
async function splitByChannel(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('delivery_by_channel')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('notification_id', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull().check(sql`channel in ('mail', 'sms')`))
    .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
    .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('queued', 'sent', 'failed', 'handled')`))
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_error', 'text')
    .addColumn('receipt', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('failed_at', 'text')
    .addColumn('handled_at', 'text')
    .addColumn('handled_by', 'text', (c) => c.references('account.id'))
    .addColumn('handled_note', 'text')
    .addUniqueConstraint('delivery_once_per_channel', ['notification_id', 'account_id', 'channel'])
    .execute()
  await sql`insert into delivery_by_channel (id, notification_id, channel, agency_id, case_id, account_id, address, subject, text,
      status, attempts, last_error, created_at, sent_at, failed_at, handled_at, handled_by, handled_note)
    select id, notification_id, 'mail', agency_id, case_id, account_id, address, subject, text,
      status, attempts, last_error, created_at, sent_at, failed_at, handled_at, handled_by, handled_note
    from delivery`.execute(db)
  await db.schema.dropTable('delivery').execute()
  await db.schema.alterTable('delivery_by_channel').renameTo('delivery').execute()
  await db.schema.createIndex('delivery_agency').on('delivery').columns(['agency_id', 'status', 'created_at']).execute()
}
