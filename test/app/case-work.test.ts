import { describe, expect, it } from 'vitest'
import { verifySignedPdf } from '#app/services/signing/verify.server'
import { demoKeyFile, trustedRoots } from '#app/services/trust.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, morningOf, openCore } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'

const intake = `/desk/intake/${ids.application}`

/** Every line of the checklist ticked but those named. */
function ticks(text: string, except: readonly string[] = []): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name = '', material = ''] of text.matchAll(/name="(items\[\d+\])\.materialId" value="(\w+)"/g)) {
    fields[`${name}.materialId`] = material
    if (!except.includes(material)) fields[`${name}.ok`] = 'yes'
  }
  return fields
}

const rowOf = (fields: Record<string, string>, material: string): string =>
  Object.entries(fields)
    .find(([, value]) => value === material)?.[0]
    ?.replace('.materialId', '') ?? ''

describe('the split screen of intake', () => {
  it('accepts when everything is ticked, and says what is not', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const officer = await (await serveCases(core)).visit('officer-370502')
    const page = await officer.get(intake)
    expect(page.status).toBe(200)
    for (const words of ['执业许可证正副本或者备案凭证', '申请表', '李建国', '自评总分']) expect(page.text).toContain(words)
    const fields = { ...hiddenOf(page), opinion: '材料齐全，予以受理。', intent: 'accept' }
    const incomplete = await officer.post(intake, { ...fields, ...ticks(page.text, ['drugList']) })
    expect(incomplete.status).toBe(422)
    expect(incomplete.text).toContain('还有 1 项没有勾选“符合”，不能受理：药品品种清单')
    const accepted = await officer.post(intake, { ...fields, ...hiddenOf(incomplete), ...ticks(page.text) })
    expect(accepted.status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('queued')
  })

  it('turns what is not ticked into the one notice: fault, preview, notice', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const officer = await (await serveCases(core)).visit('officer-370502')
    const page = await officer.get(intake)
    const fields: Record<string, string> = { ...hiddenOf(page), ...ticks(page.text, ['drugList', 'identity']), opinion: '' }
    const faulty = await officer.post(intake, { ...fields, intent: 'preview' })
    expect(faulty.status).toBe(422)
    expect(faulty.text).toContain('“药品品种清单”没有勾选符合')
    const said = {
      ...fields,
      [`${rowOf(fields, 'drugList')}.template`]: 'expired',
      [`${rowOf(fields, 'identity')}.template`]: 'other',
      [`${rowOf(fields, 'identity')}.note`]: '缺少主要负责人的身份证。',
      [`${rowOf(fields, 'identity')}.remedy`]: '补交主要负责人身份证正反面。',
    }
    const preview = await officer.post(intake, { ...said, intent: 'preview' })
    expect(preview.status).toBe(200)
    for (const words of ['补正告知预览', '已过有效期。', '补交主要负责人身份证正反面。', '发出补正告知（2 项）'])
      expect(preview.text).toContain(words)
    expect(await core.stageOf(ids.application)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
    const issued = await officer.post(intake, { ...said, ...hiddenOf(preview), intent: 'issue' })
    expect(issued.status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('supplementing.unserved')
    const [document] = (await core.portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'supplementNotice')
    expect(JSON.stringify(document?.data)).toContain('缺少主要负责人的身份证。')
  })

  it('after the answer asks only for what the answer brought', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    await askFor(core, 'drugList', '药品品种清单')
    const { visit } = await serveCases(core)
    const applicant = await visit('clinic')
    const path = `/cases/${ids.application}/do/answerSupplementNotice`
    const form = await applicant.get(path)
    expect(form.text).toContain('药品品种清单')
    const missing = await applicant.postFiles(path, { ...hiddenOf(form), explanation: '清单已经更新。' })
    expect(missing.status).toBe(422)
    expect(missing.text).toContain('请上传“药品品种清单”的补正材料')
    expect(missing.text).toContain('清单已经更新。')
    const file = { 'material.drugList': { name: '药品清单.pdf', bytes: onePagePdf('list') } }
    const sent = await applicant.postFiles(path, { ...hiddenOf(missing), explanation: '清单已经更新。' }, file)
    expect(sent.status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
    const officer = await visit('officer-370502')
    const page = await officer.get(intake)
    expect(page.text).toContain('药品清单.pdf')
    expect(Object.values(ticks(page.text)).filter((value) => value !== 'yes')).toContain('drugList')
    expect(page.text.match(/首次已审查/g)?.length).toBeGreaterThan(5)
    const forged = { ...ticks(page.text), 'items[2].template': 'missing', intent: 'preview' }
    expect((await officer.post(intake, { ...hiddenOf(page), ...forged })).text).toContain('没有需要补正的内容')
  })

  it('keeps a stored file with the form when the answer comes too late', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    await askFor(core, 'drugList', '药品品种清单')
    const applicant = await (await serveCases(core)).visit('clinic')
    const path = `/cases/${ids.application}/do/answerSupplementNotice`
    const form = hiddenOf(await applicant.get(path))
    const stale = { ...form, _revision: '1', explanation: '' }
    const late = await applicant.postFiles(path, stale, { 'material.drugList': { name: '药品清单.pdf', bytes: onePagePdf('kept') } })
    expect(late.status).toBe(409)
    const [, kept = ''] = /name="kept" value="([^"]+)"/.exec(late.text) ?? []
    expect(kept).toMatch(/^drugList\|[0-9a-f]{64}\|[0-9a-f]{64}\|药品清单\.pdf$/)
    expect((await applicant.postFiles(path, { ...hiddenOf(late), explanation: '', kept })).status).toBe(303)
  })
})

async function askFor(core: Core, materialId: string, title: string): Promise<void> {
  const items = [{ materialId, title, problem: '已过有效期。', remedy: '提交有效的材料。' }]
  await core.must(core.clinic.officer, 'issueSupplementNotice', ids.application, { items })
}

describe('terms and signatures', () => {
  it('goes from offer by comment to agreement in the browser', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'negotiating' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const applicant = await visit('clinic')
    const doing = async (who: typeof officer, command: string, fields: Record<string, string>) => {
      const path = `/cases/${ids.application}/do/${command}`
      const page = await who.get(path)
      expect(page.status).toBe(200)
      return who.post(path, { ...hiddenOf(page), ...fields })
    }
    const offer = { services: 'general_outpatient', startsOn: '', remark: '' }
    expect((await doing(officer, 'offerTerms', { ...offer, startsOn: '2026-01-01' })).status).toBe(422)
    expect((await doing(officer, 'offerTerms', offer)).status).toBe(303)
    expect((await doing(applicant, 'commentTerms', { clauseId: '', comment: '希望自六月一日起生效。' })).status).toBe(303)
    expect((await doing(officer, 'offerTerms', { ...offer, startsOn: '2026-06-01' })).status).toBe(303)
    expect((await doing(applicant, 'agreeTerms', {})).status).toBe(422)
    expect((await doing(applicant, 'agreeTerms', { confirmed: 'yes' })).status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('signing.byInstitution')
  })

  it('refuses a wrong password at its field and signs with the right key file; the agency signs after', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'signing' })
    const { visit } = await serveCases(core)
    const applicant = await visit('clinic')
    const path = `/cases/${ids.application}/sign`
    const page = await applicant.get(path)
    expect(page.status).toBe(200)
    const keyFile = {
      certificate: { name: '证书.p12', bytes: await demoKeyFile(core.portal.unit, core.clinic.input.institution.name, 'right-one') },
    }
    const wrong = await applicant.postFiles(path, { ...hiddenOf(page), confirmed: 'yes', password: 'wrong-one', intent: 'sign' }, keyFile)
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('证书密码不正确，请重新输入')
    expect(wrong.text).not.toContain('wrong-one')
    const foreign = { certificate: { name: '别家.p12', bytes: await demoKeyFile(core.portal.unit, '另一家诊所', 'right-one') } }
    const other = await applicant.postFiles(path, { ...hiddenOf(wrong), confirmed: 'yes', password: 'right-one', intent: 'sign' }, foreign)
    expect(other.status).toBe(422)
    expect(other.text).toContain('证书的持有人不是应当签署的单位')
    expect(await core.stageOf(ids.application)).toBe('signing.byInstitution')
    const right = await applicant.postFiles(path, { ...hiddenOf(other), confirmed: 'yes', password: 'right-one', intent: 'sign' }, keyFile)
    expect(right.status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('signing.byAgency')
    const head = await visit('head-370502')
    const own = await head.get(path)
    expect((await head.post(path, { ...hiddenOf(own), intent: 'sign' })).status).toBe(422)
    expect((await head.post(path, { ...hiddenOf(own), confirmed: 'yes', intent: 'sign' })).status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('signed')
    expect(await reportOf(core)).toMatchObject({ valid: true, revisionCount: 3 })
  })

  it('signs with the demonstration certificate in one click, and gives it out as a file to its holder only', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'signing' })
    const { visit } = await serveCases(core)
    const applicant = await visit('clinic')
    const page = await applicant.get(`/cases/${ids.application}/sign`)
    const file = await applicant.post(`/cases/${ids.application}/demo-certificate`, { filePassword: 'my-password' })
    expect(file.headers['content-type']).toBe('application/x-pkcs12')
    const officer = await visit('officer-370502')
    await officer.get(`/cases/${ids.application}`)
    const head = await visit('head-370502')
    await head.get(`/cases/${ids.application}`)
    expect((await head.post(`/cases/${ids.application}/demo-certificate`, { filePassword: 'my-password' })).status).toBe(403)
    const early = await head.get(`/cases/${ids.application}/sign`)
    expect(early.status).toBe(409)
    const signed = await applicant.postFiles(`/cases/${ids.application}/sign`, { ...hiddenOf(page), confirmed: 'yes', intent: 'demo' })
    expect(signed.status).toBe(303)
  })

  it('signs the chosen agreements of the head together, each on its own', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'countersigning' })
    const head = await (await serveCases(core)).visit('head-370502')
    const page = await head.get('/desk/sign')
    expect(page.text).toContain('东营仁和诊所')
    const names = ['revision', 'commandId', 'digest'].map((name) => `${name}.${ids.application}`)
    const fields = Object.fromEntries(names.map((name) => [name, new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '']))
    expect((await head.post('/desk/sign', fields)).status).toBe(422)
    const wrong = await head.post('/desk/sign', { ...fields, chosen: ids.application, [`digest.${ids.application}`]: '0'.repeat(64) })
    expect(wrong.text).toContain('1 份没有签章')
    const done = await head.post('/desk/sign', { ...fields, chosen: ids.application })
    expect(done.text).toContain('已签章 1 份')
    expect(await core.stageOf(ids.application)).toBe('signed')
  })
})

async function reportOf(core: Core) {
  const { portal } = core
  const [document] = (await portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'serviceAgreement')
  const newest = await portal.read.documents.latestFile(document?.id ?? '')
  const stored = await portal.read.files.find(newest?.digest ?? '')
  if (stored === undefined) throw new Error('no signed agreement')
  const agency = await portal.read.institutions.getAgency('370502')
  return verifySignedPdf({
    pdf: stored.bytes,
    roots: await trustedRoots(portal.read),
    expected: [
      { fieldName: 'InstitutionSignature', signerName: core.clinic.input.institution.name },
      { fieldName: 'AgencySignature', signerName: agency.name },
    ],
  })
}

describe('the worklist of an agency', () => {
  it('counts what is due, what is late and what waits for others', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const mine = await officer.get('/desk')
    expect(mine.text).toContain('待我办理（1 件）')
    expect(mine.text).toContain(intake)
    await core.portal.advanceTo(morningOf('2026-03-09'))
    expect((await (await visit('officer-370502')).get('/desk?view=all&due=today')).text).toContain('全部在办（1 件）')
    expect((await (await visit('head-370502')).get('/desk')).text).toContain('期限提醒')
    await core.portal.advanceTo(morningOf('2026-03-10'))
    const late = (await (await visit('officer-370502')).get('/desk?view=overdue&stage=submitted')).text
    expect(late).toContain('已逾期（1 件）')
    expect(late).toContain('东营仁和诊所')
    expect((await (await visit('head-370502')).get('/desk?view=overdue')).text).toContain('已逾期（1 件）')
  })

  it('shows a county its own cases only; the city agency may read the counties', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const other = await visit('officer-370522')
    expect((await other.get('/desk?view=all&agency=370502')).text).not.toContain('东营仁和诊所')
    const city = await visit('officer-370500')
    expect((await city.get('/desk?view=all')).text).not.toContain('东营仁和诊所')
    const read = (await city.get('/desk?view=all&agency=370502')).text
    expect(read).toContain('东营仁和诊所')
    expect(read).not.toContain(intake)
    expect((await (await visit('clinic')).get('/desk')).status).toBe(403)
  })
})
