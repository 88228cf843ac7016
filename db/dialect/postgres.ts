import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

const int8 = 20

/**
 * Opens a PostgreSQL pool. Sequence numbers come back as numbers, not as strings; instants and dates are text columns,
 * so no other parser is needed.
 */
export function openPostgres<DB>(url: string): { write: Kysely<DB>; read: Kysely<DB> } {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: string) =>
      oid === int8 ? (text: string) => Number(text) : pg.types.getTypeParser(oid, (format ?? 'text') as 'text'),
  }
  const pool = new pg.Pool({ connectionString: url, max: 10, types, options: '-c lock_timeout=5000 -c statement_timeout=30000' })
  const write = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { write, read: write }
}
