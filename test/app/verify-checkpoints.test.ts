import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readCopies } from '#app/services/checkpoint-copy.server'
import { createSealKey, readPublicSealKey, readSealKey } from '#app/services/checkpoint-key.server'
import { rootOf } from '#app/services/checkpoint-record.server'
import { type Sealing, sealCheckpoint } from '#app/services/checkpoints.server'
import { type Evidence, inspectLog } from '#app/services/verify-log.server'
import { type Core, coresOn, ids, openCoreAt } from '#test/setup/core'
import { bothDatabases } from '#test/setup/databases'
import { rechain, resign, unguard } from '#test/setup/tamper'

const kinds = await bothDatabases()
const folder = mkdtempSync(join(tmpdir(), 'seals-'))
afterAll(() => {
  for (const kind of kinds) kind.stop()
  rmSync(folder, { recursive: true, force: true })
})

const id = ids.application
let serial = 0
let copyFolder: string
beforeEach(() => {
  serial += 1
  copyFolder = join(folder, `copies-${serial}`)
})

const seal = (core: Core, sealing: Sealing = {}) => sealCheckpoint(core.portal.unit, core.portal.now(), sealing)

/** Three checkpoints: the application, its acceptance, its withdrawal. */
async function sealedThrice(sealing: Sealing = {}): Promise<Core> {
  const core = await openCoreAt('submitted')
  expect(await seal(core, sealing)).toBe(1)
  await core.must(core.clinic.officer, 'acceptApplication', id, { opinion: '材料齐全，予以受理' })
  expect(await seal(core, sealing)).toBe(2)
  await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
  expect(await seal(core, sealing)).toBe(3)
  expect(await found(core)).toEqual([])
  await unguard(core.database)
  return core
}

async function found(core: Core, evidence: Evidence = {}): Promise<string[]> {
  const { faults } = await inspectLog(core.portal.unit, evidence)
  return faults
    .filter(({ where }) => !where.startsWith('数据库触发器'))
    .map(({ kind, where }) => `${kind} ${where.replace(/^《.*（(.+)）$/, '$1')}`)
}
const againstCopies = (core: Core) => found(core, { copies: readCopies(copyFolder).copies })
const checkpoint = (core: Core, number: number) => core.database.write.updateTable('checkpoint').where('number', '=', number)

/** Changes an event and then everything that would give it away inside the database: chain, entries, roots, signatures. */
async function forgeAll(core: Core): Promise<void> {
  await core.database.write
    .updateTable('case_event')
    .set({ actor_name: '别人' })
    .where('case_id', '=', id)
    .where('revision', '=', 2)
    .execute()
  await rechain(core, id)
  const rows = await core.portal.read.eventLog.storedOf([id])
  const digestAt = (caseId: string, revision: number, old: string) =>
    caseId === id ? (rows.find((row) => row.revision === revision)?.digest ?? old) : old
  type Sealed = { events: [string, number, string, string, string][] }
  const heads = new Map<string, { case_id: string; revision: number; digest: string }>()
  const forged = (await core.portal.read.checkpoints.all()).map((row) => {
    const entries = JSON.parse(row.entries ?? '') as Sealed
    entries.events = entries.events.map(([caseId, revision, digest, ...rest]) => [
      caseId,
      revision,
      digestAt(caseId, revision, digest),
      ...rest,
    ])
    for (const [case_id, revision, digest] of entries.events) heads.set(case_id, { case_id, revision, digest })
    return { ...row, entries: JSON.stringify(entries), root: rootOf([...heads.values()]) }
  })
  await resign(core, forged)
}

async function replaceKey(core: Core): Promise<void> {
  const value = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  await core.database.write.updateTable('setting').set({ value }).where('key', '=', 'checkpoint.key').execute()
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('checkpoints on %s', (_name, kind) => {
  coresOn(kind)

  it.each<[string, (core: Core) => Promise<unknown>, string[]]>([
    [
      'one taken from the middle',
      (core) => core.database.write.deleteFrom('checkpoint').where('number', '=', 2).execute(),
      ['missing 第2号封存'],
    ],
    ['the newest taken', (core) => core.database.write.deleteFrom('checkpoint').where('number', '=', 3).execute(), ['missing 第3号封存']],
    [
      'a root made to fit',
      (core) =>
        checkpoint(core, 2)
          .set({ root: '0'.repeat(64) })
          .execute(),
      ['altered 第2号封存'],
    ],
    [
      'its list of events changed',
      (core) => checkpoint(core, 2).set({ entries: '{"events":[],"documents":[]}' }).execute(),
      ['altered 第2号封存'],
    ],
    ['a signature changed', (core) => checkpoint(core, 2).set({ signature: 'AAAA' }).execute(), ['altered 第2号封存']],
    [
      'two exchanged',
      async (core) => {
        await checkpoint(core, 2).set({ number: 1000 }).execute()
        await checkpoint(core, 3).set({ number: 2 }).execute()
        await checkpoint(core, 1000).set({ number: 3 }).execute()
      },
      ['moved 第2号封存', 'moved 第3号封存'],
    ],
    ['the key replaced', replaceKey, ['altered 封存密钥']],
    [
      'the key taken',
      (core) => core.database.write.deleteFrom('setting').where('key', '=', 'checkpoint.key').execute(),
      ['missing 封存密钥'],
    ],
  ])('name %s', async (_attack, by, faults) => {
    const core = await sealedThrice()
    await by(core)
    // What was sealed by the others still holds, so the list names nothing else; a lost link is a part of the same fault.
    expect((await found(core)).filter((line) => faults.includes(line)).sort()).toEqual(faults)
    expect((await found(core)).filter((line) => line.includes(id))).toEqual([])
  })

  it('of a log forged throughout with the key from the database fit, but not the copies outside', async () => {
    const core = await sealedThrice({ copyFolder })
    expect(await againstCopies(core)).toEqual([])
    await forgeAll(core)
    expect(await found(core)).toEqual([])
    expect(await againstCopies(core)).toEqual(expect.arrayContaining(['altered 第2号封存', `altered ${id}#2`]))
    expect((await againstCopies(core)).filter((line) => line.includes('#'))).toEqual([`altered ${id}#2`])
  })

  it('signed anew with a key put in its place are found by the copies', async () => {
    const core = await sealedThrice({ copyFolder })
    await replaceKey(core)
    await resign(core, await core.portal.read.checkpoints.all())
    expect(await found(core)).toEqual([])
    expect(await againstCopies(core)).toEqual(['altered 封存密钥'])
  })

  it('that a database set back no longer has are named by the copies, with each event that went', async () => {
    const core = await sealedThrice({ copyFolder })
    await core.database.write.deleteFrom('checkpoint').where('number', '>', 1).execute()
    await core.database.write.deleteFrom('sealed_file').where('checkpoint', '>', 1).execute()
    await core.database.write.updateTable('setting').set({ value: '1' }).where('key', '=', 'checkpoint.newest').execute()
    await core.database.write.deleteFrom('case_event').where('case_id', '=', id).where('revision', '>', 1).execute()
    await core.database.write.updateTable('case_file').set({ revision: 1 }).where('id', '=', id).execute()
    const lines = await againstCopies(core)
    expect(lines).toEqual(expect.arrayContaining(['missing 第2号封存', 'missing 第3号封存', `missing ${id}#2`, `missing ${id}#3`]))
    // The sealer sees it too, and does not give the same numbers twice.
    await expect(seal(core, { copyFolder })).rejects.toThrow(/恢复到较早的状态/)
    expect(await core.portal.read.checkpoints.count()).toBe(1)
  })

  it('are copied in full by the first sealer that has a folder, and once each', async () => {
    const core = await sealedThrice()
    expect(await seal(core, { copyFolder })).toBeUndefined()
    expect(await seal(core, { copyFolder })).toBeUndefined()
    const [file] = readdirSync(copyFolder)
    expect(file).toBe('checkpoints-2026.jsonl')
    expect(
      readFileSync(join(copyFolder, file ?? ''), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(3)
    expect(await againstCopies(core)).toEqual([])
  })

  it('survive a line that was cut off while it was written, and copies that were changed', async () => {
    const core = await sealedThrice({ copyFolder })
    const file = join(copyFolder, 'checkpoints-2026.jsonl')
    appendFileSync(file, '{"number":4,"sealed')
    await core.must(core.clinic.officer, 'openRound', ids.round, { year: 2026, month: 4 })
    expect(await seal(core, { copyFolder })).toBe(4)
    expect(readCopies(copyFolder)).toMatchObject({ unreadable: 1 })
    expect(await againstCopies(core)).toEqual([])
    writeFileSync(file, readFileSync(file, 'utf8').replace('"event_count":2', '"event_count":3'))
    expect(await againstCopies(core)).toEqual([expect.stringMatching(/^altered 库外副本第\d号封存$/)])
  })

  it('are signed with a key of its own file, after those that the database key signed', async () => {
    const core = await sealedThrice()
    const file = join(folder, `seal-${serial}.pem`)
    createSealKey(file)
    const key = readSealKey(file)
    const fileKey = readPublicSealKey(`${file}.pub`)
    expect(await found(core, { fileKey })).toEqual(['altered 第3号封存'])
    expect(await seal(core, { key })).toBe(4)
    expect(await seal(core, { key })).toBeUndefined()
    expect(await found(core, { fileKey })).toEqual([])
    // Whoever has only the database can seal no more.
    await core.must(core.clinic.officer, 'openRound', ids.round, { year: 2026, month: 4 })
    expect(await seal(core)).toBe(5)
    expect(await found(core, { fileKey })).toEqual(['altered 第5号封存'])
  })
})

describe('the key file', () => {
  it('is for its owner only, is never overwritten, and is refused when it is something else', () => {
    const file = join(folder, 'own.pem')
    createSealKey(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(`${file}.pub`, 'utf8')).not.toContain('PRIVATE')
    expect(() => createSealKey(file)).toThrow(/已经存在/)
    expect(() => readSealKey(`${file}.pub`)).toThrow(/不是 PEM 格式的 Ed25519 密钥/)
    expect(() => readSealKey(join(folder, 'none.pem'))).toThrow(/读不到封存密钥文件/)
  })
})
