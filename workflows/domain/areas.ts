import { z } from 'zod'
import { type AgencyCode, agencies } from '#workflows/domain/agencies'
import { ok, type Result, refuse } from '#workflows/result'

/** Whom a practice site belongs to; city and oilfield institutions go to the city agency wherever they are. */
export const Affiliation = z.enum(['city', 'oilfield', 'county', 'township', 'private'], { error: '请选择隶属关系' })
export type Affiliation = z.output<typeof Affiliation>

export const affiliationTitles = {
  city: '市属',
  oilfield: '油田所属',
  county: '县区属',
  township: '乡镇（街道）所属',
  private: '民营',
} as const satisfies Record<Affiliation, string>

/** Division of a practice address: the counties and zones of Dongying in which a site can lie. */
export const AreaCode = z.enum(['370502', '370503', '370505', '370522', '370523', '370571', '370572'], {
  error: '请选择执业地点所在的县区（开发区）；本市以外的机构不能在此申请（第三条）',
})
export type AreaCode = z.output<typeof AreaCode>

// Codes that old certificates and old cases still carry. 农高区 has no agency of its own and lies in 广饶县.
const formerCodes: Readonly<Record<string, AreaCode>> = { '370521': '370505', '370591': '370523', '370593': '370572' }

/** The area that a code stands for today: that of the code itself, or of its successor. Undefined for places unknown here. */
export function findArea(code: string): AreaCode | undefined {
  return AreaCode.safeParse(formerCodes[code] ?? code).data
}

/** '东营区'. */
export function areaName(code: AreaCode): string {
  return agencies[code].areaName
}

/** The competent agency and the sentence that says why. */
export type Jurisdiction = { readonly agency: AgencyCode; readonly agencyName: string; readonly reason: string; readonly basis: string }
export type JurisdictionUnknown = { readonly code: 'outOfArea'; readonly message: string }

/** 第四条: affiliation decides first, then the place of practice. An old area code counts as its successor. */
export function jurisdictionOf(site: { readonly affiliation: string; readonly admdvs: string }): Result<Jurisdiction, JurisdictionUnknown> {
  const area = findArea(site.admdvs)
  if (area === undefined) {
    return refuse({
      code: 'outOfArea',
      message:
        '执业地点不在本市已登记的县区（开发区）内，本办法不适用于本市以外的机构（第三条），请核对区划；确在本市的，请联系市社会保险经办机构确定管辖（第四条）',
    })
  }
  const basis = '第四条'
  if (site.affiliation === 'city' || site.affiliation === 'oilfield') {
    const agency = agencies['370500']
    const reason = `${affiliationTitles[site.affiliation]}医药机构由${agency.name}办理`
    return ok({ agency: '370500', agencyName: agency.name, reason, basis })
  }
  const agency = agencies[area]
  const reason = `执业地点在${agency.areaName}，由${agency.name}办理`
  return ok({ agency: area, agencyName: agency.name, reason, basis })
}
