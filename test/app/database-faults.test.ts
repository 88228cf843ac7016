import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Migrator, type RawBuilder, sql } from 'kysely'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { readConfig } from '#app/server/config'
import { databaseFault } from '#app/server/database-faults'
import { createLogger } from '#app/server/logger'
import { openPortal } from '#app/server/open-portal'
import { migrate } from '#db/migrate'
import { people } from '#db/migrations/0001-people'
import { caseFile } from '#db/migrations/0002-case-file'
import { openDatabase } from '#db/open'
import { migrateSafely, requireCurrentSchema, schemaStateOf } from '#db/schema-state'
import { bothDatabases, type DatabaseKind } from '#test/setup/databases'
import { guardedUser } from '#test/setup/postgres'

const password = 'geheim-7788'
const folder = mkdtempSync(join(tmpdir(), 'faults-'))
const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What the operator reads when the server does not start. */
async function sentenceAtStart(url: string): Promise<string> {
  const settings = readConfig({ PORTAL_DATABASE_URL: url, PORTAL_MODE: 'demo' })
  if (!settings.ok) return settings.faults.join('\n')
  const error = await openPortal(settings.config, createLogger('silent')).then(
    async (portal) => {
      await portal.close()
      return expect.fail('it started')
    },
    (reason: unknown) => reason,
  )
  return databaseFault(error, url) ?? expect.fail(`no words for ${String(error)}`)
}

const run = (args: readonly string[], url: string) => {
  const { PATH = '', HOME = '' } = process.env
  const env = { NODE_ENV: 'production' as const, PATH, HOME, PORTAL_DATABASE_URL: url }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  return { status, text: stdout + stderr }
}
const cli = (url: string, ...words: string[]) => run(['--import', 'tsx', 'app/cli.ts', ...words], url)
const worker = (url: string) => run(['app/server/start.mjs', 'worker'], url)
const server = (url: string) => run(['--import', 'tsx', 'app/server/main.ts'], url)

// Programs that start from nothing take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

describe('a database that cannot be reached', () => {
  it.each([
    ['an address where nothing listens', `postgres://portal:${password}@127.0.0.1:1/portal`, /连不上数据库服务器 127\.0\.0\.1:1/],
    ['a host that does not exist', `postgres://portal:${password}@nowhere.invalid/portal`, /(找不到|查不到)数据库服务器 nowhere\.invalid/],
    ['no name of a database', `postgres://portal:${password}@127.0.0.1:5432`, /^PORTAL_DATABASE_URL：写法为/],
    ['a password that breaks the address', `postgres://portal:${password}#1@127.0.0.1/portal`, /^PORTAL_DATABASE_URL：写法为/],
    ['another kind of database', `mysql://portal:${password}@127.0.0.1/portal`, /^PORTAL_DATABASE_URL：须以/],
    ['a folder that cannot be made', `file:${join(folder, 'not-a-folder')}/portal.sqlite`, /(不是目录|没有权限)/],
  ])('%s', async (_, url, words) => {
    writeFileSync(join(folder, 'not-a-folder'), '')
    const sentence = await sentenceAtStart(url)
    expect(sentence).toMatch(words)
    expect(sentence).not.toContain(password)
  })

  it('a file that is no database', async () => {
    const file = join(folder, 'letter.sqlite')
    writeFileSync(file, 'Dear colleagues, '.repeat(500))
    expect(await sentenceAtStart(`file:${file}`)).toContain('不是数据库文件')
  })

  it.each([
    ['the command line', (url: string) => cli(url, 'doctor')],
    ['the worker', worker],
    ['the server', server],
  ])('is said in Chinese by %s, which ends non-zero without stack or password', (_, start) => {
    const { status, text } = start(`postgres://portal:${password}@127.0.0.1:1/portal`)
    expect(status).toBe(1)
    expect(text).toContain('连不上数据库服务器 127.0.0.1:1。请确认 PostgreSQL 已经启动')
    expect(text).not.toContain(password)
    expect(text).not.toMatch(/\bat .+\(.+:\d+:\d+\)/)
  })

  it('a worker beside a SQLite file, and a server that waits for one, are refused', () => {
    const url = `file:${join(folder, 'one.sqlite')}`
    expect(worker(url)).toMatchObject({ status: 78, text: expect.stringContaining('不能另开后台进程') })
    const settings = readConfig({ PORTAL_DATABASE_URL: url, PORTAL_WORKER: 'separate' })
    expect(settings).toEqual({ ok: false, faults: [expect.stringMatching(/^PORTAL_WORKER：SQLite/)] })
    expect(readConfig({ PORTAL_DATABASE_URL: 'postgres://h/d', PORTAL_WORKER: 'separate' })).toMatchObject({
      ok: true,
      config: { worker: 'separate' },
    })
  })
})

describe('a PostgreSQL server that refuses', () => {
  const postgres = kinds.find(({ name }) => name === 'postgres')
  if (postgres === undefined) {
    it.skip('NOT SUPPORTED HERE: postgres (no server programs installed)', () => {})
    return
  }
  const withUser = (url: string, user: string) => url.replace('portal@', `${user}@`)

  it('a wrong password, and a database that does not exist', async () => {
    const { url, database, drop } = await postgres.open()
    await sql`create user ${sql.id(guardedUser)} password 'another-one'`.execute(database.write)
    const sentence = await sentenceAtStart(withUser(url, `${guardedUser}:${password}`))
    expect(sentence).toContain(`不接受用户 ${guardedUser} 的密码`)
    expect(sentence).not.toContain(password)
    expect(await sentenceAtStart(url.replace(/portal_\d+$/, 'portal_nowhere'))).toContain('数据库 portal_nowhere 不存在')
    await drop()
  })

  it('a user who may not make tables', async () => {
    const { url, database, drop } = await postgres.open()
    await sql`create user reader`.execute(database.write)
    expect(await sentenceAtStart(withUser(url, 'reader'))).toContain('用户 reader 在数据库')
    await drop()
  })

  it('connections that the server ends, idle or within a transaction, cost a query and not the process', async () => {
    const { url, database, drop } = await postgres.open()
    const other = openDatabase(url)
    const backends = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    await sql`select 1`.execute(other.read)
    await backends.execute(database.write)
    const broken = other.write.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx)
      await backends.execute(database.write)
      await sql`select pg_sleep(0)`.execute(trx)
    })
    await expect(broken).rejects.toThrow()
    await expect
      .poll(() =>
        sql`select 1 as one`.execute(other.read).then(
          ({ rows }) => rows,
          () => [],
        ),
      )
      .toEqual([{ one: 1 }])
    await other.close()
    await drop()
  })

  it('lets one process at a time prepare the database', async () => {
    const { url, database, drop } = await postgres.open()
    const other = openDatabase(url)
    const steps: string[] = []
    const prepare = (who: string) => async () => {
      steps.push(`${who} begins`)
      await sql`select pg_sleep(0.2)`.execute(database.read)
      steps.push(`${who} ends`)
    }
    await Promise.all([database.alone(prepare('one')), other.alone(prepare('two'))])
    expect(steps.filter((step) => step.endsWith('begins'))).toHaveLength(2)
    expect(steps[0]?.split(' ')[0]).toBe(steps[1]?.split(' ')[0])
    await other.close()
    await drop()
  })
})

describe.each(kinds.map((kind) => [kind.name, kind] as const))('a schema that does not fit, on %s', (_name, kind: DatabaseKind) => {
  const spoilt = async (...statements: RawBuilder<unknown>[]) => {
    const opened = await kind.open()
    await migrate(opened.database)
    for (const statement of statements) await statement.execute(opened.database.write)
    return opened
  }
  it('is named before anything is changed, by the server and by the command line', async () => {
    const cases = [
      [
        [sql`insert into kysely_migration values ('9999-of-the-future', '2030-01-01T00:00:00.000Z')`],
        /更新版本的程序升级过（9999-of-the-future）/,
      ],
      [[sql`delete from kysely_migration where name = '0002-case-file'`], /中间缺 0002-case-file/],
      [[sql`drop table counted_try`, sql`alter table outbox drop column last_error`], /缺少 counted_try、outbox\.last_error/],
      [[sql`drop table kysely_migration`], /没有本程序的升级记录/],
    ] as const
    for (const [statements, words] of cases) {
      const { url, database, drop } = await spoilt(...statements)
      const before = await schemaStateOf(database)
      expect(await sentenceAtStart(url)).toMatch(words)
      expect(await schemaStateOf(database)).toEqual(before)
      expect(databaseFault(await requireCurrentSchema(database).catch((error: unknown) => error), url)).toMatch(words)
      await drop()
    }
  })

  it('that is older is brought up by migrate, which the words ask for', async () => {
    const { url, database, drop } = await kind.open()
    const words = async () => databaseFault(await requireCurrentSchema(database).catch((error: unknown) => error), url)
    expect(await words()).toContain('数据库是空的')
    const getMigrations = async () => ({ '0001-people': people, '0002-case-file': caseFile })
    await new Migrator({ db: database.write, provider: { getMigrations } }).migrateToLatest()
    expect(await words()).toContain('npm run portal -- migrate')
    expect(await migrateSafely(database)).toContain('0006-several-servers')
    expect(await schemaStateOf(database)).toEqual({ kind: 'current' })
    expect(await words()).toBeUndefined()
    await drop()
  })
})

it('the command line asks for a migration, and does it', async () => {
  const url = `file:${join(folder, 'new.sqlite')}`
  expect(cli(url, 'verify')).toMatchObject({ status: 1, text: expect.stringContaining('数据库是空的') })
  expect(cli(url, 'migrate')).toMatchObject({ status: 0, text: expect.stringContaining('0006-several-servers') })
})
