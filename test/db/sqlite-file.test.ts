import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { isMigrated, migrate } from '#db/migrate'
import { type Database, openDatabase } from '#db/open'
import { openBareDatabase } from '#test/setup/core'

const pragma = async (connection: Database['write'], name: string) => {
  const { rows } = await sql`select * from ${sql.table(`pragma_${name}`)}`.execute(connection)
  return Object.values(rows[0] as object)[0]
}

describe('the SQLite file', () => {
  it('is written durably, with foreign keys, by both connections', async () => {
    const database = await openBareDatabase()
    for (const connection of [database.write, database.read]) {
      expect(await pragma(connection, 'synchronous')).toBe(2) // FULL
      expect(await pragma(connection, 'foreign_keys')).toBe(1)
      expect(await pragma(connection, 'busy_timeout')).toBeGreaterThanOrEqual(1000)
    }
    expect(await pragma(database.write, 'journal_mode')).toBe('wal')
    await database.close()
  })

  it('refuses a row whose parent does not exist', async () => {
    const database = await openBareDatabase()
    const orphan = { account_id: 'nobody', role: 'officer' }
    await expect(database.write.insertInto('account_role').values(orphan).execute()).rejects.toThrow(/FOREIGN KEY/)
    await database.close()
  })

  it('cannot be written through the reading connection', async () => {
    const database = await openBareDatabase()
    await expect(database.read.insertInto('setting').values({ key: 'k', value: 'v' }).execute()).rejects.toThrow(/readonly/)
    await database.close()
  })

  it('begins a transaction as the writer, so that read-then-write cannot fail half way', async () => {
    const database = await openBareDatabase()
    const rival = new Sqlite(database.file ?? '', { timeout: 0 })
    await database.write.transaction().execute(async (trx) => {
      await trx.selectFrom('setting').selectAll().execute()
      expect(() => rival.exec('begin immediate')).toThrow(/locked/)
    })
    rival.exec('begin immediate; rollback')
    rival.close()
    await database.close()
  })
})

describe('migrating', () => {
  it('twice changes nothing the second time', async () => {
    const database = openDatabase('file::memory:')
    expect(await isMigrated(database)).toBe(false)
    expect((await migrate(database)).slice(0, 3)).toEqual(['0001-people', '0002-case-file', '0003-policy-documents'])
    const schema = () => sql`select name, sql from sqlite_master order by name`.execute(database.write)
    const before = await schema()
    expect(await migrate(database)).toEqual([])
    expect(await schema()).toEqual(before)
    expect(await isMigrated(database)).toBe(true)
    await database.close()
  })

  it('refuses a URL that names no database', () => {
    expect(() => openDatabase('mysql://somewhere')).toThrow(/file: or postgres:/)
  })
})
