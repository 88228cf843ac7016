import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftPages } from '#app/forms/application-draft-pages'
import { demonstrationPassword } from '#app/journey/cast'
import { submit } from '#app/journey/steps'
import { addSite } from '#app/services/institution-sites.server'
import { type Core, openCore } from '#test/setup/core'
import { type Answer, hiddenOf, PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import {
  answersOf,
  beginDraft,
  fillForm,
  newAccount,
  registerClinic,
  scoresOf,
  smallPdf,
  upload,
  uploadEverything,
} from './institution-clerk'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>

beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session|resources)\//.test(file))
})
afterAll(() => served.close())

const browse = () => new PlainBrowser(served.origin)

/** The page as a person reads it: without React's marks between pieces of text. */
const read = ({ text }: Answer): string => text.replaceAll('<!-- -->', '')

/** What stands at a field as its error; undefined when there is none. */
const errorAt = ({ text }: Answer, field: string): string | undefined =>
  new RegExp(`id="${field}-error".*?</div>`, 's').exec(text)?.[0].replace(/<[^>]+>/g, '')

/** The value of a text field as the page shows it. */
const shownIn = ({ text }: Answer, field: string): string | undefined =>
  /value="([^"]*)"/.exec(new RegExp(`<input[^>]*id="${field}"[^>]*>`).exec(text)?.[0] ?? '')?.[1]

describe('我能申请吗', () => {
  it('names the competent agency and why, without an account', async () => {
    const answer = await browse().get('/can-i-apply?kind=clinic&admdvs=370522&affiliation=oilfield')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('油田所属医药机构由东营市社会保险经办机构办理')
    expect(answer.text).toContain('2026年4月批次；2026年3月31日 24:00 前受理的都能参加')
  })

  it('asks for what is missing and keeps what was chosen', async () => {
    const answer = await browse().get('/can-i-apply?kind=clinic&uscc=123')
    expect(answer.status).toBe(422)
    expect(errorAt(answer, 'f-admdvs')).toContain('请选择执业地点所在的县区')
    expect(errorAt(answer, 'f-uscc')).toContain('应为18位')
    expect(answer.text).toMatch(/<option value="clinic" selected/)
  })

  it('tells of a bar only the days, not its cause', async () => {
    const { uscc } = core.pharmacy.input.institution
    await core.portal.unit.inTransaction((tx) =>
      tx.bars.record({
        id: 'bar-1',
        uscc,
        site_id: null,
        cause: 'administrativePenalty',
        starts_on: '2025-06-10',
        until: '2026-06-09',
        source: '东卫医罚〔2025〕12号',
        article: '第十条（四）',
      }),
    )
    const answer = await browse().get(`/can-i-apply?kind=pharmacy_single&admdvs=370522&affiliation=private&uscc=${uscc}`)
    const notice = /不予受理<\/p>.*?<\/div>/s.exec(read(answer))?.[0] ?? ''
    expect(answer.text).toContain('2026年6月10日以前（含当日）不予受理')
    expect(notice).toContain('2026年6月11日起可以重新申请')
    expect(notice).not.toMatch(/处罚|12号/)
  })
})

describe('registration', () => {
  it('refuses a credit code whose check character is wrong, keeps what was typed and never sends a password back', async () => {
    const browser = browse()
    await browser.get('/my/register')
    const answer = await browser.post('/my/register', { ...newAccount, uscc: '91370502MA3C7K4M5A', login: 'somebody' })
    expect(answer.status).toBe(422)
    expect(errorAt(answer, 'f-uscc')).toContain('第18位校验码不符')
    expect(shownIn(answer, 'f-ownName')).toBe('赵立新')
    expect(answer.text).not.toContain(newAccount.password)
  })

  it('takes such a code once it is confirmed against the certificate', async () => {
    const browser = browse()
    await browser.get('/my/register')
    const account = { ...newAccount, uscc: '91350211M0000XUF46', login: 'confirmed', usccConfirmed: 'on' }
    const answer = await browser.post('/my/register', account)
    expect(answer.status).toBe(303)
    expect(String(answer.headers['set-cookie'])).toContain('portal_session=')
  })

  it('refuses a short password, two different passwords and a missing consent', async () => {
    const browser = browse()
    await browser.get('/my/register')
    const { consent: _, ...withoutConsent } = newAccount
    const answer = await browser.post('/my/register', { ...withoutConsent, password: 'kurz' })
    expect(answer.status).toBe(422)
    expect(errorAt(answer, 'f-password')).toContain('至少12位')
    expect(errorAt(answer, 'f-passwordAgain')).toContain('不一致')
    expect(errorAt(answer, 'f-consent')).toContain('请阅读并勾选同意')
  })

  it('refuses a login and a credit code that are taken, each at its field', async () => {
    const browser = browse()
    await browser.get('/my/register')
    const answer = await browser.post('/my/register', { ...newAccount, uscc: core.clinic.input.institution.uscc, login: 'clinic' })
    expect(answer.status).toBe(422)
    expect(errorAt(answer, 'f-login')).toContain('已经有人使用')
    expect(errorAt(answer, 'f-uscc')).toContain('已经登记')
  })
})

describe('a draft', () => {
  let browser: PlainBrowser
  let draft: string

  beforeAll(async () => {
    browser = browse()
    draft = await beginDraft(browser, await registerClinic(browser))
  })

  it('keeps an impossible date as it was typed and says what is wrong with it', async () => {
    await browser.get(`${draft}/licences`)
    const typed = { ...answersOf(['services', 'entity']), 'entity.licenceIssuedOn': '2026-02-30', intent: 'continue' }
    const answer = await browser.post(`${draft}/licences`, typed)
    expect(answer.status).toBe(422)
    for (const page of [answer, await browser.get(`${draft}/licences`)]) {
      expect(shownIn(page, 'f-entity-licenceIssuedOn')).toBe('2026-02-30')
      expect(errorAt(page, 'f-entity-licenceIssuedOn')).toContain('没有这一天')
      expect(shownIn(page, 'f-entity-practiceLicenceNumber')).toBe('PDY10001237050217D1102')
    }
    expect((await browser.get(draft)).text).toContain('需修改')
  })

  it('adds and removes a person without any script', async () => {
    await browser.get(`${draft}/people`)
    const people = answersOf(['staff'])
    const added = await browser.post(`${draft}/people`, { ...people, intent: 'addRow' })
    const withBlank = await browser.get((added.headers.location ?? '').replace(/#.*/, ''))
    expect(read(withBlank)).toContain('第 2 人')
    const second = Object.fromEntries(
      Object.entries(people)
        .filter(([name]) => name.includes('[0]'))
        .map(([name, value]) => [name.replace('[0]', '[1]'), value]),
    )
    await browser.post(`${draft}/people`, { ...people, ...second, 'staff.practitioners[1].name': '孙护士', intent: 'later' })
    expect(shownIn(await browser.get(`${draft}/people`), 'f-staff-practitioners-1-name')).toBe('孙护士')
    await browser.post(`${draft}/people`, { ...people, ...second, 'staff.practitioners[1].name': '孙护士', removeRow: '0' })
    const left = await browser.get(`${draft}/people`)
    expect(shownIn(left, 'f-staff-practitioners-0-name')).toBe('孙护士')
    expect(left.text).not.toContain('f-staff-practitioners-1-name')
  })

  it('refuses a score above the maximum at its field and keeps the others', async () => {
    await browser.get(`${draft}/licences`)
    await browser.post(`${draft}/licences`, {
      ...answersOf(['services', 'entity']),
      'entity.licenceIssuedOn': '2026-02-30',
      intent: 'later',
    })
    await browser.get(`${draft}/self-evaluation`)
    const answer = await browser.post(`${draft}/self-evaluation`, { 'score.M-B01': '99', 'score.M-B02': '2.0', intent: 'save' })
    expect(answer.status).toBe(422)
    expect(errorAt(answer, 'f-score-M-B01')).toContain('得分不能超过满分2.0分')
    const page = await browser.get(`${draft}/self-evaluation`)
    expect(shownIn(page, 'f-score-M-B01')).toBe('99')
    expect(shownIn(page, 'f-score-M-B02')).toBe('2.0')
    // 2.0 of 78.0 points: what is too high is not counted.
    expect(read(page)).toContain('data-score-sum="">2.56<')
  })

  it('refuses a program that calls itself a PDF, and keeps what was uploaded before', async () => {
    expect((await upload(browser, draft, 'identity', { name: '身份证.pdf', bytes: smallPdf })).status).toBe(303)
    const program = Buffer.concat([Buffer.from('MZ\u0090\u0000', 'latin1'), Buffer.alloc(300)])
    const answer = await upload(browser, draft, 'identity', { name: '许可证.pdf', bytes: program })
    expect(answer.status).toBe(422)
    expect(errorAt(answer, 'f-material-identity')).toContain('只接受 PDF')
    const page = await browser.get(`${draft}/materials`)
    expect(page.text).toContain('身份证.pdf')
    expect(page.text).not.toContain('许可证.pdf')
  })

  it('shows on the last screen what is open, each with the link to its field, and no button to send', async () => {
    const page = await browser.get(`${draft}/check`)
    expect(page.text).toContain(`href="${draft}/licences#f-entity-licenceIssuedOn"`)
    expect(page.text).toContain(`href="${draft}/self-evaluation#f-score-M-B01"`)
    expect(page.text).toContain(`href="${draft}/materials#f-material-practiceLicence"`)
    expect(page.text).not.toContain('提交申请</button>')
    const sent = await browser.post(`${draft}/check`, { _commandId: crypto.randomUUID(), truthful: 'on' })
    expect(sent.status).toBe(422)
    expect(await core.portal.read.caseFiles.find(draft.replace('/my/apply/', ''))).toBeUndefined()
  })

  it('belongs to its institution: nobody else finds it, and without a session one has to sign in', async () => {
    const stranger = browse()
    await registerClinic(stranger, { ...newAccount, uscc: '91370502MA3C7K4M6E', login: 'stranger' })
    for (const page of ['', '/licences', '/self-evaluation', '/materials', '/check'])
      expect((await stranger.get(draft + page)).status).toBe(404)
    expect((await stranger.post(`${draft}/licences`, { 'entity.ownership': 'state', intent: 'later' })).status).toBe(404)
    expect((await browse().get(draft)).headers.location).toMatch(/^\/sign-in\?next=/)
  })

  it('is sent after a self-evaluation below the line, once it has been said that it will be refused in writing', async () => {
    await fillForm(browser, draft, draftPages)
    await browser.get(`${draft}/self-evaluation`)
    const failed = { ...scoresOf(), 'veto.M-A01': 'fail', 'reason.M-A01': '校验已过期', intent: 'continue' }
    expect((await browser.post(`${draft}/self-evaluation`, failed)).status).toBe(303)
    await uploadEverything(browser, draft)
    const page = await browser.get(`${draft}/check`)
    expect(page.text).toContain('未达到规定的标准')
    expect(page.text).toContain('经办机构将书面告知不予受理')
    const hidden = hiddenOf(page)
    const undeclared = await browser.post(`${draft}/check`, hidden)
    expect(undeclared.status).toBe(422)
    expect(errorAt(undeclared, 'f-truthful')).toContain('请阅读并勾选真实性承诺')

    const first = await browser.post(`${draft}/check`, { ...hidden, truthful: 'on' })
    const second = await browser.post(`${draft}/check`, { ...hidden, truthful: 'on' })
    const caseId = draft.replace('/my/apply/', '')
    expect(first.headers.location).toBe(`/cases/${caseId}?received=1`)
    expect(second.headers.location).toBe(`/cases/${caseId}`)
    expect((await core.fileOf(caseId)).stage).toBe('submitted.clock.inTime submitted.examination.byOfficer')
  })
})

describe('a practice site', () => {
  const signIn = async (login: string): Promise<PlainBrowser> => {
    const browser = browse()
    await browser.get('/sign-in')
    expect((await browser.post('/sign-in', { login, password: demonstrationPassword })).status).toBe(303)
    return browser
  }

  it('cannot have a second application while one is running, even if its draft was begun before', async () => {
    const browser = await signIn('clinic')
    const draft = await beginDraft(browser, await browser.get('/my'))
    await fillForm(browser, draft, draftPages)
    await browser.get(`${draft}/self-evaluation`)
    await browser.post(`${draft}/self-evaluation`, { ...scoresOf(), intent: 'continue' })
    await uploadEverything(browser, draft)
    await submit(core.portal, core.clinic, core.clinic.input, 'running-1')

    const sent = await browser.post(`${draft}/check`, { _commandId: crypto.randomUUID(), truthful: 'on' })
    expect(sent.status).toBe(409)
    expect(sent.text).toContain('这个执业地点已有申请正在办理')
    expect((await browser.get(draft)).status).toBe(200)
    expect((await browser.get('/my')).text).toContain('已有一件申请')
  })

  it('shows a bar with the day it ends before anything is typed, and begins no application', async () => {
    const browser = await signIn('pharmacy')
    const mine = read(await browser.get('/my'))
    expect(mine).toContain('2026年6月10日以前（含当日）不予受理')
    expect(mine).toContain('2026年6月11日起可以申请')
    expect(mine).not.toContain('为这个执业地点申请')
    expect((await browser.post('/my', { siteId: core.pharmacy.siteId })).status).toBe(409)
  })

  it('is refused when it lies outside the city, is of the other type, or stands there already', async () => {
    const { site } = core.clinic.input
    const add = (change: object) => addSite(core.portal, core.clinic.applicant, { ...site, address: '南一路1号底商', ...change })
    expect(await add({ admdvs: '370102' })).toMatchObject({
      ok: false,
      refusal: { issues: { admdvs: [expect.stringContaining('本市以外')] } },
    })
    expect(await add({ kind: 'pharmacy_single' })).toMatchObject({
      ok: false,
      refusal: { issues: { kind: [expect.stringContaining('不一致')] } },
    })
    expect(await add({ address: site.address })).toMatchObject({
      ok: false,
      refusal: { issues: { address: [expect.stringContaining('已经登记')] } },
    })
    expect(await add({})).toMatchObject({ ok: true, value: { agencyName: '东营区社会保险经办机构' } })
  })
})
