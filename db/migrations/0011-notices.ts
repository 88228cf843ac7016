import { type Kysely, sql } from 'kysely'

/** Proof that notices could be read, and leads: hints that nobody gave a name to. */
export const notices = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('notice_check')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('document_id', 'text', (c) => c.notNull().references('document.id'))
      .addColumn('checked_at', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull().check(sql`outcome in ('ok', 'failed')`))
      // Null when nothing answered at all.
      .addColumn('http_status', 'integer')
      .addColumn('digest', 'text')
      .addColumn('note', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('notice_check_document').on('notice_check').columns(['document_id', 'checked_at']).execute()
    await db.schema
      .createTable('lead')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('statement', 'text', (c) => c.notNull())
      .addColumn('evidence', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull().check(sql`channel in ('portal', 'post')`))
      .addColumn('received_at', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('open', 'closed', 'pursued')`))
      .addColumn('handled_by', 'text', (c) => c.references('account.id'))
      .addColumn('handled_at', 'text')
      .addColumn('result', 'text')
      .execute()
    await db.schema.createIndex('lead_agency').on('lead').columns(['agency_id', 'status', 'received_at']).execute()
  },
}
