import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { merkleRoot, sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'

/** What somebody with the file and no scruples can do: the guard is taken away, one statement runs. */
async function tamper(core: Core, table: 'case_event' | 'checkpoint', change: () => Promise<unknown>): Promise<void> {
  const verbs = ['update', 'delete']
  for (const verb of verbs) await sql`drop trigger ${sql.id(`${table}_no_${verb}`)}`.execute(core.database.write)
  await change()
}

async function sealed() {
  const core = await openCore()
  const id = await anApplication(core, { stage: 'queued' })
  await anApplication(core, { stage: 'submitted', party: core.pharmacy })
  expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(1)
  expect(await verifyLog(core.portal.unit)).toEqual([])
  return { core, id }
}

describe('log and checkpoints', () => {
  it.each(['case_event', 'checkpoint'] as const)('%s can only grow', async (table) => {
    const { core } = await sealed()
    const before = await core.database.read.selectFrom(table).selectAll().execute()
    expect(before.length).toBeGreaterThan(0)
    const changes = { case_event: { actor_name: '别人' }, checkpoint: { root: 'x' } }
    await expect(core.database.write.updateTable(table).set(changes[table]).execute()).rejects.toThrow(/append-only/)
    await expect(core.database.write.deleteFrom(table).execute()).rejects.toThrow(/append-only/)
    expect(await core.database.read.selectFrom(table).selectAll().execute()).toEqual(before)
  })

  it('verify after a whole life with every command in it', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'ended' })
    await sealCheckpoint(core.portal.unit, core.portal.now())
    expect(await verifyLog(core.portal.unit)).toEqual([])
    const events = await core.portal.read.eventLog.ofCase(id)
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index + 1))
  })
})

describe('tampering is found', () => {
  it('an edited event, by the chain of its case', async () => {
    const { core, id } = await sealed()
    const edit = () =>
      core.database.write
        .updateTable('case_event')
        .set({ payload: '{"opinion":"同意受理"}' })
        .where('case_id', '=', id)
        .where('revision', '=', 2)
        .execute()
    await tamper(core, 'case_event', edit)
    expect(await verifyLog(core.portal.unit)).toMatchObject([{ where: `${id}#2` }])
    expect(await core.portal.read.eventLog.firstBrokenRevision(id)).toBe(2)
  })

  it('an event taken from the middle', async () => {
    const { core, id } = await sealed()
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    await tamper(core, 'case_event', () =>
      core.database.write.deleteFrom('case_event').where('case_id', '=', id).where('revision', '=', 2).execute(),
    )
    expect(await core.portal.read.eventLog.firstBrokenRevision(id)).toBe(3)
  })

  it('a tail cut off, which the chain cannot see, by the checkpoint', async () => {
    const { core, id } = await sealed()
    await tamper(core, 'case_event', () =>
      core.database.write.deleteFrom('case_event').where('case_id', '=', id).where('revision', '=', 2).execute(),
    )
    expect(await core.portal.read.eventLog.firstBrokenRevision(id)).toBeNull()
    expect(await verifyLog(core.portal.unit)).toContainEqual(expect.objectContaining({ where: 'checkpoint 1' }))
  })

  it('a tail cut off after the newest checkpoint, by the state of its case', async () => {
    const { core, id } = await sealed()
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    await tamper(core, 'case_event', () =>
      core.database.write.deleteFrom('case_event').where('case_id', '=', id).where('revision', '=', 3).execute(),
    )
    expect(await verifyLog(core.portal.unit)).toMatchObject([{ where: `${id}#3` }])
  })

  it('a whole case taken out, by the checkpoint', async () => {
    const { core } = await sealed()
    await tamper(core, 'case_event', () => core.database.write.deleteFrom('case_event').where('case_id', '=', 'pharmacy-1').execute())
    expect(await verifyLog(core.portal.unit)).toContainEqual(expect.objectContaining({ where: 'checkpoint 1' }))
  })

  it('a checkpoint whose root was made to fit', async () => {
    const { core } = await sealed()
    await tamper(core, 'checkpoint', () =>
      core.database.write
        .updateTable('checkpoint')
        .set({ root: '0'.repeat(64) })
        .execute(),
    )
    const faults = await verifyLog(core.portal.unit)
    expect(faults.map(({ sentence }) => sentence)).toContain('封存记录或其签名不符')
  })

  it('a checkpoint taken out of the row of checkpoints', async () => {
    const { core, id } = await sealed()
    for (const number of [2, 3]) {
      await core.must(core.clinic.officer, 'openRound', `${ids.round}-${number}`, { year: 2026, month: number === 2 ? 4 : 10 })
      expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(number)
    }
    await tamper(core, 'checkpoint', () => core.database.write.deleteFrom('checkpoint').where('number', '=', 2).execute())
    expect(await verifyLog(core.portal.unit)).toMatchObject([{ where: 'checkpoint 3' }])
    expect(id).toBe(ids.application)
  })
})

describe('sealing', () => {
  it('makes no checkpoint when nothing has happened, and one more when something has', async () => {
    const { core, id } = await sealed()
    expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBeUndefined()
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(2)
    expect(await verifyLog(core.portal.unit)).toEqual([])
  })

  it('twice at the same moment makes one', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const numbers = await Promise.all([1, 2].map(() => sealCheckpoint(core.portal.unit, core.portal.now())))
    expect(numbers.sort()).toEqual([1, undefined])
  })

  it('gives another root for another order, another leaf, or a leaf that imitates a node', () => {
    const roots = [['a', 'b', 'c'], ['b', 'a', 'c'], ['a', 'b'], ['a', 'b', 'c', 'c'], ['a'], []].map((leaves) => merkleRoot(leaves))
    expect(new Set(roots).size).toBe(roots.length)
    expect(merkleRoot(['a', 'b', 'c'])).toBe(merkleRoot(['a', 'b', 'c']))
  })
})
