import { sql } from 'kysely'
import { migrate, migrationNames } from './migrate'
import { type Database, openDatabase } from './open'

/**
 * How a database stands to this code: `foreign` has tables but no record of migrations, `newer` was migrated by newer code,
 * `mixed` lacks one before another that has run, `incomplete` lacks tables or columns that its record promises.
 */
export type SchemaState = { kind: 'current' | 'empty' | 'foreign' } | { kind: 'older' | 'newer' | 'mixed' | 'incomplete'; names: string[] }

const recordTable = 'kysely_migration'

/** A database that this code must not be run on as it is. */
export class SchemaFault extends Error {
  readonly state: SchemaState
  constructor(state: SchemaState) {
    super(`schema is ${state.kind}`)
    this.state = state
  }
}

/** Compares a database with what this code expects; nothing is changed. */
export async function schemaStateOf({ read }: Database): Promise<SchemaState> {
  const tables = await read.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === recordTable)) return { kind: tables.length === 0 ? 'empty' : 'foreign' }
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(recordTable)} order by name`.execute(read)
  const executed = new Set(rows.map(({ name }) => name))
  const unknown = [...executed].filter((name) => !migrationNames.includes(name))
  if (unknown.length > 0) return { kind: 'newer', names: unknown }
  const missing = migrationNames.filter((name) => !executed.has(name))
  const last = migrationNames.findLastIndex((name) => executed.has(name))
  const skipped = missing.filter((name) => migrationNames.indexOf(name) < last)
  if (skipped.length > 0) return { kind: 'mixed', names: skipped }
  if (missing.length > 0) return { kind: 'older', names: missing }
  const absent = await absentFrom(read)
  return absent.length === 0 ? { kind: 'current' } : { kind: 'incomplete', names: absent }
}

/** Brings a database to this code's schema, or says why that may not be. @throws SchemaFault */
export async function migrateSafely(database: Database): Promise<string[]> {
  const before = await schemaStateOf(database)
  if (before.kind !== 'empty' && before.kind !== 'older' && before.kind !== 'current') throw new SchemaFault(before)
  if (before.kind === 'current') return []
  const names = await migrate(database)
  await requireCurrentSchema(database)
  return names
}

/** @throws SchemaFault unless the schema is exactly this code's */
export async function requireCurrentSchema(database: Database): Promise<void> {
  const state = await schemaStateOf(database)
  if (state.kind !== 'current') throw new SchemaFault(state)
}

/** Tables and columns (`table.column`) that a freshly migrated database has and this one lacks. */
async function absentFrom(connection: Database['read']): Promise<string[]> {
  const fresh = openDatabase('file::memory:')
  try {
    await migrate(fresh)
    const present = await columnsOf(connection)
    const absent = [...(await columnsOf(fresh.read))].filter((name) => !present.has(name))
    const whole = absent.filter((name) => !name.includes('.'))
    return [...whole, ...absent.filter((name) => name.includes('.') && !whole.includes(name.split('.')[0] ?? ''))]
  } finally {
    await fresh.close()
  }
}

async function columnsOf(connection: Database['read']): Promise<Set<string>> {
  const tables = await connection.introspection.getTables()
  return new Set(tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => `${name}.${column.name}`)]))
}
