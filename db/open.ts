import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import { openPostgres } from './dialect/postgres'
import { openSqlite } from './dialect/sqlite'
import type { Schema } from './schema'

export type DialectName = 'sqlite' | 'postgres'
export type Database = {
  dialect: DialectName
  /** The file of a SQLite database, null on PostgreSQL and in memory. */
  file: string | null
  write: Kysely<Schema>
  read: Kysely<Schema>
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
  return { dialect, file, write, read, close }
}
