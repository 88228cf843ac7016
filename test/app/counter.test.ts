import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftPages } from '#app/forms/application-draft-pages'
import { demonstrationPassword } from '#app/journey/cast'
import { applicationContext } from '#app/services/case-context'
import { openDraft } from '#app/services/drafts.server'
import { serveCases } from '#test/app/case-app'
import { type Core, ids, openCore, openCoreAt } from '#test/setup/core'
import { hiddenOf, PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { onePagePdf } from '#test/setup/upload-files'
import { clinicInput } from '#test/workflows/sample-application'
import { dateOf } from '#workflows/calendar/plain-date'
import { CounterPayload } from '#workflows/commands/payloads'
import { fillForm, newAccount, scoresOf, uploadEverything } from './institution-clerk'

const path = `/desk/counter?uscc=${newAccount.uscc}`
const { name, type } = newAccount
const pdf = (words: string) => ({ name: `${words}.pdf`, bytes: onePagePdf(words) })

let core: Core
let served: Awaited<ReturnType<typeof startPages>>
beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session|desk|resources)\//.test(file))
})
afterAll(() => served.close())

async function officerOf(agencyId: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(served.origin)
  await browser.get('/sign-in')
  await browser.post('/sign-in', { login: `officer-${agencyId}`, password: demonstrationPassword })
  return browser
}

describe('somebody comes to the window with paper (第九条（一）)', () => {
  it('the officer registers nothing twice, enters the application from paper, and gets the receipt at once', async () => {
    const officer = await officerOf('370502')
    expect((await officer.get(path)).text).toContain('还没有登记')
    for (const _ of [1, 2]) expect((await officer.post(path, { _task: 'institution', name, type })).status).toBe(303)
    await officer.get(path)
    expect((await officer.post(path, { _task: 'site', ...clinicInput().site })).status).toBe(303)
    const siteId = /name="siteId" value="([^"]+)"/.exec((await officer.get(path)).text)?.[1] ?? ''
    const begun = await officer.post(path, { _task: 'draft', siteId })
    const draft = begun.headers.location ?? ''
    expect(draft).toMatch(/^\/my\/apply\/[0-9a-f-]{36}$/)
    expect((await officer.post(path, { _task: 'draft', siteId })).headers.location).toBe(draft)

    // Another agency's officer, and the officer of this one for a draft of the institution's own, see nothing.
    const stranger = await officerOf('370522')
    expect((await stranger.get(draft)).status).toBe(403)
    const other = await stranger.get(path)
    expect(other.text.replaceAll('<!-- -->', '')).toContain('由东营区社会保险经办机构受理')
    expect(other.text).not.toContain('开通网上账号')
    expect((await stranger.post(path, { _task: 'account', ownName: '赵立新', login: 'zhao.strange' })).status).toBe(400)
    expect((await stranger.post(path, { _task: 'draft', siteId })).status).toBe(400)

    await fillForm(officer, draft, draftPages)
    expect((await officer.get(`${draft}/people`)).text).not.toMatch(/value="李[^"]*经办/)
    await officer.get(`${draft}/self-evaluation`)
    await officer.post(`${draft}/self-evaluation`, { ...scoresOf(), intent: 'continue' })
    await uploadEverything(officer, draft)
    const check = await officer.get(`${draft}/check`)
    const who = { ...hiddenOf(check), 'counter.presentedBy': '孙代办', 'counter.capacity': 'agent' }

    const withoutLetter = await officer.postFiles(`${draft}/check`, who, { 'counter.paper': pdf('signed') })
    expect(withoutLetter.status).toBe(422)
    expect(withoutLetter.text).toContain('没有授权委托书的，不能代办')
    expect(withoutLetter.text).toContain('已保存，提交时一并送出')
    expect((await officer.postFiles(`${draft}/check`, who)).status).toBe(422)

    const papers = { 'counter.paper': pdf('signed'), 'counter.authorityLetter': pdf('letter') }
    const sent = await officer.postFiles(`${draft}/check`, who, papers)
    const { location = '' } = sent.headers
    expect(location).toMatch(/^\/desk\/counter\?received=/)
    const caseId = location.split('=')[1] ?? ''
    expect((await officer.get(location)).text).toMatch(/href="\/documents\/[^"]+">打印收件回执/)
    const [event] = await core.portal.read.eventLog.ofCase(caseId, 'submitApplication')
    expect(event?.actor_role).toBe('officer')
    expect(CounterPayload.parse(event?.payload).counter).toMatchObject({ presentedBy: '孙代办', capacity: 'agent' })
  })

  it('an officer may not open a draft that an institution writes itself', async () => {
    const [own] = await core.portal.read.institutions.sitesOf(core.clinic.institutionId)
    const draftId = await openDraft(core.portal, core.clinic.applicant, own?.id ?? '')
    const officer = await officerOf('370502')
    expect((await officer.get(`/my/apply/${draftId}`)).status).toBe(403)
    expect((await officer.get('/desk/counter')).text).not.toContain(draftId)
  })

  it('an institution without account gets its first one at the window, and never a second one there', async () => {
    const officer = await officerOf('370502')
    await officer.get(path)
    const opened = await officer.post(path, { _task: 'account', ownName: '赵立新', login: 'zhao.lixin' })
    expect(opened.text).toContain('一次性密码')
    await officer.get(path)
    const again = await officer.post(path, { _task: 'account', ownName: '钱某某', login: 'qian.moumou' })
    expect(again.status).toBe(400)
    expect((await officer.get(path)).text).not.toContain('开通网上账号')
  })
})

describe('the officer acts for an institution on its own case', () => {
  it('only with the signed paper, and the record says who stood at the window', async () => {
    const own = await openCoreAt('submitted')
    const { visit } = await serveCases(own)
    const officer = await visit('officer-370502')
    const page = `/cases/${ids.application}`
    expect((await officer.get(page)).text).toContain('代为录入（当事人到窗口办理）')
    expect((await (await visit('clinic')).get(page)).text).not.toContain('代为录入')
    const path = `${page}/do/withdrawApplication`
    const form = await officer.get(path)
    const who = { ...hiddenOf(form), reason: '', 'counter.presentedBy': '李建国', 'counter.capacity': 'legalRepresentative' }
    const without = await officer.postFiles(path, who)
    expect(without.status).toBe(422)
    expect(without.text).toContain('请上传文件')
    const paper = { name: '撤回申请.pdf', bytes: onePagePdf('withdrawal') }
    const sent = await officer.postFiles(path, { ...who, ...hiddenOf(without) }, { 'counter.paper': paper })
    expect(sent.status).toBe(303)
    expect(await own.stageOf(ids.application)).toBe('withdrawn')
    const shown = (await officer.get(page)).text
    expect(shown).toContain('窗口代为录入：到场人李建国（法定代表人），签名材料附卷')
    expect(shown).toContain('撤回申请.pdf')
  })

  it('the window of a supplement notice that was served on paper runs from the day on its receipt', async () => {
    const own = await openCoreAt('submitted')
    const items = [{ materialId: 'practiceLicence', title: '医疗机构执业许可证', problem: '缺少副本', remedy: '请补交副本扫描件' }]
    await own.must(own.clinic.officer, 'issueSupplementNotice', ids.application, { items })
    const officer = await (await serveCases(own)).visit('officer-370502')
    const path = `/cases/${ids.application}/do/acknowledgeNotice`
    const form = await officer.get(path)
    const servedOn = dateOf(own.portal.now())
    expect((await officer.postFiles(path, { ...hiddenOf(form), servedOn })).status).toBe(422)
    const proof = { name: '送达回证.pdf', bytes: onePagePdf('proof') }
    expect((await officer.postFiles(path, { ...hiddenOf(await officer.get(path)), servedOn }, { proof })).status).toBe(303)
    expect(await own.stageOf(ids.application)).toBe('supplementing.served')
    expect(applicationContext(await own.fileOf(ids.application)).noticeServedOn).toBe(servedOn)
  })
})
