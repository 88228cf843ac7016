import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * Guards of a table that can only grow. On PostgreSQL they call `refuse_change`, which stands since migration 0002.
 * Migrations that have run rely on it: what it writes is never changed.
 */
export async function guardAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    for (const verb of ['update', 'delete'])
      await sql`create trigger ${sql.id(`${table}_no_${verb}`)} before ${verb === 'update' ? sql`update` : sql`delete`} on ${sql.table(table)}
        begin select raise(abort, 'append-only table'); end`.execute(db)
    return
  }
  await sql`create trigger ${sql.id(`${table}_append_only`)} before update or delete or truncate on ${sql.table(table)}
    for each statement execute function refuse_change()`.execute(db)
}
