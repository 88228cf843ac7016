import { z } from 'zod'
import { isPlainDate, type PlainDate, plainDate } from '#workflows/calendar/plain-date'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'
// First two digits: provinces and regions in use, with those of Hong Kong, Macao and Taiwan residence permits.
const regions = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/

/** 公民身份号码 with a real birth date and a fitting check character; a lower-case x is accepted. */
export const ResidentId = z
  .string({ error: '请填写居民身份证号码' })
  .trim()
  .toUpperCase()
  .regex(/^\d{17}[\dX]$/, '身份证号码应为18位，最后一位为数字或者 X，请按证件核对')
  .refine(isOfKnownRegion, '身份证号码的前两位不是有效的地区码，请按证件核对')
  .refine(hasRealBirthDate, '身份证号码中的出生日期不存在，请按证件核对')
  .refine(hasResidentIdCheckCharacter, '身份证号码的校验码不符，请按证件逐位核对')
export type ResidentId = z.output<typeof ResidentId>

/** The date of birth that a valid number carries. */
export function birthDateOf(id: ResidentId): PlainDate {
  return plainDate(birthText(id))
}

/** '110***********002X' with all but the first three and the last four characters hidden. */
export function maskResidentId(id: string): string {
  return `${id.slice(0, 3)}${'*'.repeat(Math.max(0, id.length - 7))}${id.slice(-4)}`
}

function birthText(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
}

/** Whether the first two digits name a province or region in use. */
export function isOfKnownRegion(id: string): boolean {
  return regions.test(id)
}

/** Whether the day of birth inside the number exists. */
export function hasRealBirthDate(id: string): boolean {
  return isPlainDate(birthText(id))
}

/** Whether the last character is the check character of the first 17 digits (GB 11643). */
export function hasResidentIdCheckCharacter(id: string): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(id[index]), 0)
  return id[17] === checkCharacters[sum % 11]
}
