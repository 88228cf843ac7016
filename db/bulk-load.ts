import { sql } from 'kysely'
import type { Database } from './open'

/**
 * Lets SQLite not wait for the disk after every transaction of `work`; afterwards everything is on it. For filling a
 * database that is thrown away when the filling is broken off: never for the work of people. PostgreSQL is left alone.
 */
export async function withoutWaitingForDisk<T>(
  { dialect, write }: Pick<Database, 'dialect' | 'write'>,
  work: () => Promise<T>,
): Promise<T> {
  if (dialect !== 'sqlite') return work()
  await sql`pragma synchronous = off`.execute(write)
  try {
    return await work()
  } finally {
    await sql`pragma synchronous = full`.execute(write)
    await sql`pragma wal_checkpoint(truncate)`.execute(write)
  }
}
