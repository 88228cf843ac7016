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

/** A sentence when the area inside the code is not of Dongying; a code given elsewhere before a move keeps its area. */
export function findInsuranceCodeWarning(code: string): string | undefined {
  return code.slice(1, 5) === '3705' ? undefined : '医保机构编码中的区划不是本市（3705），请与国家医保信息业务编码平台核对'
}

/** 国家医保人员编码: D for physicians, N for nurses, HJ for technicians, HY for pharmacists, then twelve digits. */
export const PersonInsuranceCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(D|N|HJ|HY)\d{12}$/, '医保人员编码为 D（医师）、N（护士）、HJ（技师）或者 HY（药师）加12位数字，请核对；还没有编码的不填')
export type PersonInsuranceCode = z.output<typeof PersonInsuranceCode>

const lettersOf = { physician: 'D', nurse: 'N', technician: 'HJ', pharmacist: 'HY' } as const

/** A sentence when the letters of a person's code contradict the category; it does not block. */
export function findPersonCodeWarning(code: string, category: string): string | undefined {
  const expected = Object.entries(lettersOf).find(([own]) => own === category)?.[1]
  return expected === undefined || code.replace(/\d/g, '') === expected
    ? undefined
    : `医保人员编码应以 ${expected} 开头，请核对编码或者人员类别`
}
