import { z } from 'zod'

const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/

/** A Chinese mobile number; spaces are dropped. */
export const Mobile = z
  .string({ error: '请填写手机号码' })
  .overwrite((text) => text.replace(/\s/g, ''))
  .regex(mobile, '请填写11位手机号码，例如 13805460000')
export type Mobile = z.output<typeof Mobile>

/** A mobile number or a landline with its area code. */
export const Phone = z
  .string({ error: '请填写联系电话' })
  .overwrite((text) => text.replace(/\s/g, ''))
  .refine((text) => mobile.test(text) || landline.test(text), '请填写11位手机号码，或者带区号的座机，例如 0546-8331234')
export type Phone = z.output<typeof Phone>
