import { beforeEach, describe, expect, it } from 'vitest'
import { castFor } from '#app/journey/life'
import { JourneyRefused, submit } from '#app/journey/steps'
import { addSite } from '#app/services/institution-sites.server'
import { intakeViewOf } from '#app/services/intake-view.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, morningOf, openCore, type Party } from '#test/setup/core'
import { sample } from '#test/workflows/sample-application'
import { unwrap } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationInput } from '#workflows/domain/application-input'

// The numbers are those of the edge cases of the domain's dossier. Those that need no database are in test/workflows.
const opinion = { opinion: '材料齐全，予以受理' }

let core: Core
beforeEach(async () => {
  core = await openCore()
})

const clinicSite = () => core.clinic.input.site

/** The clinic with one more site of its own. */
async function withSite(change: Partial<Party['input']['site']>): Promise<Party> {
  const site = { ...clinicSite(), name: '东营仁和诊所分部', address: '济南路218号', ...change }
  const { siteId } = unwrap(await addSite(core.portal, core.clinic.applicant, site))
  // Its licence is of the county in which it stands.
  const { entity } = core.clinic.input.form
  const practiceLicenceNumber = entity.practiceLicenceNumber?.replace(clinicSite().admdvs, site.admdvs)
  const form = { ...core.clinic.input.form, entity: { ...entity, practiceLicenceNumber } }
  const input = { ...core.clinic.input, site, form }
  return { ...core.clinic, ...(await castFor(core.portal, core.clinic.input, 'clinic')), input, siteId }
}

async function notesOf(caseId: string): Promise<string[]> {
  const { agency_id } = await core.fileOf(caseId)
  const officer = { ...core.clinic.officer, agencyId: agency_id }
  return (await intakeViewOf(core.portal, officer, caseId))?.notes.map(({ message }) => message) ?? []
}

describe('intake and jurisdiction', () => {
  it('1 same site applies to county and city: the second is blocked with the article, and another owner’s is shown to both agencies', async () => {
    const { portal, clinic } = core
    await anApplication(core, { stage: 'submitted' })
    await expect(submit(portal, clinic, clinic.input, 'again')).rejects.toThrow(JourneyRefused)
    await expect(submit(portal, clinic, clinic.input, 'again')).rejects.toThrow(/已有正在办理的申请.*第八条/)
    const asCity = await addSite(portal, clinic.applicant, { ...clinicSite(), affiliation: 'city' })
    expect(asCity).toMatchObject({ ok: false, refusal: { issues: { address: [expect.stringContaining('第四条')] } } })

    const hospital = sample('hospital')
    const sameDoor = { ...hospital, site: { ...hospital.site, admdvs: '370502' as const, address: '东营市西四路１００号1层' } }
    const other = await submit(portal, await castFor(portal, sameDoor, 'oilfield'), sameDoor, 'oilfield')
    expect((await core.fileOf(other)).agency_id).toBe('370500')
    expect(await notesOf(ids.application)).toContainEqual(expect.stringMatching(/利津油田职工医院.*东营市社会保险经办机构/))
    expect(await notesOf(other)).toContainEqual(expect.stringMatching(/东营仁和诊所.*东营区社会保险经办机构/))
  })

  it('3 a city-owned hospital’s branch in a county: an application of its own for each site, the branch at the city', async () => {
    const branch = await withSite({ admdvs: '370523', affiliation: 'city' })
    await anApplication(core, { stage: 'submitted' })
    const second = await submit(core.portal, branch, branch.input, 'branch')
    expect((await core.fileOf(ids.application)).agency_id).toBe('370502')
    expect(await core.fileOf(second)).toMatchObject({ agency_id: '370500', title: '东营仁和诊所分部' })
    expect(await notesOf(second)).toEqual([])
  })

  it('5 a county renamed or recoded: an old site keeps its historic code, goes to the successor and is read under its name', async () => {
    const { portal, clinic } = core
    const siteId = 'site-of-old'
    await portal.unit.inTransaction((tx) =>
      tx.institutions.insertSite({
        id: siteId,
        institution_id: clinic.institutionId,
        name: '垦利仁和诊所',
        address: '胜兴路18号',
        admdvs: '370521',
        affiliation: 'private',
        institution_kind: 'clinic',
        created_at: portal.now(),
      }),
    )
    const caseId = await submit(portal, { ...clinic, siteId }, clinic.input, 'old-code')
    expect((await core.fileOf(caseId)).agency_id).toBe('370505')
    expect((await portal.read.institutions.getSite(siteId)).admdvs).toBe('370521')
    const { visit } = await serveCases(core)
    const mine = await (await visit('clinic')).get(`/cases/${caseId}`)
    expect(mine.status).toBe(200)
    expect(mine.text).toContain('垦利区 胜兴路18号')
  })

  it('6 a site that moves to another county while it applies is handed over; the day of receipt and the period stay', async () => {
    const { portal, clinic, pharmacy } = core
    await anApplication(core, { stage: 'submitted' })
    const [before] = await portal.read.deadlines.running(ids.application)
    const opened = (await core.fileOf(ids.application)).opened_at
    await portal.advanceTo(morningOf('2026-03-04'))
    const reason = '执业地点已迁往利津县，由利津县经办机构管辖。'
    await core.must(clinic.officer, 'transferApplication', ids.application, { toAgencyId: '370522', reason })
    expect(await core.fileOf(ids.application)).toMatchObject({ agency_id: '370522', opened_at: opened })
    const [after] = await portal.read.deadlines.running(ids.application)
    expect(after?.due_at).toBe(before?.due_at)
    expect(await core.give(clinic.officer, 'acceptApplication', ids.application, opinion)).toMatchObject({ ok: false })
    await core.must(pharmacy.officer, 'acceptApplication', ids.application, opinion)
  })

  it('7 village clinics without a code of their own are sites of their sponsor, each with an application of its own', async () => {
    const { portal } = core
    const village = sample('village-clinic')
    const cast = await castFor(portal, village, 'sponsor')
    const next = { ...village.site, name: '利津县盐窝镇西村卫生室', address: '盐窝镇西村3号' }
    const { siteId } = unwrap(await addSite(portal, cast.applicant, next))
    const first = await submit(portal, cast, village, 'village-east')
    const second = await submit(portal, { ...cast, siteId }, village, 'village-west')
    for (const caseId of [first, second]) expect(await notesOf(caseId)).toContainEqual(expect.stringContaining('举办单位'))
    expect((await core.fileOf(second)).institution_id).toBe((await core.fileOf(first)).institution_id)
  })

  it('9 a penalty of the chain’s headquarters does not by itself bar a store with a code of its own', async () => {
    const { portal } = core
    const store = sample('pharmacy-chain-store')
    const current = { ...store, form: { ...store.form, entity: { ...store.form.entity, licenceExpiresOn: plainDate('2031-04-11') } } }
    const cast = await castFor(portal, current, 'store')
    const penalty = { cause: 'administrativePenalty', starts_on: '2026-01-15', until: '2027-01-15', article: '第十条（四）', site_id: null }
    await portal.unit.inTransaction((tx) =>
      tx.bars.record({ ...penalty, id: 'headquarters', uscc: '91370502MA3C7K4M5B', source: '东药监罚〔2026〕2号' }),
    )
    const caseId = await submit(portal, cast, current, 'store')
    await core.must(cast.officer, 'acceptApplication', caseId, opinion)
    expect(await core.stageOf(caseId)).toBe('queued')
    await portal.unit.inTransaction((tx) =>
      tx.bars.record({ ...penalty, id: 'store', uscc: current.institution.uscc, source: '东药监罚〔2026〕3号' }),
    )
    const barred = await submit(portal, { ...cast, siteId: await otherStore(cast.applicant, current) }, current, 'store-2')
    expect(await core.give(cast.officer, 'acceptApplication', barred, opinion)).toMatchObject({
      ok: false,
      refusal: { code: 'ineligible', article: expect.stringContaining('第十条'), until: '2027-01-15' },
    })
  })
})

async function otherStore(applicant: Party['applicant'], { site }: ApplicationInput): Promise<string> {
  return unwrap(await addSite(core.portal, applicant, { ...site, name: '东营百信大药房渔港店', address: '渔港路102号' })).siteId
}

describe('acceptance', () => {
  it('11 materials complete but a licence expires in 20 days: the officer is warned on the screen, and accepts', async () => {
    const { portal, clinic } = core
    const entity = { ...clinic.input.form.entity, licenceExpiresOn: plainDate('2026-03-22') }
    const input = { ...clinic.input, form: { ...clinic.input.form, entity } }
    const caseId = await submit(portal, clinic, input, 'expiring')
    const { visit } = await serveCases(core)
    const page = await (await visit('officer-370502')).get(`/desk/intake/${caseId}`)
    expect(page.text).toContain('证照2026年3月22日到期')
    expect(page.text).toContain('不影响受理')
    await core.must(clinic.officer, 'acceptApplication', caseId, opinion)
    expect(await core.stageOf(caseId)).toBe('queued')
  })

  it('14 fraud suspicion at intake is no ground of refusal: the notice needs a finding, its day, and a year not yet over', async () => {
    const { clinic } = core
    await anApplication(core, { stage: 'submitted' })
    const suspicion = { ground: 'falseApplicationWithinYear', facts: '医师证书复印件与原件字体不一致，怀疑系伪造。' }
    const refuse = (eventOn: string) => core.give(clinic.officer, 'proposeRefusal', ids.application, { ...suspicion, eventOn })
    for (const day of ['', '2026-03-03', '2025-03-01'])
      expect(await refuse(day), day).toMatchObject({ ok: false, refusal: { issues: { eventOn: [expect.any(String)] } } })
    await core.must(clinic.officer, 'acceptApplication', ids.application, opinion)
    expect(await core.stageOf(ids.application)).toBe('queued')
  })
})
