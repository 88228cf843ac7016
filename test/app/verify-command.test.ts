import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sealCheckpoint } from '#app/services/checkpoints.server'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import { unguard } from '#test/setup/tamper'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const copyFolder = join(folder, 'copies')

function portal(url: string, settings: Record<string, string>, ...words: string[]): Promise<{ code: number; text: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { NODE_ENV: 'production' as const, PATH, HOME, PORTAL_DATABASE_URL: url, ...settings }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'app/cli.ts', ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }),
    )
  })
}
const urlOf = ({ database }: Core) => `file:${database.file}`
const verify = (core: Core, ...words: string[]) => portal(urlOf(core), {}, 'verify', ...words)

async function sealedCore(copies = {}) {
  const core = await openCore()
  await anApplication(core, { stage: 'queued' })
  await sealCheckpoint(core.portal.unit, core.portal.now(), copies)
  return core
}

describe('the command verify', () => {
  it('says what was checked and ends with 0; with an altered event names it first and ends with 2', async () => {
    const core = await sealedCore({ copyFolder })
    const sound = await verify(core, '--deep', '--against', copyFolder)
    expect(sound).toMatchObject({ code: 0, text: expect.stringContaining('核验通过') })
    expect(sound.text).toMatch(/共核对事项 1 件、办理记录 2 条、文书 \d 版、封存 1 个，封存至 2026年3月2日 10:00；并核对了事项状态/)
    expect(sound.text).toContain('库外副本：第1号至第1号，共 1 个。')

    await unguard(core.database)
    const { title } = await core.fileOf(ids.application)
    await core.database.write.updateTable('case_event').set({ actor_name: '别人' }).where('revision', '=', 2).execute()
    const { code, text } = await verify(core)
    expect(code).toBe(2)
    expect(text).toMatch(/^核验发现 5 处不符。最早的一处：/)
    expect(text.split('\n')[0]).toContain(`《${title}》第2步（${ids.application}#2） 改动：2026年3月2日 10:00“`)
    expect(text).toContain('共核对事项 1 件')
  })

  it('ends with 1 and says why when nothing could be verified', async () => {
    const core = await sealedCore()
    expect(await verify(core, '--against', join(folder, 'none'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('读不到封存副本'),
    })
    expect(await verify(core, '--dep')).toMatchObject({ code: 1, text: expect.stringContaining('写法：verify') })
    const keyless = await portal(urlOf(core), { PORTAL_SEAL_KEY_FILE: join(folder, 'none.pem') }, 'verify')
    expect(keyless).toMatchObject({ code: 1, text: expect.stringContaining('读不到封存密钥文件') })
  })

  it('checks signatures with the public half of a key that create-key made', async () => {
    const core = await sealedCore()
    const file = join(folder, 'seal.pem')
    expect(await portal(urlOf(core), {}, 'seal', 'create-key', file)).toMatchObject({ code: 0 })
    const before = await portal(urlOf(core), { PORTAL_SEAL_KEY_FILE: `${file}.pub` }, 'verify')
    expect(before).toMatchObject({ code: 2, text: expect.stringContaining('最新的封存不是用设置的密钥文件签名') })
  })
})
