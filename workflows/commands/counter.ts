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
  /** Nobody hands in for somebody else without a letter of authority. */
  authorityLetter: SubmittedFile.optional(),
})
export type CounterPaper = z.output<typeof CounterPaper>

/**
 * An officer acts for an institution only with the paper in hand; the institution itself needs none, and cannot have its
 * own step recorded as one taken at the window.
 * @returns the refusal under `counter`, or undefined when the entry is in order
 */
export function counterFault(actor: Actor, institutionId: string, counter: CounterPaper | undefined): Refusal | undefined {
  const isOwn = actor.roles.includes('applicant') && actor.institutionIds.includes(institutionId)
  if (isOwn)
    return counter === undefined
      ? undefined
      : { code: 'invalidInput', issues: { 'counter.paper': ['窗口代为录入只能由受理的经办机构登记，请直接提交'] } }
  if (counter?.capacity === 'agent' && counter.authorityLetter === undefined)
    return {
      code: 'invalidInput',
      issues: { 'counter.authorityLetter': ['到场人不是法定代表人的，请上传授权委托书；没有授权委托书的，不能代办'] },
    }
  if (counter !== undefined) return undefined
  return { code: 'invalidInput', issues: { 'counter.paper': ['代为录入的，须登记到场人并上传其签名的纸质材料扫描件'] } }
}
