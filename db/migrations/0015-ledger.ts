import { type Kysely, sql } from 'kysely'
import { guardAppendOnly } from './append-only'

/**
 * What the ledger of 第十条 and the watch over licences are searched by. Both tables are drawn from cases and submissions
 * and can be drawn again; nothing is decided by them.
 */
export const ledger = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('ledger_entry')
      // That of its bar, also where none was set.
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('source', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('uscc', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('cause', 'text', (c) => c.notNull())
      .addColumn('event_on', 'text', (c) => c.notNull())
      .addColumn('number', 'text', (c) => c.notNull())
      // Until somebody else has confirmed it, an entry is the business of the agency that made it.
      .addColumn('is_confirmed', 'integer', (c) => c.notNull())
      .addColumn('search', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('ledger_entry_event').on('ledger_entry').columns(['event_on', 'id']).execute()
    await db.schema.createIndex('ledger_entry_uscc').on('ledger_entry').columns(['uscc', 'number']).execute()
    await db.schema.createIndex('ledger_entry_source').on('ledger_entry').column('source').execute()

    await db.schema
      .createTable('licence')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('agreement_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('practice', 'filing', 'drug', 'verification', 'business')`))
      .addColumn('number', 'text', (c) => c.notNull())
      // The last day; null for one without end.
      .addColumn('valid_until', 'text')
      .addColumn('search', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('licence_agreement').on('licence').column('agreement_id').execute()
    await db.schema.createIndex('licence_end').on('licence').columns(['valid_until', 'id']).execute()

    await db.schema.createIndex('bar_until').on('bar').column('until').execute()
    // Lists of one kind of case for the whole city, and of one place.
    await db.schema.createIndex('case_file_machine').on('case_file').columns(['machine', 'status']).execute()
    await db.schema.createIndex('case_file_site').on('case_file').columns(['site_id', 'machine']).execute()
    await guardAppendOnly(db, 'notice_check')
  },
}
