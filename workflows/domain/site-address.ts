import { agencies } from '#workflows/domain/agencies'
import { type AreaCode, findArea } from '#workflows/domain/areas'

// Only names that cannot be a street, a market or a building of Dongying.
const otherCities = '济南|青岛|淄博|枣庄|烟台|潍坊|济宁|泰安|威海|日照|临沂|德州|聊城|滨州|菏泽'
const municipalities = '北京|天津|上海|重庆'
const otherProvinces = '河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾'
const foreignPlace = new RegExp(`^((${otherProvinces})省|(${municipalities})市|[\\u4e00-\\u9fff]{2,7}自治区|(山东省)?(${otherCities})市)`)

/** A sentence when an address names another province or city (第三条); it blocks. The address may leave both out. */
export function findForeignPlace(address: string): string | undefined {
  return foreignPlace.test(address.normalize('NFKC').replace(/\s/g, ''))
    ? '地址不在东营市内：本办法只适用于本市行政区域内的医药机构（第三条），请核对地址，或者向执业地点所在市的经办机构申请'
    : undefined
}

/** A sentence when an address names another county than its area; zones lie inside counties, so it does not block. */
export function findOtherCounty(address: string, area: AreaCode): string | undefined {
  if (agencies[area].level !== 'county') return undefined
  const other = Object.values(agencies).find(
    ({ level, code, areaName }) => level === 'county' && code !== area && address.normalize('NFKC').includes(areaName),
  )
  return other === undefined ? undefined : `地址写在${other.areaName}，所选县区为${agencies[area].areaName}，请核对管辖（第四条）`
}

type Place = { readonly address: string; readonly admdvs: string }

/**
 * Whether two sites are registered at one address. Streets of one name lie in several counties, so the areas must agree
 * too; a zone lies inside counties, so one of the two may be a zone's.
 */
export function isSamePlace(a: Place, b: Place): boolean {
  const [one, other] = [findArea(a.admdvs), findArea(b.admdvs)]
  if (one === undefined || other === undefined) return false
  const mayMeet = one === other || agencies[one].level === 'zone' || agencies[other].level === 'zone'
  return mayMeet && plainAddress(a.address) === plainAddress(b.address)
}

/** An address without width, spaces and the leading names of province and city. */
function plainAddress(address: string): string {
  return address
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(山东省)?(东营市)?/, '')
}
