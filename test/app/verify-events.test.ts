import { afterAll, describe, expect, it } from 'vitest'
import { sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { digestOfStored } from '#db/repositories/event-log'
import { type Core, coresOn, ids, openCoreAt } from '#test/setup/core'
import { bothDatabases } from '#test/setup/databases'
import { rechain, unguard } from '#test/setup/tamper'

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

const id = ids.application
const aside = 1000
const events = (core: Core) => core.portal.read.eventLog.storedOf([id])
const at = (core: Core, revision: number) =>
  core.database.write.updateTable('case_event').where('case_id', '=', id).where('revision', '=', revision)
const remove = (core: Core, revision: number) =>
  core.database.write.deleteFrom('case_event').where('case_id', '=', id).where('revision', '=', revision).execute()
const renumber = (core: Core, from: number, to: number) => at(core, from).set({ revision: to }).execute()

async function rowAt(core: Core, revision: number) {
  const row = (await events(core)).find((event) => event.revision === revision)
  if (row === undefined) throw new Error(`no event ${revision}`)
  return row
}
async function swapRevisions(core: Core, a: number, b: number) {
  await renumber(core, a, aside)
  await renumber(core, b, a)
  await renumber(core, aside, b)
}
async function shift(core: Core, from: number, by: 1 | -1) {
  const rows = (await events(core)).filter(({ revision }) => revision >= from)
  for (const { revision } of by === 1 ? rows.reverse() : rows) await renumber(core, revision, revision + by)
}
async function insert(core: Core, revision: number) {
  const before = await rowAt(core, revision - 1)
  const { seq: _seq, ...row } = before
  const forged = { ...row, revision, command_id: 'forged', command: 'withdrawApplication', previous_digest: before.digest }
  const digest = digestOfStored({ ...forged, seq: 0 }, before.digest)
  await core.database.write
    .insertInto('case_event')
    .values({ ...forged, digest })
    .execute()
}
const standsAt = (core: Core, revision: number) =>
  core.database.write.updateTable('case_file').set({ revision }).where('id', '=', id).execute()

/** Each fault as kind and place; the guards that an attacker takes away are named apart. */
async function found(core: Core): Promise<string[]> {
  const faults = (await verifyLog(core.portal.unit)).filter(({ where }) => !where.startsWith('数据库触发器'))
  return faults.map(({ kind, where }) => `${kind} ${/（(.+)）/.exec(where)?.[1]}`)
}

type Attack = { by: (core: Core, last: number) => Promise<unknown>; finds: (last: number) => string[] }

/** Named whether the case was sealed or not. */
const attacks: Record<string, Attack> = {
  'one byte of a payload changed': {
    by: async (core) => {
      const { payload } = await rowAt(core, 2)
      await at(core, 2)
        .set({ payload: payload.replace('受理', '受埋') })
        .execute()
    },
    finds: () => [`altered ${id}#2`],
  },
  'a space put into a payload': {
    by: async (core) =>
      at(core, 3)
        .set({ payload: ` ${(await rowAt(core, 3)).payload}` })
        .execute(),
    finds: () => [`altered ${id}#3`],
  },
  'a payload cut off, so that it is JSON no more': {
    by: (core) => at(core, 2).set({ payload: '{"opinion":"' }).execute(),
    finds: () => [`altered ${id}#2`],
  },
  'a moment changed in the first event': {
    by: (core) => at(core, 1).set({ occurred_at: '2026-02-01T00:00:00.000Z' }).execute(),
    finds: () => [`altered ${id}#1`],
  },
  'the digest of an event overwritten': {
    by: (core) =>
      at(core, 3)
        .set({ digest: 'f'.repeat(64) })
        .execute(),
    finds: () => [`altered ${id}#3`],
  },
  'two events changed': {
    by: async (core) => {
      for (const revision of [2, 4]) await at(core, revision).set({ actor_name: '别人' }).execute()
    },
    finds: () => [`altered ${id}#2`, `altered ${id}#4`],
  },
  'an event taken from the middle': { by: (core) => remove(core, 3), finds: () => [`missing ${id}#3`] },
  'an event taken from the middle, the others moved up': {
    by: async (core) => {
      await remove(core, 3)
      await shift(core, 4, -1)
    },
    finds: () => [`missing ${id}#3`],
  },
  'two neighbours taken from the middle': {
    by: async (core) => {
      await remove(core, 3)
      await remove(core, 4)
    },
    finds: () => [`missing ${id}#3`, `missing ${id}#4`],
  },
  'the first event taken': { by: (core) => remove(core, 1), finds: () => [`missing ${id}#1`] },
  'the last event taken': { by: remove, finds: (last) => [`missing ${id}#${last}`] },
  'two events exchanged by their revisions': {
    by: (core) => swapRevisions(core, 2, 4),
    finds: () => [`moved ${id}#2`, `moved ${id}#4`],
  },
  'the payloads of two events exchanged': {
    by: async (core) => {
      const [a, b] = [await rowAt(core, 1), await rowAt(core, 2)]
      await at(core, 1).set({ payload: b.payload }).execute()
      await at(core, 2).set({ payload: a.payload }).execute()
    },
    finds: () => [`moved ${id}#1`, `moved ${id}#2`],
  },
  'an event put in at the end': { by: (core, last) => insert(core, last + 1), finds: (last) => [`extra ${id}#${last + 1}`] },
  'an event put into the middle, the others moved down': {
    by: async (core) => {
      await shift(core, 3, 1)
      await insert(core, 3)
    },
    finds: () => [`extra ${id}#3`],
  },
}

/** Only a seal finds these: every digest was computed anew. */
const attacksOnSealed: Record<string, Attack> = {
  'an event changed and the case chained anew': {
    by: async (core) => {
      await at(core, 3).set({ actor_name: '别人' }).execute()
      await rechain(core, id)
    },
    finds: () => [`altered ${id}#3`],
  },
  'an event taken out, the others moved up and chained anew, the case set back': {
    by: async (core, last) => {
      await remove(core, 2)
      await shift(core, 3, -1)
      await rechain(core, id)
      await standsAt(core, last - 1)
    },
    finds: () => [`missing ${id}#2`, `contradicts ${id}`],
  },
  'two events exchanged and chained anew': {
    by: async (core) => {
      await swapRevisions(core, 2, 4)
      await rechain(core, id)
    },
    finds: () => [`moved ${id}#2`, `moved ${id}#4`],
  },
  'an event put into the middle and chained anew': {
    by: async (core, last) => {
      await shift(core, 3, 1)
      await insert(core, 3)
      await rechain(core, id)
      await standsAt(core, last + 1)
    },
    finds: () => [`extra ${id}#3`],
  },
  'the last event taken and the case set back': {
    by: async (core, last) => {
      await remove(core, last)
      await standsAt(core, last - 1)
    },
    finds: (last) => [`missing ${id}#${last}`, `contradicts ${id}`],
  },
  'all events of a case taken': {
    by: (core) => core.database.write.deleteFrom('case_event').where('case_id', '=', id).execute(),
    finds: (last) => Array.from({ length: last }, (_, index) => `missing ${id}#${index + 1}`),
  },
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('verify on %s names', (_name, kind) => {
  coresOn(kind)

  async function attacked({ by, finds }: Attack, isSealed: boolean) {
    const core = await openCoreAt('evaluated')
    if (isSealed) expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(1)
    expect(await found(core)).toEqual([])
    const last = (await events(core)).length
    expect(last).toBeGreaterThan(4)
    await unguard(core.database)
    await by(core, last)
    expect((await found(core)).sort()).toEqual(finds(last).sort())
    await core.close()
  }

  it.each(Object.entries(attacks))('%s, in a sealed case', (_attack, attack) => attacked(attack, true))
  it.each(Object.entries(attacks))('%s, before the case was sealed', (_attack, attack) => attacked(attack, false))
  it.each(Object.entries(attacksOnSealed))('%s, in a sealed case', (_attack, attack) => attacked(attack, true))

  it('an event by its case, its step, its moment and what it was', async () => {
    const core = await openCoreAt('queued')
    await sealCheckpoint(core.portal.unit, core.portal.now())
    const { title } = await core.fileOf(id)
    await unguard(core.database)
    await remove(core, 2)
    const [first] = (await verifyLog(core.portal.unit)).filter(({ at: moment }) => moment !== '')
    expect(first).toMatchObject({
      where: `《${title}》第2步（${id}#2）`,
      sentence: expect.stringMatching(/^缺失：2026年3月2日 10:00“.*受理.*”的记录没有了$/),
    })
  })

  it('the guards that were taken away, also when nothing else was touched', async () => {
    const core = await openCoreAt('submitted')
    await unguard(core.database)
    const faults = await verifyLog(core.portal.unit)
    expect(faults.every(({ where }) => where.startsWith('数据库触发器'))).toBe(true)
    expect(faults).toHaveLength(kind.name === 'postgres' ? 2 : 4)
  })
})
