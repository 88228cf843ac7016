import { describe, expect, it } from 'vitest'
import { sample } from '#test/workflows/sample-application'
import { plainDate } from '#workflows/calendar/plain-date'
import { checkApplicationForm } from '#workflows/domain/application-checks'
import type { ApplicationInput } from '#workflows/domain/application-input'
import { applicationWarnings } from '#workflows/domain/application-warnings'
import { AreaCode, findArea, jurisdictionOf } from '#workflows/domain/areas'
import { InstitutionKind } from '#workflows/domain/institution-kinds'
import { materialsFor } from '#workflows/domain/materials'
import { findForeignPlace, findOtherCounty, isSamePlace } from '#workflows/domain/site-address'

// The numbers are those of the edge cases of the domain's dossier. Those that need a database are in test/app.
const today = plainDate('2023-02-01')
const contextOf = ({ institution, site }: ApplicationInput) => ({
  kind: site.kind,
  institutionName: institution.name,
  siteName: site.name,
  uscc: institution.uscc,
  today,
})
const agencyOf = (site: { affiliation: string; admdvs: string }) => {
  const found = jurisdictionOf(site)
  return found.ok ? found.value.agency : found.refusal.code
}

describe('intake and jurisdiction', () => {
  it('1 same site applies to county and city: a place is the same however it is written, and a street of one name is not', () => {
    const county = { address: '西四路100号1层', admdvs: '370502' }
    expect(isSamePlace(county, { address: '山东省东营市 西四路１００号1层', admdvs: '370502' })).toBe(true)
    expect(isSamePlace(county, { address: '西四路100号1层', admdvs: '370571' })).toBe(true)
    expect(isSamePlace(county, { address: '西四路100号1层', admdvs: '370522' })).toBe(false)
    expect(isSamePlace(county, { address: '西四路100号2层', admdvs: '370502' })).toBe(false)
  })

  it('2 oilfield hospital outpost in 利津县 goes to the city; when it became municipal or private, its affiliation decides', () => {
    expect(agencyOf(sample('hospital').site)).toBe('370500')
    expect(agencyOf({ affiliation: 'county', admdvs: '370522' })).toBe('370522')
    expect(agencyOf({ affiliation: 'private', admdvs: '370522' })).toBe('370522')
  })

  it('3 a city-owned hospital’s branch in a county goes to the city, by its affiliation', () => {
    const found = jurisdictionOf({ affiliation: 'city', admdvs: '370523' })
    expect(found).toMatchObject({ ok: true, value: { agency: '370500', basis: '第四条', reason: expect.stringContaining('市属') } })
  })

  it('4 an address in a zone goes to the zone’s agency; a zone without agency to its county; an unknown one is left to the city', () => {
    expect(agencyOf({ affiliation: 'private', admdvs: '370571' })).toBe('370571')
    expect(agencyOf({ affiliation: 'private', admdvs: '370593' })).toBe('370572')
    expect(agencyOf({ affiliation: 'private', admdvs: '370591' })).toBe('370523')
    const unknown = jurisdictionOf({ affiliation: 'private', admdvs: '370594' })
    expect(unknown).toMatchObject({
      ok: false,
      refusal: { message: expect.stringMatching(/第三条.*市社会保险经办机构确定管辖（第四条）/) },
    })
  })

  it('5 a county renamed or recoded: 370521 is read as 垦利区, and is no longer offered', () => {
    expect(findArea('370521')).toBe('370505')
    expect(AreaCode.safeParse('370521').success).toBe(false)
    expect(sample('township-health-center').form.entity.practiceLicenceNumber).toContain('370521')
  })

  it('7 a village clinic without a code of its own applies with its sponsor’s code and its own licence, and the officer is told', () => {
    const village = sample('village-clinic')
    expect(checkApplicationForm(village.form, contextOf(village))).toEqual([])
    expect(applicationWarnings(village.form, contextOf(village))).toMatchObject([
      { path: 'institution.uscc', message: expect.stringContaining('举办单位“利津县盐窝镇中心卫生院”') },
    ])
  })

  it('8 a clinic under the filing regime has no licence: its certificate has no last day and a number of its own', () => {
    const filed = sample('clinic-filed')
    expect(filed.form.entity.licenceForm).toBe('filing')
    expect(filed.form.entity.licenceExpiresOn).toBeUndefined()
    expect(checkApplicationForm(filed.form, contextOf(filed))).toEqual([])
    expect(applicationWarnings(filed.form, contextOf(filed))).toEqual([])
    const asLicence = { ...filed.form, entity: { ...filed.form.entity, licenceForm: 'licence' as const } }
    expect(checkApplicationForm(asLicence, contextOf(filed))).toMatchObject([{ path: 'entity.licenceExpiresOn' }])
  })

  it('9 a chain store applies for itself, with the headquarters’ papers and authority where it is no legal person', () => {
    const ids = (kind: 'pharmacy_single' | 'pharmacy_chain_store') =>
      materialsFor({ kind, services: ['retail_drug'] }).map(({ id, requirement }) => `${id}:${requirement}`)
    expect(ids('pharmacy_chain_store')).toContain('chainHeadquarters:ifApplicable')
    expect(ids('pharmacy_single').join()).not.toContain('chainHeadquarters')
    const store = sample('pharmacy-chain-store')
    const asSingle = { ...contextOf(store), kind: 'pharmacy_single' as const }
    expect(checkApplicationForm(store.form, asSingle)).toMatchObject([{ path: 'entity.drugLicenceNumber' }])
  })

  it('10 an internet hospital is no site of its own: the kind does not exist', () => {
    const refused = InstitutionKind.safeParse('internet_hospital')
    expect(refused.error?.issues[0]?.message).toBe('请选择机构类别')
  })
})

describe('acceptance', () => {
  it('11 materials complete but a licence expires in 20 days: nothing blocks, and a sentence warns of the day of evaluation', () => {
    const clinic = sample('clinic')
    const entity = { ...clinic.form.entity, licenceExpiresOn: plainDate('2023-02-21') }
    const form = { ...clinic.form, entity }
    expect(checkApplicationForm(form, contextOf(clinic))).toEqual([])
    expect(applicationWarnings(form, contextOf(clinic))).toEqual([
      { path: 'entity.licenceExpiresOn', message: '证照2023年2月21日到期；评估当日证照须有效，请及时换证' },
    ])
    const ended = { ...form, entity: { ...entity, licenceExpiresOn: plainDate('2023-01-31') } }
    expect(checkApplicationForm(ended, contextOf(clinic))).toMatchObject([{ message: expect.stringContaining('第七条（一）') }])
    const lastDay = { ...form, entity: { ...entity, licenceExpiresOn: today } }
    expect(checkApplicationForm(lastDay, contextOf(clinic))).toEqual([])
  })
})

describe('an address', () => {
  it.each(['济南市历下区泉城路1号', '山东省滨州市黄河五路2号', '江苏省南京市中山路3号', '北京市东城区4号'])(
    'outside the city is refused with the article: %s',
    (address) => {
      expect(findForeignPlace(address)).toContain('第三条')
    },
  )

  it.each(['济南路218号', '东营市东营区济南路218号', '西城农贸市场东100米', '城市花园小区1号', '青岛路9号'])(
    'inside the city is taken: %s',
    (address) => {
      expect(findForeignPlace(address)).toBeUndefined()
    },
  )

  it('that names another county is pointed out, but a zone lies inside counties', () => {
    expect(findOtherCounty('东营市利津县利一路66号', '370502')).toContain('第四条')
    expect(findOtherCounty('东营市利津县利一路66号', '370522')).toBeUndefined()
    expect(findOtherCounty('东营市广饶县丁庄镇1号', '370571')).toBeUndefined()
  })
})
