import { z } from 'zod'
import { Affiliation, AreaCode } from '#workflows/domain/areas'
import { InstitutionKind, InstitutionType, InsuranceType } from '#workflows/domain/institution-kinds'
import { hasUsccCheckCharacter, UsccShape } from '#workflows/domain/uscc'

/** The registered name, with full-width spaces dropped. Compared by `sameName`. */
export const OrganisationName = z
  .string({ error: '请填写单位全称' })
  .trim()
  .min(4, '请填写与证照一致的单位全称')
  .max(80, '单位名称过长，请按证照核对')

/**
 * The legal entity. A code whose check character fails is taken only with `usccConfirmed`: the applicant states that it
 * stands so on the certificate and uploads the scan.
 */
export const Institution = z
  .strictObject({
    name: OrganisationName,
    uscc: UsccShape,
    usccConfirmed: z.boolean().default(false),
    type: InstitutionType,
    insuranceType: InsuranceType.default('basicMedical'),
  })
  .superRefine(({ uscc, usccConfirmed }, context) => {
    if (!usccConfirmed && !hasUsccCheckCharacter(uscc)) {
      const message = '第18位校验码不符，请按证书逐位核对；确与证书一致的，勾选“以证书为准”并上传证书'
      context.addIssue({ code: 'custom', path: ['uscc'], message })
    }
  })
export type Institution = z.output<typeof Institution>

/** 第八条: one practice place, which applies on its own. */
export const PracticeSite = z.strictObject({
  name: OrganisationName,
  kind: InstitutionKind,
  address: z.string({ error: '请填写执业地点' }).trim().min(6, '请填写到门牌号的详细地址').max(120, '地址过长，请按证照填写'),
  admdvs: AreaCode,
  affiliation: Affiliation,
})
export type PracticeSite = z.output<typeof PracticeSite>

/** Whether two names are the same after full-width and space differences are removed. */
export function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b)
}

function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '')
}
