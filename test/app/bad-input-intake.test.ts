import { beforeAll, describe, expect, it } from 'vitest'
import { castFor } from '#app/journey/life'
import { addSite } from '#app/services/institution-sites.server'
import { type Core, openCore, type Party } from '#test/setup/core'
import { sample } from '#test/workflows/sample-application'
import { plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationForm } from '#workflows/domain/application-form'
import { missingMaterials } from '#workflows/domain/materials'

const tenKilobytes = '长'.repeat(10_240 / 2)

let core: Core
let hospital: Party
beforeAll(async () => {
  core = await openCore()
  const input = sample('hospital')
  hospital = { ...(await castFor(core.portal, input, 'hospital')), input }
})

/** The issues with which the one door refuses a form; fails when it is taken. */
async function issuesOf(party: Party, change: (form: ApplicationForm) => unknown): Promise<Record<string, string[]>> {
  const { input, siteId, applicant } = party
  const services = input.form.services.services
  const materials = missingMaterials({ kind: input.site.kind, services }, []).map(({ id, title }) => ({
    materialId: id,
    files: [{ name: `${title}.pdf`, digest: 'a'.repeat(64) }],
  }))
  const submission = { siteId, form: change(input.form), selfEvaluation: input.selfEvaluation, materials }
  const outcome = await core.give(applicant, 'submitApplication', 'refused', submission)
  if (outcome.ok) throw new Error('the form was taken')
  if (outcome.refusal.code !== 'invalidInput') throw new Error(outcome.refusal.code)
  return outcome.refusal.issues
}

describe('a form that is refused', () => {
  it('for inpatient care without beds, with the article', async () => {
    const none = await issuesOf(hospital, (form) => ({ ...form, scale: { ...form.scale, bedsApproved: 0, bedsOpen: 0 } }))
    expect(none['scale.bedsApproved']).toEqual([expect.stringContaining('第六条（一）')])
    const { bedsApproved: _, ...unanswered } = hospital.input.form.scale
    expect((await issuesOf(hospital, (form) => ({ ...form, scale: unanswered })))['scale.bedsApproved']).toEqual(['请填写核定床位'])
    const tooMany = await issuesOf(hospital, (form) => ({ ...form, scale: { ...form.scale, bedsOpen: 181 } }))
    expect(tooMany['scale.bedsOpen']).toEqual([expect.stringContaining('不能多于核定床位')])
  })

  it('for services of medical care asked for by a pharmacy, with the article', async () => {
    const issues = await issuesOf(core.pharmacy, (form) => ({ ...form, services: { services: ['retail_drug', 'inpatient'] } }))
    expect(issues['services.services']).toEqual([expect.stringMatching(/不能申请住院.*第六条（二）/)])
  })

  it('for a licence that ended yesterday, with the article', async () => {
    const issues = await issuesOf(core.clinic, (form) => ({
      ...form,
      entity: { ...form.entity, licenceExpiresOn: plainDate('2026-03-01') },
    }))
    expect(issues).toEqual({ 'entity.licenceExpiresOn': [expect.stringMatching(/已经过期.*第七条（一）/)] })
  })

  it('for names of ten kilobytes, at their fields', async () => {
    const issues = await issuesOf(core.clinic, (form) => ({
      ...form,
      entity: { ...form.entity, legalRepresentativeName: tenKilobytes },
      staff: { ...form.staff, practitioners: form.staff.practitioners.map((person) => ({ ...person, name: tenKilobytes })) },
    }))
    expect(Object.keys(issues).sort()).toEqual(['form.entity.legalRepresentativeName', 'form.staff.practitioners.0.name'])
    for (const messages of Object.values(issues)) expect(messages).toEqual([expect.stringContaining('不能超过40个字')])
  })

  it('for people entered twice: in one category, and among the insurance staff', async () => {
    const twice = await issuesOf(core.clinic, (form) => ({
      ...form,
      staff: {
        ...form.staff,
        practitioners: [...form.staff.practitioners, ...form.staff.practitioners],
        insuranceStaff: '赵立新\n孙晓梅\n赵立新',
      },
    }))
    expect(twice).toEqual({
      'staff.practitioners[1].idNumber': [expect.stringContaining('重复填写')],
      'staff.insuranceStaff': ['医保管理人员重复填写：赵立新，请每人只填一次'],
    })
    const pharmacy = await issuesOf(core.pharmacy, (form) => ({ ...form, staff: { ...form.staff, insuranceStaff: '赵立新\n赵立新' } }))
    expect(pharmacy['staff.insuranceStaff']?.[0]).toContain('至少2名')
  })
})

describe('a site that is refused', () => {
  const site = () => ({ ...core.clinic.input.site, name: '东营仁和诊所分部', address: '济南路218号' })

  it.each([
    ['admdvs', { admdvs: '370102' }],
    ['address', { address: '济南市历下区泉城路1号' }],
  ])('for a place outside the city, at %s, with the article', async (field, change) => {
    const outcome = await addSite(core.portal, core.clinic.applicant, { ...site(), ...change })
    expect(outcome).toMatchObject({ ok: false, refusal: { issues: { [field]: [expect.stringContaining('第三条')] } } })
  })

  it('for a name of ten kilobytes', async () => {
    const outcome = await addSite(core.portal, core.clinic.applicant, { ...site(), name: tenKilobytes })
    expect(outcome).toMatchObject({ ok: false, refusal: { issues: { name: [expect.stringContaining('过长')] } } })
  })
})

describe('a number whose check character fails', () => {
  const wrongId = '370502198005120011'
  const withId = (tick: boolean) => (form: ApplicationForm) => ({
    ...form,
    entity: { ...form.entity, legalRepresentativeId: wrongId, numbersConfirmed: tick, openedOn: plainDate('2099-01-01') },
  })

  it('is refused until the applicant says that it stands so on the paper', async () => {
    const refused = await issuesOf(core.clinic, withId(false))
    expect(refused['form.entity.legalRepresentativeId']).toEqual([expect.stringContaining('以证件为准')])
    // The day in the future alone is left to refuse.
    expect(Object.keys(await issuesOf(core.clinic, withId(true)))).toEqual(['entity.openedOn'])
  })
})
