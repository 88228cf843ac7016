import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CliError } from '#app/cli/cli-error'
import { createKey } from '#app/cli/seal'
import { type VerifyOrder, verify, verifyOrderOf } from '#app/cli/verify'
import { readSealKey } from '#app/services/checkpoint-key.server'
import { sealCheckpoint } from '#app/services/checkpoints.server'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import { unguard } from '#test/setup/tamper'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const copyFolder = join(folder, 'copies')

function portal(url: string, ...words: string[]): Promise<{ code: number; text: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { NODE_ENV: 'production' as const, PATH, HOME, PORTAL_DATABASE_URL: url }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'app/cli.ts', ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }),
    )
  })
}

/** What the command would print, and with what it would end; in this process, which is quicker. */
async function verified({ portal: { unit }, database }: Core, order: Partial<VerifyOrder> = {}): Promise<{ code: number; text: string }> {
  try {
    return { code: 0, text: await verify(unit, database, { isDeep: false, against: undefined, keyFile: undefined, ...order }) }
  } catch (error) {
    if (error instanceof CliError) return { code: error.exitCode, text: error.message }
    throw error
  }
}

async function sealedCore(copies = {}) {
  const core = await openCore()
  await anApplication(core, { stage: 'queued' })
  await sealCheckpoint(core.portal.unit, core.portal.now(), copies)
  return core
}

describe('the command verify', () => {
  it('says what was checked; with an altered event names it first', async () => {
    const core = await sealedCore({ copyFolder })
    const sound = await verified(core, { isDeep: true, against: copyFolder })
    expect(sound).toMatchObject({ code: 0, text: expect.stringContaining('核验通过') })
    expect(sound.text).toMatch(/共核对事项 1 件、办理记录 2 条、文书 \d 版、封存 1 个，封存至 2026年3月2日 10:00；并核对了事项状态/)
    expect(sound.text).toContain('库外副本：第1号至第1号，共 1 个。')

    await unguard(core.database)
    const { title } = await core.fileOf(ids.application)
    await core.database.write.updateTable('case_event').set({ actor_name: '别人' }).where('revision', '=', 2).execute()
    const { code, text } = await verified(core)
    expect(code).toBe(2)
    expect(text).toMatch(/^核验发现 5 处不符。最早的一处：/)
    expect(text.split('\n')[0]).toContain(`《${title}》第2步（${ids.application}#2） 改动：2026年3月2日 10:00“`)
    expect(text).toContain('共核对事项 1 件')
  })

  it('takes its options only as they are written, and says what cannot be read', async () => {
    const key = undefined
    expect(verifyOrderOf(['verify', '--deep', '--against', 'x'], key)).toEqual({ isDeep: true, against: 'x', keyFile: undefined })
    for (const words of [['--dep'], ['--against'], ['--against', '--deep'], ['x']])
      expect(() => verifyOrderOf(['verify', ...words], key)).toThrow(/写法：verify/)
    const core = await sealedCore()
    await expect(verified(core, { against: join(folder, 'none') })).rejects.toThrow(/读不到封存副本/)
    await expect(verified(core, { keyFile: join(folder, 'none.pem') })).rejects.toThrow(/读不到封存密钥文件/)
  })

  it('needs only the public half of a key', async () => {
    const core = await sealedCore()
    const file = join(folder, 'seal.pem')
    expect(createKey(file)).toContain(`${file}.pub`)
    const before = await verified(core, { keyFile: `${file}.pub` })
    expect(before).toMatchObject({ code: 2, text: expect.stringContaining('最新的封存不是用设置的密钥文件签名') })
    await sealCheckpoint(core.portal.unit, core.portal.now(), { key: readSealKey(file) })
    expect(await verified(core, { keyFile: `${file}.pub` })).toMatchObject({ code: 0 })
  })

  it('ends as a process with 0 when all is sound, and with 2 when it is not', async () => {
    const core = await sealedCore()
    expect(await portal(`file:${core.database.file}`, 'verify')).toMatchObject({ code: 0 })
    await unguard(core.database)
    expect(await portal(`file:${core.database.file}`, 'verify')).toMatchObject({ code: 2, text: expect.stringContaining('缺失') })
  }, 120_000)
})
