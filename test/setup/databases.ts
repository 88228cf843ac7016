import { randomInt } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#db/open'
import { type PostgresServer, postgresOfRun } from './postgres'

/**
 * A database of one test. `asSecondServer` is what another server would hold: a pool of its own on PostgreSQL; SQLite has
 * one server, so there it is the same. `asSource` closes it for good and makes it a model for copies; `drop` closes and
 * removes it.
 */
export type OpenedDatabase = {
  database: Database
  /** What `PORTAL_DATABASE_URL` would say. */
  url: string
  asSecondServer: () => Database
  asSource: () => Promise<Source>
  drop: () => Promise<void>
}
export type Source = { copy: () => Promise<OpenedDatabase> }

/** A kind of database that a suite runs on; `open` gives a new, empty one. */
export type DatabaseKind = {
  name: 'sqlite' | 'postgres'
  open: () => Promise<OpenedDatabase>
  stop: () => void
}

/** SQLite files in a folder of their own below `parent`, which `stop` removes. */
export function sqliteKind(parent = tmpdir()): DatabaseKind {
  const folder = mkdtempSync(join(parent, 'databases-'))
  let serial = 0
  const newFile = () => {
    serial += 1
    return join(folder, `${serial}.sqlite`)
  }
  const opened = (file: string): OpenedDatabase => {
    const url = `file:${file}`
    const database = openDatabase(url)
    return {
      database,
      url,
      asSecondServer: () => database,
      async asSource() {
        await database.close()
        return {
          async copy() {
            const copied = newFile()
            copyFileSync(file, copied)
            return opened(copied)
          },
        }
      },
      async drop() {
        await database.close()
        for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
      },
    }
  }
  return { name: 'sqlite', open: async () => opened(newFile()), stop: () => rmSync(folder, { recursive: true, force: true }) }
}

function postgresKind(server: PostgresServer): DatabaseKind {
  // The server is that of all test files of the run.
  const prefix = `portal_${randomInt(1e8, 1e9)}`
  let serial = 0
  const maintain = async (work: (maintenance: Database) => Promise<unknown>) => {
    const maintenance = openDatabase(server.urlOf('postgres'))
    await work(maintenance)
    await maintenance.close()
  }
  const create = async (template: string): Promise<OpenedDatabase> => {
    serial += 1
    const name = `${prefix}${serial}`
    await maintain(({ write }) => sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(write))
    const url = server.urlOf(name)
    const database = openDatabase(url)
    const pools = [database]
    const close = () => Promise.all(pools.splice(0).map((pool) => pool.close()))
    return {
      database,
      url,
      asSecondServer() {
        const other = openDatabase(url)
        pools.push(other)
        return other
      },
      async asSource() {
        await close()
        return { copy: () => create(name) }
      },
      async drop() {
        await close()
        await maintain(({ write }) => sql`drop database ${sql.id(name)} with (force)`.execute(write))
      },
    }
  }
  return { name: 'postgres', open: () => create('template1'), stop: () => {} }
}

/**
 * Both databases, the server started by the tests themselves; where no PostgreSQL is installed only SQLite, said by name on the console.
 * With REQUIRE_POSTGRES=1 (set in CI) its absence is an error.
 */
export async function bothDatabases(): Promise<DatabaseKind[]> {
  const server = await postgresOfRun(inject('runFolder'))
  if (server === undefined) console.warn('NOT SUPPORTED HERE: postgres (no server programs installed)')
  return [sqliteKind(), ...(server === undefined ? [] : [postgresKind(server)])]
}

/** A PostgreSQL server for a suite that needs one, or undefined as above. */
export async function onlyPostgres(): Promise<DatabaseKind | undefined> {
  const [sqlite, postgres] = await bothDatabases()
  sqlite?.stop()
  return postgres
}
