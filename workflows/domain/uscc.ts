import { z } from 'zod'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const modulus = 31

/** 统一社会信用代码 by shape alone: 18 characters, upper-cased. The check character is tested by `hasUsccCheckCharacter`. */
export const UsccShape = z
  .string({ error: '请填写统一社会信用代码' })
  .trim()
  .toUpperCase()
  .length(18, '统一社会信用代码应为18位，请按证书逐位核对')
  .regex(/^[0-9A-HJ-NPQRTUWXY]+$/, '统一社会信用代码只含数字和大写字母，不含 I、O、S、V、Z，请按证书逐位核对')
  .regex(/^..\d{6}/, '第3至8位为登记机关区划码，应为数字，请按证书逐位核对')

/** A code whose check character fits. */
export const Uscc = UsccShape.refine(hasUsccCheckCharacter, '第18位校验码不符，请按证书逐位核对')
export type Uscc = z.output<typeof Uscc>

/**
 * Whether the last character is the check character of the first 17 (GB 32100). Some codes in use fail it: then the
 * certificate decides, see `usccConfirmed` of the institution.
 */
export function hasUsccCheckCharacter(code: string): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code[index] ?? ''), 0)
  return code[17] === alphabet[(modulus - (sum % modulus)) % modulus]
}
