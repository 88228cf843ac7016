import * as z from 'zod'

/** An e-mail address as a person types it; left empty it is null: that person reads notifications in the portal only. */
export const OptionalEmail = z
  .string()
  .trim()
  .max(254, '电子邮箱太长，请核对')
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(z.email('请填写完整的电子邮箱，如 yibao@example.cn；用半角的 @ 和点，不含空格和汉字').nullable())
