import { describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#app/journey/cast'
import { sha256 } from '#db/canonical-json'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { hiddenWords, onePagePdf, photograph } from '#test/setup/upload-files'
import { SupplementAnswerPayload } from '#workflows/commands/payloads'

const path = `/cases/${ids.application}/do/answerSupplementNotice`

/** The clinic's clerk, who has been asked for a list and a licence. */
async function asked(): Promise<{ core: Core; clerk: PlainBrowser }> {
  const core = await openCore()
  await anApplication(core, { stage: 'submitted' })
  const items = [
    { materialId: 'drugList', title: '药品品种清单', problem: '已过有效期。', remedy: '提交有效的材料。' },
    { materialId: 'practiceLicence', title: '执业许可证', problem: '看不清楚。', remedy: '重新拍摄。' },
  ]
  await core.must(core.clinic.officer, 'issueSupplementNotice', ids.application, { items })
  return { core, clerk: await (await serveCases(core)).visit('clinic') }
}

const keptIn = (text: string): string[] => [...text.matchAll(/name="kept" value="([^"]+)"/g)].map(([, value = '']) => value)

async function answered(core: Core) {
  const [event] = await core.portal.read.eventLog.ofCase(ids.application, 'answerSupplementNotice')
  return SupplementAnswerPayload.parse(event?.payload).materials
}

describe('the answer to a supplement notice', () => {
  it('keeps the sound file when another is refused, and the record names the clean image', async () => {
    const { core, clerk } = await asked()
    const form = await clerk.get(path)
    const answer = await clerk.postFiles(
      path,
      { ...hiddenOf(form), explanation: '已经重新拍摄。' },
      {
        'material.drugList': { name: '清单.pdf', bytes: Buffer.from('%PDF-1.4 broken off') },
        'material.practiceLicence': { name: '许可证.jpg', bytes: await photograph() },
      },
    )
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('「清单.pdf」已经损坏或者不完整')
    expect(answer.text).toContain('已经重新拍摄。')
    expect(await core.stageOf(ids.application)).toMatch(/^supplementing/)
    const kept = keptIn(answer.text)
    expect(kept.map((text) => text.split('|').at(-1))).toEqual(['许可证.jpg'])

    const list = { 'material.drugList': { name: '清单.pdf', bytes: onePagePdf('list') } }
    const sent = await clerk.postFiles(path, { ...hiddenOf(answer), explanation: '', kept: kept[0] ?? '' }, list)
    expect(sent.status).toBe(303)
    const licence = (await answered(core)).find(({ materialId }) => materialId === 'practiceLicence')?.files[0]
    const stored = Buffer.from((await core.portal.read.files.find(licence?.digest ?? ''))?.bytes ?? [])
    expect(licence?.digest).toBe(sha256(stored))
    for (const words of Object.values(hiddenWords)) expect(stored.includes(words)).toBe(false)
  })

  it('that came after the sign-in had run out is sent with its files after the next one', async () => {
    const { core, clerk } = await asked()
    const fields = { ...hiddenOf(await clerk.get(path)), explanation: '两项都已补齐。' }
    for (const [, value = ''] of clerk.cookieHeader.matchAll(/=([^;]+)/g)) {
      const session = await core.portal.read.people.findSession(sha256(value))
      if (session !== undefined)
        await core.portal.unit.inTransaction((tx) => tx.people.touchSession(session.id_hash, '2020-01-01T00:00:00.000Z'))
    }
    const files = {
      'material.drugList': { name: '清单.pdf', bytes: onePagePdf('list') },
      'material.practiceLicence': { name: '许可证.pdf', bytes: onePagePdf('licence') },
    }
    const late = await clerk.postFiles(path, fields, files)
    expect(late.status).toBe(302)
    const held = /resume%2F([0-9a-f-]{36})/.exec(late.headers.location ?? '')?.[1] ?? ''
    const form = await core.portal.read.drafts.findHeldForm(held)
    expect(form).toMatchObject({ action: path, account_id: core.clinic.applicant.id })

    await clerk.get('/sign-in')
    await clerk.post('/sign-in', { login: 'clinic', password: demonstrationPassword })
    await clerk.get(path)
    const again: Record<string, string[]> = {}
    for (const [name, value] of form?.fields ?? []) again[name] = [...(again[name] ?? []), value]
    expect((await clerk.post(path, again)).status).toBe(303)
    expect((await answered(core)).map(({ materialId, files: list }) => [materialId, list.map(({ name }) => name)])).toEqual([
      ['drugList', ['清单.pdf']],
      ['practiceLicence', ['许可证.pdf']],
    ])
  })
})
