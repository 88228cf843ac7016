import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { isMigrated, migrate } from '#db/migrate'
import { type Database, openDatabase } from '#db/open'
import { digestOfEvent, type NewCaseEvent } from '#db/repositories/event-log'
import { rollBack, unitOfWork } from '#db/unit-of-work'
import { anApplication, openBareDatabase, openCore } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'

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
    expect(await migrate(database)).toEqual(['0001-people', '0002-case-file', '0003-policy-documents', '0004-inbox-service', '0005-mail'])
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

describe('a transaction', () => {
  it('that is refused leaves nothing, and says why', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const outcome = await unit.inTransaction(async (tx) => {
      await tx.policy.putSetting('half', 'done')
      rollBack({ code: 'notFound' })
    })
    expect(outcome).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await unit.read.policy.findSetting('half')).toBeUndefined()
    await database.close()
  })

  it('that crashes leaves nothing, and the crash is not taken for a refusal', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const crash = unit.inTransaction(async (tx) => {
      await tx.policy.putSetting('half', 'done')
      throw new Error('power')
    })
    await expect(crash).rejects.toThrow('power')
    expect(await unit.read.policy.findSetting('half')).toBeUndefined()
    await database.close()
  })
})

describe('the compare-and-swap on a case', () => {
  it('lets the first of two savings on one revision through', async () => {
    const core = await openCore()
    const file = await core.fileOf(await anApplication(core, { stage: 'submitted' }))
    const save = () => core.portal.unit.inTransaction((tx) => tx.caseFiles.save({ ...file, revision: 2 }, 1))
    expect([unwrap(await save()), unwrap(await save())]).toEqual([true, false])
  })

  it('finds cases by a whole tag, not by a part of one', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    expect(await core.portal.read.caseFiles.list({ tag: 'officer' })).toHaveLength(1)
    expect(await core.portal.read.caseFiles.list({ tag: 'office' })).toEqual([])
  })
})

describe('document numbers', () => {
  it('have no gap when the step that took one is rolled back', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const take = (keep: boolean) =>
      unit.inTransaction(async (tx) => {
        const serial = await tx.documents.nextSerial('370502', 'applicationReceipt', 2026)
        if (!keep) rollBack({ code: 'notFound' })
        return serial
      })
    expect(unwrap(await take(true))).toBe(1)
    await take(false)
    expect(unwrap(await take(true))).toBe(2)
    const many = await Promise.all([true, false, true, false, true].map(take))
    expect(
      many
        .filter(({ ok }) => ok)
        .map((outcome) => unwrap(outcome))
        .sort(),
    ).toEqual([3, 4, 5])
    await database.close()
  })

  it('are counted apart for each agency, kind and year', async () => {
    const database = await openBareDatabase()
    const { inTransaction } = unitOfWork(database)
    const of = async (agency: string, kind: string, year: number) =>
      unwrap(await inTransaction((tx) => tx.documents.nextSerial(agency, kind, year)))
    expect([
      await of('370502', 'a', 2026),
      await of('370522', 'a', 2026),
      await of('370502', 'b', 2026),
      await of('370502', 'a', 2027),
    ]).toEqual([1, 1, 1, 1])
    expect(await of('370502', 'a', 2026)).toBe(2)
    await database.close()
  })
})

describe('deadline rows', () => {
  it('are claimed once, and a cancelled one never (X8)', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const [row] = await core.portal.read.deadlines.running(id)
    const claim = () => core.portal.unit.inTransaction((tx) => tx.deadlines.claim(row?.id ?? ''))
    const twin = { ...(row ?? expect.fail('no row')), id: 'twin' }
    await expect(core.portal.unit.inTransaction((tx) => tx.deadlines.arm(twin))).rejects.toThrow(/UNIQUE/)
    expect([unwrap(await claim()), unwrap(await claim())]).toEqual([true, false])
    await core.portal.unit.inTransaction((tx) => tx.deadlines.arm(twin))
    await core.portal.unit.inTransaction((tx) => tx.deadlines.cancel(id, [twin.timer_id]))
    expect(unwrap(await core.portal.unit.inTransaction((tx) => tx.deadlines.claim('twin')))).toBe(false)
  })
})

describe('the digest of an event', () => {
  const event: NewCaseEvent = {
    case_id: 'case',
    revision: 1,
    command_id: 'id',
    command: 'acceptApplication',
    input_digest: 'i',
    payload: { opinion: '同意' },
    actor_id: 'a',
    actor_name: '甲',
    actor_role: 'officer',
    article: '第九条（二）',
    from_stage: 'submitted.inTime',
    to_stage: 'queued',
    occurred_at: '2026-03-02T02:00:00.000Z',
    recorded_at: '2026-03-02T02:00:00.000Z',
    policy_version_id: 'p',
  }
  const digest = digestOfEvent(event, '0')

  it.each(Object.keys(event) as (keyof NewCaseEvent)[])('changes with %s', (key) => {
    expect(digestOfEvent({ ...event, [key]: key === 'revision' ? 2 : 'another' }, '0')).not.toBe(digest)
  })
  it('changes with the event before it, and with nothing else', () => {
    expect(digestOfEvent(event, '1')).not.toBe(digest)
    expect(digestOfEvent({ ...event, payload: { opinion: '同意' } }, '0')).toBe(digest)
  })
})
