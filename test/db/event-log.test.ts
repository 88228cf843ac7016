import { afterAll, describe, expect, it } from 'vitest'
import { digestOfCheckpoint, merkleRoot } from '#app/services/checkpoint-record.server'
import { sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { digestOfEvent, digestOfStored, noPredecessor } from '#db/repositories/event-log'
import { anApplication, type Core, coresOn, ids, openCore } from '#test/setup/core'
import { bothDatabases } from '#test/setup/databases'
import { resign, unguard } from '#test/setup/tamper'

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

async function sealed() {
  const core = await openCore()
  const id = await anApplication(core, { stage: 'queued' })
  await anApplication(core, { stage: 'submitted', party: core.pharmacy })
  expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(1)
  expect(await verifyLog(core.portal.unit)).toEqual([])
  return { core, id }
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('log and checkpoints on %s', (_name, kind) => {
  coresOn(kind)

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

  it('make no checkpoint when nothing has happened, and one more when something has', async () => {
    const { core, id } = await sealed()
    expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBeUndefined()
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(2)
    expect(await verifyLog(core.portal.unit)).toEqual([])
    const [first, second] = await core.portal.read.checkpoints.all()
    expect(second?.previous_digest).toBe(first?.digest)
    // The second holds what came since, not everything again.
    expect(JSON.parse(second?.entries ?? '')).toMatchObject({
      events: [[id, 3, expect.any(String), 'withdrawApplication', expect.any(String)]],
    })
  })

  it('make one checkpoint when two seal at the same moment', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const numbers = await Promise.all([1, 2].map(() => sealCheckpoint(core.portal.unit, core.portal.now())))
    expect(numbers.sort()).toEqual([1, undefined])
  })

  it('seal everything again after a checkpoint of an older program, which named no events', async () => {
    const { core } = await sealed()
    const [old] = await core.portal.read.checkpoints.all()
    if (old === undefined) throw new Error('nothing was sealed')
    await unguard(core.database)
    await resign(core, [{ ...old, entries: null }])
    await core.database.write.deleteFrom('sealed_file').execute()
    expect(await faultsBut(core, '数据库触发器')).toEqual([])
    await core.must(core.clinic.applicant, 'withdrawApplication', ids.application, { reason: '' })
    expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(2)
    const { events } = JSON.parse((await core.portal.read.checkpoints.last())?.entries ?? '') as { events: unknown[] }
    expect(events).toHaveLength(4)
    expect(await faultsBut(core, '数据库触发器')).toEqual([])
  })
})

/** The faults of the log without those at one kind of place, which the test itself has made. */
const faultsBut = async (core: Core, place: string) => (await verifyLog(core.portal.unit)).filter(({ where }) => !where.startsWith(place))

describe('digests', () => {
  it('are the same from the stored row and from the event, and another for each byte of the payload', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'queued' })
    const [stored] = await core.portal.read.eventLog.storedOf([id])
    const [event] = await core.portal.read.eventLog.ofCase(id)
    if (stored === undefined || event === undefined) throw new Error('no event')
    expect(digestOfStored(stored, noPredecessor)).toBe(stored.digest)
    expect(digestOfEvent(event, noPredecessor)).toBe(stored.digest)
    expect(digestOfStored({ ...stored, payload: `${stored.payload} ` }, noPredecessor)).not.toBe(stored.digest)
  })

  it('give another root for another order, another leaf, or a leaf that imitates a node', () => {
    const roots = [['a', 'b', 'c'], ['b', 'a', 'c'], ['a', 'b'], ['a', 'b', 'c', 'c'], ['a'], []].map((leaves) => merkleRoot(leaves))
    expect(new Set(roots).size).toBe(roots.length)
    expect(merkleRoot(['a', 'b', 'c'])).toBe(merkleRoot(['a', 'b', 'c']))
  })

  it('cover what a checkpoint says of single events', () => {
    const row = { number: 1, sealed_at: '', last_seq: 1, event_count: 1, root: '', previous_digest: '', digest: '', signature: '' }
    expect(digestOfCheckpoint({ ...row, entries: '{}' })).not.toBe(digestOfCheckpoint({ ...row, entries: null }))
  })
})
