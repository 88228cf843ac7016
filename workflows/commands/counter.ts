import * as z from 'zod'
import type { Actor } from '#workflows/access/authorise'
import type { Refusal } from '#workflows/domain/refusal'
import { SubmittedFile } from './submitted-file'

/**
 * The paper that somebody brought to the window, when an officer enters it for the institution (第九条（一）): who stood
 * there, in which capacity, and the scan of what they signed.
 */
export const CounterPaper = z.strictObject({
  presentedBy: z.string({ error: '请填写到场办理人的姓名' }).trim().min(2, '请填写到场办理人的姓名').max(40),
  capacity: z.enum(['legalRepresentative', 'agent'], { error: '请选择到场人的身份' }),
  paper: SubmittedFile,
})
export type CounterPaper = z.output<typeof CounterPaper>

/**
 * An officer acts for an institution only with the paper in hand; the institution itself needs none.
 * @returns the refusal under `counter`, or undefined when the entry is in order
 */
export function counterFault(actor: Actor, institutionId: string, counter: CounterPaper | undefined): Refusal | undefined {
  const isOwn = actor.roles.includes('applicant') && actor.institutionIds.includes(institutionId)
  if (isOwn || counter !== undefined) return undefined
  return { code: 'invalidInput', issues: { counter: ['代为录入的，须登记到场人并上传其签名的纸质材料扫描件'] } }
}
