import { type Kysely, SqliteAdapter, sql } from 'kysely'
import { guardAppendOnly } from './append-only'

/** The case file: state, log, deadlines, outbox, checkpoints; log and checkpoints can only grow. */
export const caseFile = {
  async up(db: Kysely<unknown>): Promise<void> {
    const sqlite = db.getExecutor().adapter instanceof SqliteAdapter
    await db.schema
      .createTable('case_file')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('machine', 'text', (c) => c.notNull())
      .addColumn('machine_version', 'integer', (c) => c.notNull())
      .addColumn('policy_version_id', 'text', (c) => c.notNull())
      .addColumn('insurance_type', 'text', (c) => c.notNull().defaultTo('basicMedical'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('active', 'done')`))
      .addColumn('stage', 'text', (c) => c.notNull())
      .addColumn('tags', 'text', (c) => c.notNull())
      .addColumn('snapshot', 'text', (c) => c.notNull())
      .addColumn('agency_id', 'text', (c) => c.notNull().references('agency.id'))
      .addColumn('institution_id', 'text', (c) => c.references('institution.id'))
      .addColumn('site_id', 'text', (c) => c.references('practice_site.id'))
      .addColumn('parent_id', 'text')
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('case_file_agency').on('case_file').columns(['agency_id', 'machine', 'status']).execute()
    await db.schema.createIndex('case_file_institution').on('case_file').column('institution_id').execute()
    await db.schema.createIndex('case_file_parent').on('case_file').column('parent_id').execute()
    // 第八条: one running application per practice site, also when two are sent at the same moment.
    await sql`create unique index case_file_one_open_application on case_file (site_id)
      where machine = 'application' and status = 'active'`.execute(db)

    const event = db.schema.createTable('case_event')
    const numbered = sqlite
      ? event.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      : event.addColumn('seq', 'bigint', (c) => c.primaryKey().generatedAlwaysAsIdentity())
    await numbered
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('command_id', 'text', (c) => c.notNull().unique())
      .addColumn('command', 'text', (c) => c.notNull())
      .addColumn('input_digest', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addColumn('actor_name', 'text', (c) => c.notNull())
      .addColumn('actor_role', 'text', (c) => c.notNull())
      .addColumn('article', 'text', (c) => c.notNull())
      .addColumn('from_stage', 'text', (c) => c.notNull())
      .addColumn('to_stage', 'text', (c) => c.notNull())
      .addColumn('occurred_at', 'text', (c) => c.notNull())
      .addColumn('recorded_at', 'text', (c) => c.notNull())
      .addColumn('policy_version_id', 'text', (c) => c.notNull())
      .addColumn('previous_digest', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addUniqueConstraint('case_event_revision', ['case_id', 'revision'])
      .execute()
    // 第九条（二）: exactly one first supplement notice per application, whatever the code above does.
    await sql`create unique index case_event_one_supplement on case_event (case_id)
      where command = 'issueSupplementNotice'`.execute(db)

    await db.schema
      .createTable('deadline')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('timer_id', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('rule', 'text', (c) => c.notNull())
      .addColumn('starts_on', 'text', (c) => c.notNull())
      .addColumn('due_on', 'text', (c) => c.notNull())
      .addColumn('due_at', 'text', (c) => c.notNull())
      .addColumn('provisional', 'integer', (c) => c.notNull())
      .addColumn('explanation', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('running', 'fired', 'cancelled', 'parked')`))
      .addColumn('armed_revision', 'integer', (c) => c.notNull())
      .execute()
    await sql`create unique index deadline_one_running on deadline (case_id, timer_id)
      where status = 'running' and kind = 'timer'`.execute(db)
    await db.schema.createIndex('deadline_due').on('deadline').columns(['status', 'due_at']).execute()

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('case_id', 'text', (c) => c.notNull().references('case_file.id'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('topic', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('available_at', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('delivered_at', 'text')
      .addColumn('parked_at', 'text')
      .addColumn('last_error', 'text')
      .execute()
    await db.schema.createIndex('outbox_waiting').on('outbox').columns(['delivered_at', 'parked_at', 'available_at']).execute()

    await db.schema
      .createTable('checkpoint')
      .addColumn('number', 'integer', (c) => c.primaryKey())
      .addColumn('sealed_at', 'text', (c) => c.notNull())
      .addColumn('last_seq', 'bigint', (c) => c.notNull())
      .addColumn('event_count', 'integer', (c) => c.notNull())
      .addColumn('root', 'text', (c) => c.notNull())
      .addColumn('previous_digest', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('signature', 'text', (c) => c.notNull())
      .execute()

    if (!sqlite)
      await sql`create or replace function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'append-only table'; end $$`.execute(db)
    for (const table of ['case_event', 'checkpoint']) await guardAppendOnly(db, table)
  },
}
