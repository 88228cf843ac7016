import { z } from 'zod'
import { printable } from '../document-head'
import { drawBody } from '../layout/official'
import type { Sheet } from '../layout/sheet'

/** Somebody named in a record, with the position in which the person is there. */
export const Person = z.strictObject({ name: printable(40), position: printable(60) })
export type Person = z.output<typeof Person>

/** 陈静（主任）. */
export const personInWords = ({ name, position }: Person) => `${name}（${position}）`

/** The record was signed by the representative of the institution. */
export const SignedRecord = z.strictObject({ outcome: z.literal('signed') })
/** The representative refused to sign; why, and who witnessed it. */
export const RefusedRecord = z.strictObject({ outcome: z.literal('refused'), reason: printable(500), witness: Person })

/** Who refused to sign and why, who saw it, and that the record stands all the same. */
export function drawRefusedSignature(
  sheet: Sheet,
  representative: Person,
  { reason, witness }: z.output<typeof RefusedRecord>,
  party: string,
): void {
  drawBody(sheet, `${personInWords(representative)}拒绝签字，理由是：${reason}`)
  drawBody(sheet, `见证人${personInWords(witness)}在场见证。拒绝签字不影响本记录的使用，${party}可以另行提交书面意见。`)
}
