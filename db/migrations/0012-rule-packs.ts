import { type Kysely, SqliteAdapter, sql } from 'kysely'
import { guardAppendOnly } from './append-only'

/**
 * Packs of rules are released through cases: `governs` says which of them cases may begin under, and a published pack is
 * never changed. The records by which cases may begin on a pack past its end only grow.
 */
export const rulePacks = {
  async up(db: Kysely<unknown>): Promise<void> {
    const table = db.schema.alterTable('policy_version')
    await table.addColumn('governs', 'integer', (c) => c.notNull().defaultTo(0)).execute()
    await table.addColumn('release_id', 'text').execute()
    await table.addColumn('based_on', 'text').execute()
    await table.addColumn('published_at', 'text').execute()
    // Before this migration every stored version governed.
    await sql`update policy_version set governs = 1`.execute(db)
    await db.schema
      .createTable('rule_override')
      .addColumn('id', 'text', (c) => c.primaryKey().references('case_file.id'))
      .addColumn('policy_version_id', 'text', (c) => c.notNull().references('policy_version.id'))
      .addColumn('first_day', 'text', (c) => c.notNull())
      .addColumn('last_day', 'text', (c) => c.notNull())
      .addColumn('basis', 'text', (c) => c.notNull())
      .addColumn('approved_at', 'text', (c) => c.notNull())
      .execute()
    await guardAppendOnly(db, 'rule_override')
    await guardPublished(db)
  },
}

async function guardPublished(db: Kysely<unknown>): Promise<void> {
  const isSettled = sql`old.status in ('published', 'dropped')`
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    await sql`create trigger policy_version_settled before update on policy_version when ${isSettled}
      begin select raise(abort, 'append-only table'); end`.execute(db)
    await sql`create trigger policy_version_no_delete before delete on policy_version
      begin select raise(abort, 'append-only table'); end`.execute(db)
    return
  }
  await sql`create trigger policy_version_settled before update on policy_version
    for each row when (${isSettled}) execute function refuse_change()`.execute(db)
  await sql`create trigger policy_version_no_delete before delete or truncate on policy_version
    for each statement execute function refuse_change()`.execute(db)
}
