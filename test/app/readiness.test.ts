import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { isReady } from '#app/server/readiness'
import { verifyAndRecord } from '#app/services/verify-record.server'
import { anApplication, openCore } from '#test/setup/core'

it('requests are sent here until the log was found altered, and again once it was found sound', async () => {
  const core = await openCore()
  const { portal, database } = core
  await anApplication(core, { stage: 'submitted' })
  const logIsGood = async () => (await isReady(portal, database)).checks.log
  expect(await logIsGood()).toBe(true)
  await verifyAndRecord(portal)
  expect(await logIsGood()).toBe(true)
  const { rows: guards } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'case_event'`.execute(database.write)
  for (const { name } of guards) await sql`drop trigger ${sql.id(name)}`.execute(database.write)
  await verifyAndRecord(portal)
  expect(await logIsGood()).toBe(false)
  expect((await isReady(portal, database)).ok).toBe(false)
  for (const { sql: statement } of guards) await sql.raw(statement).execute(database.write)
  await verifyAndRecord(portal)
  expect(await logIsGood()).toBe(true)
})
