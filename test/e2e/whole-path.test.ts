import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '#test/setup/browser'
import { pdfText } from '#test/setup/pdf'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { clinicInput } from '#test/workflows/sample-application'
import { medicalStandard } from '#test/workflows/seeds'
import { ApplicationInput } from '#workflows/domain/application-input'
import { findMaterial } from '#workflows/domain/materials'
import * as behind from './steps/behind'
import { smallPdf, windowsProgram } from './steps/files'
import { download, errorsAt, fillIn, fillSheet, follow, openUntil, press, send, typedIn, words } from './steps/form'
import * as institution from './steps/institution'
import * as office from './steps/office'
import * as panel from './steps/panel'
import { People } from './steps/people'
import * as anybody from './steps/public'

const input = ApplicationInput.parse(clinicInput())
const { name } = input.institution
const roundId = 'round-370502-2026-04'
const materials = institution.requiredMaterials(input)
const asked = materials[0] ?? ''
const askedTitle = findMaterial(asked)?.title ?? ''

let portal: RunningPortal
let people: People
let clinic: Page
let officer: Page
let head: Page
let anyone: Page
let caseId = ''

const stageOf = (id: string) => behind.stageOf(portal.portal, id)

beforeAll(async () => {
  portal = await startPortal()
  people = new People(await launchBrowser(), portal.origin)
  clinic = await people.visitor()
  anyone = await people.visitor()
  officer = await people.account('officer-370502')
  head = await people.account('head-370502')
})
afterAll(async () => {
  await people?.leave()
  await people?.browser.close()
  await portal?.close()
})

describe('第八条：a clinic applies', () => {
  it('registers; a code with a wrong check digit is named at its field and stays there', async () => {
    await clinic.goto('/')
    await clinic.goto('/my/register')
    const answers = institution.registration(input, { login: 'renhe.zhao', ownName: '赵立新' })
    await fillIn(clinic, { ...answers, uscc: '91370502MA3C1A2B7D' })
    expect(await press(clinic, '登记并登录')).toBe(422)
    expect(await errorsAt(clinic, 'uscc')).toContain('校验码不符')
    expect(await typedIn(clinic, 'uscc')).toBe('91370502MA3C1A2B7D')
    expect(await typedIn(clinic, 'name')).toBe(name)
    const { password: _, passwordAgain: __, ...typed } = answers
    await fillIn(clinic, { ...typed, password: institution.password, passwordAgain: institution.password })
    await send(clinic, '登记并登录')
    await institution.addSite(clinic, input)
    expect(await words(clinic)).toContain('东营区社会保险经办机构')
    await send(clinic, '为这个执业地点申请')
  })

  it('fills in the form; a day that does not exist and a wrong identity number are said at the field, nothing is lost', async () => {
    const licences = institution.answersOf(input, 'licences')
    const opened = clinic.locator('[name="entity.openedOn"]')
    // As a browser without a date control sends it.
    await opened.evaluate((field) => field.setAttribute('type', 'text'))
    await fillIn(clinic, { ...licences, 'entity.openedOn': '2020-02-30', 'entity.personInChargeId': '370502198509030028' })
    expect(await press(clinic, '保存并继续')).toBe(422)
    expect(await errorsAt(clinic, 'entity.openedOn')).not.toBe('')
    expect(await typedIn(clinic, 'entity.openedOn')).toBe('2020-02-30')
    expect(await errorsAt(clinic, 'entity.personInChargeId')).toContain('校验码不符')
    expect(await typedIn(clinic, 'entity.personInChargeId')).toBe('370502198509030028')
    expect(await typedIn(clinic, 'entity.legalRepresentativeName')).toBe('李建国')
    await institution.fillForm(clinic, input)
  })

  it('scores itself on the complete table and hands in its papers; a program with the name of a PDF is refused', async () => {
    await fillSheet(clinic, institution.sheetOf(input.selfEvaluation))
    await send(clinic, '保存并继续')
    expect(await institution.upload(clinic, asked, [windowsProgram('执业许可证.pdf')], 'script')).toBe(422)
    expect(await errorsAt(clinic, `material.${asked}`)).toContain('执业许可证.pdf')
    for (const id of materials) expect(await institution.upload(clinic, id, [smallPdf(id)], 'script')).toBe(200)
  })

  it('checks its answers, submits, and gets a receipt with its name', async () => {
    await follow(clinic, '核对并提交')
    expect(await words(clinic)).toContain('2026年4月批次')
    caseId = await institution.submit(clinic)
    expect(await stageOf(caseId)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
    const receipt = await download(clinic, caseId, '回执')
    expect(receipt.subarray(0, 4).toString()).toBe('%PDF')
    expect(pdfText(receipt)).toContain(name)
  })
})

describe('第九条（二）：the agency receives', () => {
  it('gives one supplement notice, which the clinic answers with a file', async () => {
    await office.openFromWorklist(officer, input.site.name)
    if (!officer.url().includes('/desk/intake/')) await follow(officer, '审查申请材料')
    const [row] = await office.tickAll(officer, [asked])
    await officer.locator('summary').filter({ hasText: askedTitle }).click()
    await fillIn(officer, { [`${row}.template`]: 'unclear' })
    await send(officer, '有不符合，预览补正告知')
    await send(officer, '发出补正告知（1 项）')
    expect(await stageOf(caseId)).toBe('supplementing.unserved')

    await clinic.goto('/my')
    expect(await words(clinic)).toContain('轮到您')
    await institution.begin(clinic, caseId, '提交补正材料')
    expect(await words(clinic)).toContain('影像不清晰')
    expect(await press(clinic, '提交补正材料')).toBe(422)
    const again = smallPdf('clear')
    await clinic.locator(`[name="material.${asked}"]`).setInputFiles({ name: again.name, mimeType: 'application/pdf', buffer: again.bytes })
    await send(clinic, '提交补正材料')
    expect(await stageOf(caseId)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
  })

  it('accepts; a colleague with the same page open is told what has happened, and keeps the words typed', async () => {
    const colleague = await people.account('officer2-370502')
    await colleague.goto(`/desk/intake/${caseId}`)
    await office.tickAll(colleague)
    await fillIn(colleague, { opinion: '补正材料清晰，同意受理这家诊所。' })
    await office.acceptFromIntake(officer, caseId)
    expect(await stageOf(caseId)).toBe('queued')
    expect(await press(colleague, '全部符合，受理')).toBe(409)
    expect(await words(colleague)).toContain('补正材料清晰，同意受理这家诊所。')
    expect(await words(colleague)).toContain('受理申请')
    expect(await stageOf(caseId)).toBe('queued')
  })
})

describe('第九条（三）：the panel scores in April', () => {
  it('opens the file to each member after the declaration and keeps the sheets apart; a score above its maximum is refused', async () => {
    await office.moveTo(officer, '2026-04-13')
    expect(await stageOf(caseId)).toBe('underEvaluation')
    const [strict, ...others] = ['staff-370502', 'clinical-370502', 'manager-370502', 'insured-370502']
    const scored = medicalStandard.items.find(
      ({ id, rule }) => rule.type === 'deduct' && input.selfEvaluation.some((entry) => entry.itemId === id && (entry.score ?? 0) >= 20),
    )
    const field = `score.${scored?.id}`
    const page = await people.account(strict ?? '')
    await follow(page, input.site.name)
    await panel.declare(page, caseId)
    await fillIn(page, { [field]: '99' })
    expect(await press(page, '检查并提交')).toBe(422)
    expect(await errorsAt(page, field)).not.toBe('')
    expect(await typedIn(page, field)).toBe('99')
    const half = String(((scored?.maxScore ?? 0) - 10) / 10)
    await panel.score(page, input.selfEvaluation, { [field]: half, [`reason.${scored?.id}`]: '现场查看一项记录不完整，按规则扣分' })
    for (const login of others) {
      const member = await people.account(login)
      await panel.declare(member, caseId)
      await panel.score(member, input.selfEvaluation)
    }
  })

  it('has its visit announced and put on record, without which nothing is concluded', async () => {
    await officer.goto(`/desk/evaluations/${caseId}`)
    expect(await words(officer)).toContain('登记考查记录以后，才能作出评估结论')
    await office.visitClinic(officer, caseId)
    expect(pdfText(await download(clinic, caseId, '现场考查记录'))).toContain(input.site.name)
  })

  it('concludes with means of four sheets', async () => {
    await officer.goto(`/desk/evaluations/${caseId}`)
    await send(officer, '按此结果作出评估结论')
    expect(await stageOf(caseId)).toBe('evaluated')
  })
})

describe('第九条（四）：public notice', () => {
  it('is approved by another person and published with the results', async () => {
    await behind.evaluateNeighbour(portal.portal)
    await office.publishRound(officer, head, roundId)
    await anybody.openNotice(anyone, /2026年4月/)
    const row = anyone.getByRole('row').filter({ hasText: input.site.name })
    expect(await row.innerText()).toContain('合格')
    expect(await row.innerText()).toMatch(/9\d\.\d\d/)
  })

  it('takes an objection from anybody, which holds this clinic and no other when the notice has ended', async () => {
    const receipt = await anybody.object(anyone, input.site.name)
    expect(receipt).toContain('异议登记号')
    await clinic.goto(`/cases/${caseId}`)
    expect(await words(clinic)).not.toContain(anybody.objection.name)
    await office.moveTo(officer, '2026-04-21')
    expect(await stageOf(caseId)).toContain('objections.open')
    expect(await stageOf(behind.neighbour)).toBe('negotiating.drafting')
    await officer.goto(`/cases/${caseId}`)
    expect(await words(officer)).toContain('公示期满，有异议正在核查')
  })

  it('is over when two officers outside the panel have found the objection unfounded', async () => {
    await office.rejectObjection(officer, caseId, '已调取三月份排班表和处方，陈明医师均在岗签名，异议所述不实。')
    expect(await stageOf(caseId)).toBe('negotiating.drafting')
  })
})

describe('第九条（五）：agreement', () => {
  it('is negotiated, and signed with the own certificate; a wrong password is said at the field', async () => {
    await office.offerTerms(officer, caseId)
    await institution.begin(clinic, caseId, '确认协议内容')
    await fillIn(clinic, { confirmed: 'yes' })
    await send(clinic, '同意，生成协议文本')
    await openUntil(clinic, `/cases/${caseId}/sign`, () => clinic.getByRole('button', { name: '下载演示证书' }))
    const certificate = await institution.downloadCertificate(clinic, 'guanghua-2026')
    expect(certificate.name).toMatch(/\.p12$/)
    expect(await institution.signWithFile(clinic, certificate, 'wrong-password')).toBe(422)
    expect(await errorsAt(clinic, 'password')).toContain('密码不正确')
    expect(await institution.signWithFile(clinic, certificate, 'guanghua-2026')).toBe(200)
    expect(await stageOf(caseId)).toBe('signing.byAgency')
  })

  it('is in force when the head has countersigned; both signatures are valid, and one changed byte is noticed', async () => {
    await office.countersign(head, caseId)
    expect(await stageOf(`agreement-${caseId}`)).toContain('term.inForce.fixedTerm')
    const signed = await download(clinic, caseId, '服务协议')
    const file = join(portal.folder, 'agreement.pdf')
    writeFileSync(file, signed)
    const said = execFileSync('pdfsig', [file], { encoding: 'utf8' })
    expect(said.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(2)
    expect(said).not.toContain('Digest Mismatch')
    expect(pdfText(signed)).toContain(name)

    const good = await anybody.verify(anyone, signed)
    expect(good).toContain('逐字节一致')
    expect(good).toContain('第 2 个签名')
    expect(good).not.toContain('未通过：')
    const flipped = Buffer.from(signed)
    flipped[Math.floor(flipped.length / 3)] = (flipped[Math.floor(flipped.length / 3)] ?? 0) ^ 1
    const bad = await anybody.verify(anyone, flipped)
    expect(bad).toContain('核验未通过')
    expect(bad).toContain('未通过：')
  })
})

describe('第十一条、第九条（五）：filing and list', () => {
  const agreement = () => `agreement-${caseId}`

  it('is reported to the department of the same level, which has it on file without remarks', async () => {
    await office.file(officer, agreement())
    const department = await people.account('authority-370502')
    await department.goto('/oversight')
    await follow(department, '出具回执')
    await send(department, '出具回执')
    expect(await stageOf(agreement())).toContain('filing.acknowledged')
  })

  it('is found by the public when the city has announced it, and not before', async () => {
    await anyone.goto(`/institutions?q=${encodeURIComponent(input.site.name)}`)
    expect(await words(anyone)).toContain('没有找到')
    const number = await office.announceList(await people.account('officer-370500'), await people.account('head-370500'))
    await anyone.goto(`/institutions?q=${encodeURIComponent(input.site.name)}`)
    expect(await words(anyone)).not.toContain('没有找到')
    expect(await words(anyone)).toContain(number)
    expect(await stageOf(agreement())).toContain('listing.listed')
  })
})

describe('第十三条、第十九条（一）：expiry', () => {
  it('ends at 24:00 of the last day; the clinic sees until when it cannot apply', async () => {
    await office.moveTo(officer, '2029-04-20')
    expect(await stageOf(`agreement-${caseId}`)).toContain('term.inForce.fixedTerm')
    await office.moveTo(officer, '2029-04-21')
    expect(await stageOf(`agreement-${caseId}`)).toContain('term.closing')
    const ended = (await portal.portal.read.eventLog.ofCase(`agreement-${caseId}`)).find(({ command }) => command === 'deadline.termEnds')
    expect(ended?.occurred_at).toBe('2029-04-20T16:00:00.000Z')
    await clinic.goto('/my')
    expect(await words(clinic)).toContain('2030年4月20日以前（含当日）不予受理')
  })

  it('has ended for good when the three closing duties are done', async () => {
    await office.finishDuties(officer, `agreement-${caseId}`)
    expect(await stageOf(`agreement-${caseId}`)).toContain('term.ended')
    await clinic.goto('/my')
    expect(await words(clinic)).toContain('已终止')
  })

  it('has shown no script error and no breach of the content security policy to anybody', () => {
    expect(people.problems()).toEqual([])
  })
})
