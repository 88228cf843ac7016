import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castFor } from '#app/journey/life'
import { submit } from '#app/journey/steps'
import { type Core, openCore } from '#test/setup/core'
import { type Answer, PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { clinicInput } from '#test/workflows/sample-application'
import { ApplicationInput } from '#workflows/domain/application-input'
import { serveCases } from './case-app'
import { answersOf, beginDraft, newAccount, registerClinic } from './institution-clerk'

// Check characters that fail although the paper says so: the paper decides, and the officer is told to look at it.
const wrongId = '370502198005120011'
const wrongCode = '91350211M0000XUF46'
const faultWords = '身份证号码的校验码不符'
const ticked = '已与证件逐位核对，以证件为准'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>
beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session|resources)\//.test(file))
})
afterAll(() => served.close())

const errorAt = ({ text }: Answer, field: string): string | undefined =>
  new RegExp(`id="${field}-error".*?</div>`, 's').exec(text)?.[0].replace(/<[^>]+>/g, '')

describe('a draft with a number whose check character fails', () => {
  let browser: PlainBrowser
  let draft: string
  beforeAll(async () => {
    browser = new PlainBrowser(served.origin)
    draft = await beginDraft(browser, await registerClinic(browser, { ...newAccount, login: 'numbers' }))
  })

  it('is told so at the field, and only then asked whether the paper says so', async () => {
    expect((await browser.get(`${draft}/licences`)).text).not.toContain(ticked)
    const answers = answersOf(['services', 'entity'])
    const wrong = { ...answers, 'entity.legalRepresentativeId': wrongId, intent: 'continue' }
    const refused = await browser.post(`${draft}/licences`, wrong)
    expect(refused.status).toBe(422)
    expect(errorAt(refused, 'f-entity-legalRepresentativeId')).toContain(faultWords)
    expect(refused.text).toContain(ticked)
    const taken = await browser.post(`${draft}/licences`, { ...wrong, 'entity.numbersConfirmed': 'on' })
    expect(taken.status).toBe(303)
    const again = await browser.get(`${draft}/licences`)
    expect(errorAt(again, 'f-entity-legalRepresentativeId')).toBeUndefined()
    expect(again.text).toContain(ticked)
  })

  it('asks the same for each person of the roster by itself', async () => {
    await browser.get(`${draft}/people`)
    const name = 'staff.practitioners[0]'
    const answers = answersOf(['staff', 'scale', 'systems'])
    const wrong = { ...answers, [`${name}.idNumber`]: wrongId, intent: 'continue' }
    const refused = await browser.post(`${draft}/people`, wrong)
    expect(errorAt(refused, 'f-staff-practitioners-0-idNumber')).toContain(faultWords)
    expect(refused.text).toContain(ticked)
    expect((await browser.post(`${draft}/people`, { ...wrong, [`${name}.numbersConfirmed`]: 'on' })).status).toBe(303)
  })
})

describe('an application with such numbers', () => {
  it('tells the officer which ones to compare with the scans, and can be accepted', async () => {
    const raw = clinicInput()
    const input = ApplicationInput.parse({
      ...raw,
      institution: { ...raw.institution, uscc: wrongCode, usccConfirmed: true },
      form: {
        ...raw.form,
        entity: { ...raw.form.entity, legalRepresentativeId: wrongId, numbersConfirmed: true },
        agent: { ...raw.form.agent, agentId: 'E12345678' },
      },
    })
    const cast = await castFor(core.portal, input, 'doubtful')
    const caseId = await submit(core.portal, cast, input, 'doubtful')
    const { visit } = await serveCases(core)
    const { text } = await (await visit('officer-370502')).get(`/desk/intake/${caseId}`)
    const page = text.replaceAll('<!-- -->', '')
    expect(page).toContain('统一社会信用代码的校验码不符，登记时已声明以证书为准')
    expect(page).toContain('法定代表人身份证号码</span>：身份证号码的校验码不符，申请人声明与证件一致')
    expect(page).toContain('所填为护照号码，须与证件扫描件核对')
    expect(page).toContain('请留意（3 处，不影响受理）')
    await core.must(cast.officer, 'acceptApplication', caseId, { opinion: '已与证件扫描件核对一致，予以受理' })
  })
})
