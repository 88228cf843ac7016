import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftPages } from '#app/forms/application-draft-pages'
import { demonstrationPassword } from '#app/journey/cast'
import { type Core, openCore } from '#test/setup/core'
import { hiddenOf, PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { answersOf, beginDraft, registerClinic, scoresOf, uploadEverything } from './institution-clerk'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>

beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session)\//.test(file))
})
afterAll(() => served.close())

describe('a clerk of a clinic without account', () => {
  it('registers, applies for the site in six screens and gets a receipt', async () => {
    const browser = new PlainBrowser(served.origin)
    const mine = await registerClinic(browser)
    expect(mine.text).toContain('东营区社会保险经办机构')
    const siteId = /name="siteId" value="([^"]+)"/.exec(mine.text)?.[1] ?? ''
    const started = await browser.post('/my', { siteId })
    expect(started.headers.location).toMatch(/^\/my\/apply\/[0-9a-f-]{36}\/licences$/)
    const draft = (started.headers.location ?? '').replace('/licences', '')

    const screens = [started.headers.location ?? '']
    for (const { id, sections } of draftPages) {
      await browser.get(`${draft}/${id}`)
      const answer = await browser.post(`${draft}/${id}`, { ...answersOf(sections), intent: 'continue' })
      expect(answer.status, answer.text.match(/error-summary.*?<\/ul>/s)?.[0]).toBe(303)
      screens.push(answer.headers.location ?? '')
    }
    await browser.get(`${draft}/self-evaluation`)
    const scored = await browser.post(`${draft}/self-evaluation`, { ...scoresOf(), intent: 'continue' })
    expect(scored.status).toBe(303)
    screens.push(scored.headers.location ?? '')
    await uploadEverything(browser, draft)
    const check = await browser.get(`${draft}/check`)
    screens.push(`${draft}/check`)
    expect(check.text).toContain('东营仁和诊所有限公司承诺')
    expect(check.text).toContain('2026年4月批次')
    expect(new Set(screens).size).toBe(6)

    const sent = await browser.post(`${draft}/check`, { ...hiddenOf(check), truthful: 'on' })
    expect(sent.status).toBe(303)
    const caseId = /^\/cases\/([0-9a-f-]{36})\?received=1$/.exec(sent.headers.location ?? '')?.[1] ?? ''
    expect((await core.fileOf(caseId)).stage).toBe('submitted.clock.inTime submitted.examination.byOfficer')
    const [receipt] = await core.portal.read.documents.ofCase(caseId)
    expect(receipt?.kind).toBe('applicationReceipt')
    const file = await core.portal.read.documents.latestFile(receipt?.id ?? '')
    const bytes = (await core.portal.read.files.find(file?.digest ?? ''))?.bytes
    expect(
      Buffer.from(bytes ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')

    // The draft that was sent leads to its case; a second application for the site is not begun.
    expect((await browser.get(draft)).headers.location).toBe(`/cases/${caseId}`)
    const again = await browser.post('/my', { siteId })
    expect(again.status).toBe(409)
    expect(again.text).toContain('一个执业地点一次只能办理一件')
  })
})

describe('a clerk of a pharmacy', () => {
  it('finds its one service ticked and only the questions that a pharmacy is asked', async () => {
    const browser = new PlainBrowser(served.origin)
    await browser.get('/sign-in')
    await browser.post('/sign-in', { login: 'pharmacy', password: demonstrationPassword })
    const draft = await beginDraft(browser, await browser.get('/my'))
    const licences = await browser.get(`${draft}/licences`)
    expect(licences.text).toMatch(/value="retail_drug"[^>]*checked|checked[^>]*value="retail_drug"/)
    expect(licences.text).toContain('药品经营许可证编号')
    expect(licences.text).not.toContain('登记号或者备案编号')
    expect((await browser.get(`${draft}/people`)).text).toContain('近3个月销售额')
    const sheet = await browser.get(`${draft}/self-evaluation`)
    expect(sheet.text).toContain('name="score.P-')
    expect(sheet.text).not.toContain('name="score.M-')
  })
})
