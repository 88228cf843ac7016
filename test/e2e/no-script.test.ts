import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cast, ensureAgencyStaff } from '#app/journey/cast'
import { act } from '#app/journey/steps'
import { launchBrowser } from '#test/setup/browser'
import { pdfText } from '#test/setup/pdf'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { clinicInput } from '#test/workflows/sample-application'
import { ApplicationInput } from '#workflows/domain/application-input'
import * as behind from './steps/behind'
import { smallPdf } from './steps/files'
import { download, errorsAt, fillIn, fillSheet, follow, openUntil, press, send, words } from './steps/form'
import * as institution from './steps/institution'
import * as office from './steps/office'
import * as panel from './steps/panel'
import { People } from './steps/people'
import * as anybody from './steps/public'

const input = ApplicationInput.parse(clinicInput())
const roundId = 'round-370502-2026-04'

let portal: RunningPortal
let people: People
let staff: Omit<Cast, 'applicant' | 'institutionId' | 'siteId'>
let clinic: Page
let officer: Page
let caseId = ''

const stageOf = (id: string) => behind.stageOf(portal.portal, id)

beforeAll(async () => {
  portal = await startPortal()
  staff = await ensureAgencyStaff(portal.portal, '370502')
  people = new People(await launchBrowser(), portal.origin, { javaScript: false })
  clinic = await people.visitor()
  officer = await people.account('officer-370502')
})
afterAll(async () => {
  await people?.leave()
  await people?.browser.close()
  await portal?.close()
})

describe('in browsers that run no script', () => {
  it('a clinic registers, fills in everything, uploads by the button and submits', async () => {
    const draft = await institution.register(clinic, input, { login: 'renhe.zhao', ownName: '赵立新' })
    expect(await press(clinic, '保存并继续')).toBe(422)
    expect(await errorsAt(clinic, 'entity.legalRepresentativeName')).not.toBe('')
    await institution.fillForm(clinic, input)
    await fillSheet(clinic, institution.sheetOf(input.selfEvaluation))
    await send(clinic, '保存并继续')
    for (const id of institution.requiredMaterials(input)) expect(await institution.upload(clinic, id, [smallPdf(id)], 'button')).toBe(200)
    await clinic.goto(`${draft}/check`)
    caseId = await institution.submit(clinic)
    expect(pdfText(await download(clinic, caseId, '回执'))).toContain(input.institution.name)
  })

  it('an officer accepts and moves the time to the round', async () => {
    await office.acceptFromIntake(officer, caseId)
    expect(await stageOf(caseId)).toBe('queued')
    await office.moveTo(officer, '2026-04-13')
    expect(await stageOf(caseId)).toBe('underEvaluation')
  })

  it('a member of the panel declares and scores', async () => {
    const member = await people.account('staff-370502')
    await panel.declare(member, caseId)
    await panel.score(member, input.selfEvaluation)
    expect(await words(member)).toContain('已提交')
  })

  it('the results are approved and published, and somebody without account objects', async () => {
    const { portal: core } = portal
    for (const { actor } of staff.panel.slice(1)) {
      await act(core, actor, 'declareConflict', caseId, { hasConflict: 'no', note: '' })
      await act(core, actor, 'submitScoreSheet', caseId, { entries: input.selfEvaluation })
    }
    await office.visitClinic(officer, caseId)
    await act(core, staff.officer, 'concludeEvaluation', caseId, {})
    await behind.evaluateNeighbour(core)
    await office.publishRound(officer, await people.account('head-370502'), roundId)
    const anyone = await people.visitor()
    await anybody.openNotice(anyone, /2026年4月/)
    expect(await anybody.object(anyone, input.site.name)).toContain('异议登记号')
    expect(await stageOf(caseId)).toContain('objections.open')
  })

  it('the clinic signs with a demonstration certificate', async () => {
    const { portal: core } = portal
    await office.rejectObjection(officer, caseId, '已调取三月份排班表和处方，陈明医师均在岗签名，异议所述不实。')
    await office.moveTo(officer, '2026-04-21')
    await act(core, staff.officer, 'offerTerms', caseId, { services: input.form.services.services, startsOn: '', remark: '' })
    await institution.begin(clinic, caseId, '确认协议内容')
    await fillIn(clinic, { confirmed: 'yes' })
    await send(clinic, '同意，生成协议文本')
    await openUntil(clinic, `/cases/${caseId}/sign`, () => clinic.getByRole('button', { name: '用演示证书签章' }))
    await fillIn(clinic, { confirmed: 'yes' })
    await send(clinic, '用演示证书签章')
    expect(await stageOf(caseId)).toBe('signing.byAgency')
    await clinic.goto('/my')
    await follow(clinic, input.site.name)
    expect(await words(clinic)).toContain('等待甲方签章')
  })
})
