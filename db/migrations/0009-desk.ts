import { type Kysely, sql } from 'kysely'
import { guardAppendOnly } from './append-only'

/** The desk's own bookkeeping: who holds a case, internal notes, saved filters, work on many cases at once. No legal steps. */
export const desk = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('case_holder')
      .addColumn('case_id', 'text', (c) => c.primaryKey().references('case_file.id'))
      // A case that went to another agency has nobody there, whatever stands here.
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('since', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('case_holder_account').on('case_holder').columns(['account_id', 'agency_id']).execute()
    await db.schema
      .createTable('holding_event')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      // Several may bear the same instant.
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('claimed', 'released', 'handedOver', 'assigned')`))
      .addColumn('from_id', 'text', (c) => c.references('account.id'))
      .addColumn('to_id', 'text', (c) => c.references('account.id'))
      .addColumn('by_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addUniqueConstraint('holding_event_position', ['case_id', 'position'])
      .execute()

    await db.schema
      .createTable('case_note')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('author_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('is_suspicion', 'integer', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('case_note_case').on('case_note').columns(['case_id', 'at']).execute()
    await db.schema
      .createTable('case_note_closing')
      .addColumn('note_id', 'text', (c) => c.primaryKey().references('case_note.id'))
      .addColumn('by_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('outcome', 'text', (c) => c.notNull().check(sql`outcome in ('confirmed', 'dispelled')`))
      .addColumn('result', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('saved_filter')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('query', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addUniqueConstraint('saved_filter_name', ['account_id', 'name'])
      .execute()

    await db.schema
      .createTable('desk_batch')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('task', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('desk_batch_item')
      .addColumn('batch_id', 'text', (c) => c.notNull().references('desk_batch.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('command_id', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.check(sql`outcome in ('done', 'refused')`))
      .addColumn('words', 'text', (c) => c.notNull())
      .addColumn('at', 'text')
      .addPrimaryKeyConstraint('desk_batch_item_pk', ['batch_id', 'position'])
      .execute()

    // A notice for one person among those of its audience; null for all of them.
    await db.schema
      .alterTable('notification')
      .addColumn('account_id', 'text', (c) => c.references('account.id'))
      .execute()
    // The desk asks for the earliest running period of each case.
    await db.schema.createIndex('deadline_case').on('deadline').columns(['case_id', 'status', 'kind']).execute()
    await db.schema.createIndex('document_number_text').on('document').column('number').execute()

    for (const table of ['holding_event', 'case_note', 'case_note_closing']) await guardAppendOnly(db, table)
  },
}
