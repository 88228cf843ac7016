import { z } from 'zod'

/** A required line of text; `label` is the question, for the sentence that asks for it. */
export function requiredText(label: string, { max = 100, min = 1 }: { readonly max?: number; readonly min?: number } = {}) {
  return z
    .string({ error: `请填写${label}` })
    .trim()
    .min(min, min > 1 ? `${label}至少填写${min}个字` : `请填写${label}`)
    .max(max, `${label}不能超过${max}个字`)
}

/** A whole number as a form posts it ('12') or JSON gives it (12). */
export function wholeNumber(label: string, max: number) {
  const message = `${label}应为0至${max}的整数，只填数字`
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .trim()
          .regex(/^\d{1,12}$/)
          .transform(Number),
      ],
      { error: message },
    )
    .pipe(z.int(message).min(0, message).max(max, message))
}

/** A box that must be ticked: a form posts 'on', JSON gives true. */
export function mustTick(message: string) {
  return z.union([z.literal(true), z.enum(['on', 'true']).transform(() => true as const)], { error: message })
}

const box = z.union([z.boolean(), z.enum(['on', 'true', 'false']).transform((text) => text !== 'false')])

/** A box that may be ticked. */
export const Tick = box.default(false)

/** A box that is shown only on occasion; not given when it was not shown. */
export const OccasionalTick = box.optional()

/** A field that may stay empty: an empty text counts as not given. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.union([z.literal('').transform(() => undefined), schema]).optional()
}
