import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, openDatabase } from '#db/open'
import { type PostgresServer, startPostgres } from './postgres'

/**
 * A kind of database that a suite runs on; `open` gives a new, empty one. `asSecondServer` is what another server would
 * hold: a pool of its own on PostgreSQL; SQLite has one server, so there it is the same.
 */
export type DatabaseKind = {
  name: 'sqlite' | 'postgres'
  open: () => Promise<{ database: Database; asSecondServer: () => Database }>
  stop: () => void
}

function sqliteKind(): DatabaseKind {
  const folder = mkdtempSync(join(tmpdir(), 'databases-'))
  let serial = 0
  return {
    name: 'sqlite',
    async open() {
      serial += 1
      const database = openDatabase(`file:${join(folder, `${serial}.sqlite`)}`)
      return { database, asSecondServer: () => database }
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function postgresKind(server: PostgresServer): DatabaseKind {
  let serial = 0
  return {
    name: 'postgres',
    async open() {
      serial += 1
      const name = `portal_${serial}`
      const maintenance = openDatabase(server.urlOf('postgres'))
      await sql`create database ${sql.id(name)}`.execute(maintenance.write)
      await maintenance.close()
      const url = server.urlOf(name)
      return { database: openDatabase(url), asSecondServer: () => openDatabase(url) }
    },
    stop: server.stop,
  }
}

/**
 * Both databases, started by the suite itself; where no PostgreSQL is installed only SQLite, said by name on the console.
 * With REQUIRE_POSTGRES=1 (set in CI) its absence is an error.
 */
export async function bothDatabases(): Promise<DatabaseKind[]> {
  const server = await startPostgres()
  if (server === undefined) console.warn('NOT SUPPORTED HERE: postgres (no server programs installed)')
  return [sqliteKind(), ...(server === undefined ? [] : [postgresKind(server)])]
}
