import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { holdingStartLock, openPostgres } from './dialect/postgres'
import { openSqlite } from './dialect/sqlite'
import type { Schema } from './schema'

export type DialectName = 'sqlite' | 'postgres'
export type Database = {
  dialect: DialectName
  /** The file of a SQLite database, null on PostgreSQL and in memory. */
  file: string | null
  write: Kysely<Schema>
  read: Kysely<Schema>
  /** What the database finds wrong with itself; empty when sound (SQLite only, PostgreSQL checks its own pages). */
  integrityFaults: () => Promise<string[]>
  /** Runs work that only one process may do at a time, such as a migration; the others wait for it. */
  alone: <T>(work: () => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/**
 * Opens the database that a URL names: `file:var/portal.sqlite`, `file::memory:` or `postgres://…`.
 * @throws Error when the scheme is neither
 */
export function openDatabase(url: string): Database {
  if (/^postgres(ql)?:/.test(url)) return database('postgres', null, openPostgres<Schema>(url))
  if (!url.startsWith('file:')) throw new Error('the database URL must start with file: or postgres:')
  const file = url.slice('file:'.length)
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  return database('sqlite', file === ':memory:' ? null : file, openSqlite<Schema>(file))
}

function database(dialect: DialectName, file: string | null, { write, read }: { write: Kysely<Schema>; read: Kysely<Schema> }): Database {
  const close = async () => {
    if (read !== write) await read.destroy()
    await write.destroy()
  }
  const integrityFaults = async () => {
    if (dialect === 'postgres') return []
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(read)
    const { rows: orphans } = await sql<{ table: string }>`pragma foreign_key_check`.execute(read)
    return [...rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'), ...orphans.map((row) => `foreign key: ${row.table}`)]
  }
  const alone = <T>(work: () => Promise<T>) => (dialect === 'postgres' ? holdingStartLock(write, work) : work())
  return { dialect, file, write, read, integrityFaults, alone, close }
}
