import { z } from 'zod'

/** 医疗机构执业许可证登记号 or the number of a filing certificate; forms differ, so only the characters are checked. */
export const PracticeLicenceNumber = z
  .string({ error: '请填写执业许可证登记号或者备案编号' })
  .trim()
  .toUpperCase()
  .min(5, '登记号（备案编号）不完整，请按证书填写')
  .max(40, '登记号（备案编号）过长，请按证书核对')
  .regex(/^[0-9A-Z\u4e00-\u9fff〔〕()\uff08\uff09-]+$/, '登记号（备案编号）含有不应出现的字符，请按证书核对')
export type PracticeLicenceNumber = z.output<typeof PracticeLicenceNumber>

// Nine characters of organisation code, six of region, two of economy, four of class, one of management.
const registrationNumber = /^(?<organisation>[0-9A-Z]{9})(?<area>\d{6})\d{2}[A-Z]\d{3}\d$/
// A number given in place of an organisation code, to those that had none of their own.
const standIn = /^PDY/

/**
 * The organisation code and the area (six digits) inside a number of the 22-character form; undefined for older and
 * filing numbers. `organisation` is undefined where a stand-in takes its place.
 */
export function findLicenceParts(number: string): { organisation: string | undefined; area: string } | undefined {
  const { organisation, area } = registrationNumber.exec(number)?.groups ?? {}
  if (organisation === undefined || area === undefined) return undefined
  return { organisation: standIn.test(organisation) ? undefined : organisation, area }
}

/** A sentence when the number is not of the 22-character form; older and filing numbers are lawful, so it never blocks. */
export function findPracticeLicenceWarning(number: string): string | undefined {
  return registrationNumber.test(number) ? undefined : '登记号不是常见的22位格式；旧证或者备案凭证可以如此，请与证书核对一次'
}

// 15 digits for the practising certificate, 24 to 27 for the qualification.
const physicianCertificate = /^(\d{15}|\d{24,27})$/

/** A sentence when a physician's certificate number is of neither common length; older ones are lawful, so it never blocks. */
export function findCertificateWarning(number: string): string | undefined {
  return physicianCertificate.test(number) ? undefined : '医师证书编码不是常见的15位（执业证书）或者24至27位（资格证书），请与证书核对一次'
}
