import { z } from 'zod'
import { hasRealBirthDate, hasResidentIdCheckCharacter, isOfKnownRegion } from '#workflows/domain/resident-id'

/** The paper that a number stands on: resident card or residence permit, foreigner's permanent residence card, passport. */
export type IdentityPaper = 'resident' | 'permanentResidence' | 'passport'

// The present permanent residence card has the form of the resident's number and begins with 9; the older one has three
// letters of the country. A passport number is told from an unfinished resident number by its letter.
const forms = {
  permanentResidence: /^(9\d{16}[\dX]|[A-Z]{3}\d{12})$/,
  resident: /^[1-8]\d{16}[\dX]$/,
  passport: /^(?=.*[A-Z])(?=.*\d)[A-Z\d]{7,9}$/,
} as const satisfies Record<IdentityPaper, RegExp>

const papers = ['permanentResidence', 'resident', 'passport'] as const
const eighteen = /^\d{17}[\dX]$/

/** The paper of a number by its form; undefined when it has the form of none. */
export function findIdentityPaper(number: string): IdentityPaper | undefined {
  return papers.find((paper) => forms[paper].test(number))
}

/**
 * The number of a person's identity paper. The check character is tested apart, because where it fails the paper
 * decides: see `withConfirmedNumbers`.
 */
export const IdentityNumber = z
  .string({ error: '请填写身份证号码' })
  .trim()
  .toUpperCase()
  .refine(
    (number) => eighteen.test(number) || findIdentityPaper(number) !== undefined,
    '身份证号码应为18位，最后一位为数字或者 X，请按证件核对；没有居民身份证的，填永久居留身份证或者护照号码',
  )
  .refine(
    (number) => findIdentityPaper(number) !== 'resident' || isOfKnownRegion(number),
    '身份证号码的前两位不是有效的地区码，请按证件核对',
  )
  .refine((number) => !eighteen.test(number) || hasRealBirthDate(number), '身份证号码中的出生日期不存在，请按证件核对')
export type IdentityNumber = z.output<typeof IdentityNumber>

/** Whether a number has a check character, and another one than its other digits give. */
export function hasCheckFault(number: unknown): boolean {
  return typeof number === 'string' && eighteen.test(number) && !hasResidentIdCheckCharacter(number)
}

const faultMessage = '身份证号码的校验码不符，请按证件逐位核对；确与证件一致的，勾选“以证件为准”，并上传证件扫描件'

/**
 * Refuses the numbers of a section or row whose check character fails, unless its `tick` says that they stand so on the
 * papers that are handed in. Asked also when other fields are wrong, so that nobody is sent back twice.
 */
export function withConfirmedNumbers<T extends z.ZodObject>(schema: T, numbers: readonly string[], tick: string): T {
  return numbers.reduce(
    (refined, name) =>
      refined.refine(
        (value: unknown) => {
          const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
          return given[tick] === true || !hasCheckFault(given[name])
        },
        { path: [name], message: faultMessage, when: () => true },
      ),
    schema,
  )
}
