import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureAgencyStaff } from '#app/journey/cast'
import { act, evaluate, publishRound } from '#app/journey/steps'
import { launchBrowser } from '#test/setup/browser'
import { pdfText } from '#test/setup/pdf'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { pharmacyInput } from '#test/workflows/sample-application'
import { ApplicationInput } from '#workflows/domain/application-input'
import * as behind from './steps/behind'
import { smallPdf } from './steps/files'
import { download, fillIn, fillSheet, openUntil, press, send, words } from './steps/form'
import * as institution from './steps/institution'
import * as office from './steps/office'
import { People } from './steps/people'

const sample = pharmacyInput()
const name = '东营春和堂大药房有限公司'
const input = ApplicationInput.parse({
  ...sample,
  institution: { ...sample.institution, name, uscc: '91370502MA3F7G8H2N' },
  form: { ...sample.form, account: { ...sample.form.account, accountName: name } },
  site: { ...sample.site, name: '东营春和堂大药房', admdvs: '370502', address: '济南路88号' },
})
const roundId = 'round-370502-2026-04'

let portal: RunningPortal
let people: People
let pharmacy: Page
let officer: Page
let caseId = ''

const stageOf = (id: string) => behind.stageOf(portal.portal, id)

beforeAll(async () => {
  portal = await startPortal()
  people = new People(await launchBrowser(), portal.origin)
  pharmacy = await people.visitor()
  officer = await people.account('officer-370502')
})
afterAll(async () => {
  await people?.leave()
  await people?.browser.close()
  await portal?.close()
})

describe('a pharmacy', () => {
  it('registers and applies; papers that are missing hold up the submission', async () => {
    const draft = await institution.register(pharmacy, input, { login: 'chunhe.zhao', ownName: '赵立新' })
    await institution.fillForm(pharmacy, input)
    await fillSheet(pharmacy, institution.sheetOf(input.selfEvaluation))
    await send(pharmacy, '保存并继续')
    await pharmacy.goto(`${draft}/check`)
    expect(await words(pharmacy)).toContain('填好后才能提交')
    expect(await pharmacy.getByRole('button', { name: '提交申请' }).count()).toBe(0)
    await pharmacy.goto(`${draft}/materials`)
    for (const id of institution.requiredMaterials(input)) await institution.upload(pharmacy, id, [smallPdf(id)], 'script')
    await pharmacy.goto(`${draft}/check`)
    caseId = await institution.submit(pharmacy)
    await office.acceptFromIntake(officer, caseId)
    expect(await stageOf(caseId)).toBe('queued')
  })

  it('is evaluated with the table for pharmacies and stands on public notice', async () => {
    const { portal: core } = portal
    await office.moveTo(officer, '2026-04-13')
    const staff = await ensureAgencyStaff(core, '370502')
    await evaluate(core, staff, caseId, () => input.selfEvaluation)
    await behind.evaluateNeighbour(core)
    await publishRound(core, staff, roundId)
    await pharmacy.goto(`/cases/${caseId}`)
    expect(await words(pharmacy)).toContain('评估结果公示中')
    await office.moveTo(officer, '2026-04-21')
    expect(await stageOf(caseId)).toBe('negotiating.drafting')
  })

  it('comments on the terms once, agrees, signs; the head signs from the list of all that wait', async () => {
    await office.offerTerms(officer, caseId)
    await institution.begin(pharmacy, caseId, '对条款提出意见')
    await fillIn(pharmacy, { comment: '结算周期希望写明每月十日以前。' })
    await send(pharmacy, '提交意见')
    expect(await stageOf(caseId)).toBe('negotiating.drafting')
    await act(portal.portal, (await ensureAgencyStaff(portal.portal, '370502')).officer, 'offerTerms', caseId, {
      services: input.form.services.services,
      startsOn: '',
      remark: '结算周期见第十二条。',
    })
    await institution.begin(pharmacy, caseId, '确认协议内容')
    expect(await press(pharmacy, '同意，生成协议文本')).toBe(422)
    await fillIn(pharmacy, { confirmed: 'yes' })
    await send(pharmacy, '同意，生成协议文本')
    await openUntil(pharmacy, `/cases/${caseId}/sign`, () => pharmacy.getByRole('button', { name: '用演示证书签章' }))
    await fillIn(pharmacy, { confirmed: 'yes' })
    await send(pharmacy, '用演示证书签章')
    const head = await people.account('head-370502')
    await head.goto('/desk/sign')
    await head.getByRole('row').filter({ hasText: input.site.name }).getByRole('checkbox').check()
    await send(head, '对勾选的协议加盖电子签章')
    expect(await words(head)).toContain('已签章 1 份')
    expect(await stageOf(`agreement-${caseId}`)).toMatch(/filing\.due\.inTime listing\.unlisted .*term\.inForce\.fixedTerm/)
    expect(pdfText(await download(pharmacy, caseId, '服务协议'))).toContain(name)
    const anyone = await people.visitor()
    await anyone.goto(`/institutions?q=${encodeURIComponent('春和堂')}`)
    // 第九条（五）: in force, and not found by the public before the city has announced it.
    expect(await words(anyone)).toContain('没有找到')
  })

  it('ends by itself after its term and is closed', async () => {
    await office.moveTo(officer, '2029-04-21')
    expect(await stageOf(`agreement-${caseId}`)).toContain('term.closing')
    await office.finishDuties(officer, `agreement-${caseId}`)
    expect(await stageOf(`agreement-${caseId}`)).toContain('term.ended')
    expect(people.problems()).toEqual([])
  })
})
