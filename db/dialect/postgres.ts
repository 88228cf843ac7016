import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'

const int8 = 20

/** Nobody waits longer for a connection: a page then says that the service is away. */
const connectWithinMs = 8_000

/**
 * Opens a PostgreSQL pool. Sequence numbers come back as numbers, not as strings; instants and dates are text columns,
 * so no other parser is needed. No connection is made before the first query.
 */
export function openPostgres<DB>(url: string): { write: Kysely<DB>; read: Kysely<DB> } {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: string) =>
      oid === int8 ? (text: string) => Number(text) : pg.types.getTypeParser(oid, (format ?? 'text') as 'text'),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    types,
    options: '-c lock_timeout=5000 -c statement_timeout=30000',
  })
  // A server that restarts ends connections, idle or between two statements, and an `error` without a listener would end
  // this process. Whoever uses such a connection is told by its next query; the pool replaces it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const write = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { write, read: write }
}

// Any number, the same for all processes of the portal.
const startLock = 370_500

/** Runs work while holding a lock of the whole database, which ends with its connection at the latest. */
export function holdingStartLock<DB, T>(db: Kysely<DB>, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    // Another process may be filling a demonstration: that takes longer than a query may.
    await sql`set lock_timeout = 0`.execute(connection)
    await sql`set statement_timeout = 0`.execute(connection)
    await sql`select pg_advisory_lock(${startLock})`.execute(connection)
    try {
      return await work()
    } finally {
      // A connection that is gone has given the lock up by itself.
      const end = [sql`select pg_advisory_unlock(${startLock})`, sql`reset lock_timeout`, sql`reset statement_timeout`]
      for (const statement of end) await statement.execute(connection).catch(() => {})
    }
  })
}
