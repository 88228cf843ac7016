import { z } from 'zod'
import type { InstitutionType } from '#workflows/domain/institution-kinds'

/** 国家医保机构编码: H for medical institutions, P for pharmacies, then eleven digits that begin with the area. */
export const InsuranceCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[HP]\d{11}$/, '医保机构编码为 H 或者 P 加11位数字，请核对；还没有编码的不填')
export type InsuranceCode = z.output<typeof InsuranceCode>

/** A sentence when the letter contradicts the type of institution; it blocks. */
export function findInsuranceCodeConflict(code: string, type: InstitutionType): string | undefined {
  if (type === 'medical' && !code.startsWith('H')) return '医疗机构的医保编码以 H 开头，请核对'
  if (type === 'pharmacy' && !code.startsWith('P')) return '零售药店的医保编码以 P 开头，请核对'
  return undefined
}
