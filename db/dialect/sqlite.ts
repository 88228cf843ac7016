import Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** Kysely's driver opens a deferred transaction; read-then-write in one fails at once with SQLITE_BUSY_SNAPSHOT. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** Lets a failed migration leave nothing behind; Kysely assumes SQLite cannot roll DDL back, but it can. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ImmediateSqliteDialect implements Dialect {
  readonly #config: SqliteDialectConfig
  constructor(config: SqliteDialectConfig) {
    this.#config = config
  }
  createDriver(): Driver {
    return new ImmediateDriver(this.#config)
  }
  createQueryCompiler() {
    return new SqliteQueryCompiler()
  }
  createAdapter() {
    return new TransactionalDdlAdapter()
  }
  createIntrospector(db: Kysely<unknown>) {
    return new SqliteIntrospector(db)
  }
}

// The WAL-reset bug of 3.7.0–3.51.2 can lose committed writes when two connections checkpoint at once.
const oldestSafeVersion = [3, 51, 3]

function connect(file: string, readonly: boolean): Sqlite.Database {
  const connection = new Sqlite(file, { readonly })
  if (!readonly) connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL') // an acknowledged command survives a power cut
  connection.pragma('foreign_keys = ON')
  connection.pragma('busy_timeout = 5000')
  connection.pragma('trusted_schema = OFF')
  connection.pragma('cache_size = -65536')
  connection.pragma('temp_store = MEMORY')
  const version = String(connection.prepare('select sqlite_version() as v').pluck().get())
  if (compareVersions(version.split('.').map(Number), oldestSafeVersion) < 0) throw new Error(`SQLite ${version} is older than 3.51.3`)
  if (connection.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite refused synchronous = FULL')
  return connection
}

const mostStatements = 500

/** Kysely prepares each query anew, which costs as much as answering it; the same few hundred come again and again. */
function preparingOnce(connection: Sqlite.Database): SqliteDatabase {
  const prepared = new Map<string, Sqlite.Statement>()
  return {
    prepare(sql) {
      const known = prepared.get(sql) ?? connection.prepare(sql)
      if (prepared.size >= mostStatements) prepared.clear()
      prepared.set(sql, known)
      return known
    },
    close: () => connection.close(),
  }
}

function compareVersions(a: number[], b: number[]): number {
  const index = b.findIndex((part, i) => part !== a[i])
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

/**
 * Opens one SQLite file: a writing connection and a reading one, so that pages never wait behind a transaction.
 * @throws Error when the bundled SQLite is too old or refuses the durability setting
 */
export function openSqlite<DB>(file: string): { write: Kysely<DB>; read: Kysely<DB> } {
  const write = new Kysely<DB>({ dialect: new ImmediateSqliteDialect({ database: preparingOnce(connect(file, false)) }) })
  // An in-memory database has one connection only.
  const read =
    file === ':memory:' ? write : new Kysely<DB>({ dialect: new ImmediateSqliteDialect({ database: preparingOnce(connect(file, true)) }) })
  return { write, read }
}
