import { agencies } from '#workflows/domain/agencies'
import type { FormIssue } from '#workflows/domain/application-checks'
import type { EntitySection } from '#workflows/domain/application-form'
import { areaName, findArea } from '#workflows/domain/areas'
import type { InstitutionKind } from '#workflows/domain/institution-kinds'
import { findLicenceParts } from '#workflows/domain/licence-number'

/** What the registration and the place say, to hold the answers about the licences against. */
export type Registration = { readonly uscc?: string; readonly admdvs?: string; readonly kind: InstitutionKind }

// First two characters of a credit code: who registered it, and as what.
const registeredAs: Readonly<Record<string, { title: string; profit: 'forProfit' | 'nonProfit' }>> = {
  '91': { title: '企业', profit: 'forProfit' },
  '12': { title: '事业单位', profit: 'nonProfit' },
  '52': { title: '民办非企业单位', profit: 'nonProfit' },
}
const profitTitles = { forProfit: '营利性', nonProfit: '非营利性' } as const
/** Where the organisation code stands within a credit code. */
const organisationCode = [8, 17] as const

/**
 * Where the licences and the registration of one institution contradict each other (dossier §6: such a file bounces for
 * months). Nothing of it blocks: old licences may lawfully differ, and a person compares the papers.
 * @returns one sentence at the answer to look at, for each contradiction
 */
export function licenceContradictions(
  { practiceLicenceNumber, licenceForm, profitNature }: EntitySection,
  { uscc, admdvs, kind }: Registration,
): readonly FormIssue[] {
  const found: FormIssue[] = []
  const parts = licenceForm === 'licence' && practiceLicenceNumber ? findLicenceParts(practiceLicenceNumber) : undefined
  // A village clinic applies under the code of its sponsor (edge case 7).
  const own = uscc !== undefined && kind !== 'village_clinic' ? uscc.slice(...organisationCode) : undefined
  if (parts?.organisation !== undefined && own !== undefined && parts.organisation !== own)
    found.push({
      path: 'entity.practiceLicenceNumber',
      message: `登记号前9位“${parts.organisation}”与统一社会信用代码中的组织机构代码“${own}”不一致，请核对执业许可证与登记证书是否为同一单位`,
    })
  const [licensed, located] = [parts === undefined ? undefined : findArea(parts.area), findArea(admdvs ?? '')]
  // Zones lie within counties: a licence of the county is lawful there.
  const isOtherCounty = licensed !== undefined && located !== undefined && licensed !== located && agencies[located].level !== 'zone'
  if (isOtherCounty)
    found.push({
      path: 'entity.practiceLicenceNumber',
      message: `登记号中的区划为${areaName(licensed)}，执业地点在${areaName(located)}，请核对许可证是否已经变更地址`,
    })
  const registered = kind === 'village_clinic' ? undefined : registeredAs[uscc?.slice(0, 2) ?? '']
  if (registered !== undefined && profitNature !== undefined && registered.profit !== profitNature)
    found.push({
      path: 'entity.profitNature',
      message: `统一社会信用代码表明登记为${registered.title}，所填经营性质为${profitTitles[profitNature]}，请与执业许可证和登记证书核对`,
    })
  return found
}
