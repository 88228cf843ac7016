import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome, Refusal } from '#workflows/domain/refusal'
import type { MachineName } from '#workflows/engine/restore'
import { ok, refuse } from '#workflows/result'
import { type By, stepCommand } from './definition'
import type { SigningFacts } from './facts'
import { applicant, head, officer } from './grants'
import { FileDigest, SubmittedFile } from './submitted-file'

/** The signed bytes, named by digest; made in the request before the transaction (DECISIONS 24). */
const SignatureInput = z.strictObject({
  documentId: z.string().min(1).max(64),
  /** The bytes that the party saw and agreed to. */
  baseDigest: FileDigest,
  signedDigest: FileDigest,
  signerName: z.string().min(1).max(60),
})

/** The scan of the signed print, named by digest; `baseDigest` is the text that was printed. */
const PaperInput = z.strictObject({
  documentId: z.string().min(1).max(64),
  baseDigest: FileDigest,
  scan: SubmittedFile,
  signerName: z.string({ error: '请填写签署人姓名' }).trim().min(2, '请填写签署人姓名').max(60),
  signedOn: PlainDate,
})

type Checked = Outcome<{ documentId: string; signedDigest: string }>

function checkedPaper(
  { documentId, baseDigest, scan, signedOn }: z.output<typeof PaperInput>,
  on: PlainDate,
  facts: SigningFacts,
): Checked {
  const { agreementFile } = facts
  if (agreementFile === null || agreementFile.documentId !== documentId || agreementFile.digest !== baseDigest)
    return refuse({ code: 'invalidInput', issues: { '': ['协议文本已有新的版本，请打印最新文本重新签署'] } })
  // Nobody signs a print of a text that is not there yet.
  if (signedOn < agreementFile.issuedOn)
    return refuse({
      code: 'invalidInput',
      issues: { signedOn: [`签署日期不能早于协议文本形成的日期（${formatDate(agreementFile.issuedOn)}）`] },
    })
  if (signedOn > on) return refuse({ code: 'invalidInput', issues: { signedOn: [`签署日期不能晚于今天（${formatDate(on)}）`] } })
  return ok({ documentId, signedDigest: scan.digest })
}

function letterFault({ capacity, authorityLetter }: { capacity: string; authorityLetter?: unknown }): Refusal | undefined {
  if (capacity !== 'agent' || authorityLetter !== undefined) return undefined
  return { code: 'invalidInput', issues: { authorityLetter: ['不是法定代表人签署的，请上传授权委托书'] } }
}

function checkedSignature(input: z.output<typeof SignatureInput>, { agreementFile, signatureCheck }: SigningFacts): Checked {
  if (agreementFile === null || agreementFile.documentId !== input.documentId)
    return refuse({ code: 'invalidInput', issues: { '': ['协议文本尚未生成，请稍后刷新页面再签'] } })
  if (agreementFile.digest !== input.baseDigest)
    return refuse({ code: 'invalidInput', issues: { '': ['协议文本已有新的版本，请重新核对后再签'] } })
  if (signatureCheck === null || !signatureCheck.ok)
    return refuse({ code: 'invalidInput', issues: { '': [`签名未通过核验：${signatureCheck?.reason ?? '没有找到签名后的文件'}`] } })
  return ok({ documentId: input.documentId, signedDigest: input.signedDigest })
}

/** Machines whose parties sign a text; all of them know the same four events. */
export type SigningMachine = Extract<MachineName, 'application' | 'change' | 'renewal' | 'ending'>

/**
 * The ways in which two parties sign a text: each its own file, or both on paper, whose scans become the next versions.
 * @param article the article that the signed text rests on
 */
export function signingCommands<const M extends SigningMachine>(machine: M, article: string) {
  const facts = (by: By<M>): SigningFacts => by.facts as SigningFacts
  return {
    // Edge case 32: somebody other than the registered representative signs with a letter of authority.
    signByInstitution: stepCommand({
      machine,
      article,
      grants: applicant,
      input: SignatureInput.extend({
        capacity: z.enum(['legalRepresentative', 'agent']).default('legalRepresentative'),
        authorityLetter: SubmittedFile.optional(),
      }),
      toEvent(input, by) {
        const fault = letterFault(input)
        if (fault !== undefined) return refuse(fault)
        const signature = checkedSignature(input, facts(by))
        return signature.ok ? ok({ type: 'signByInstitution', ...signature.value, note: `乙方签章：${input.signerName}` }) : signature
      },
    }),
    // Those who cannot sign the file sign its print; the scan becomes the next version, and says so.
    registerPaperSignature: stepCommand({
      machine,
      article,
      grants: officer,
      input: PaperInput.extend({
        capacity: z.enum(['legalRepresentative', 'agent'], { error: '请选择签署人的身份' }),
        authorityLetter: SubmittedFile.optional(),
      }),
      toEvent(input, by) {
        const fault = letterFault(input)
        if (fault !== undefined) return refuse(fault)
        const paper = checkedPaper(input, by.on, facts(by))
        return paper.ok ? ok({ type: 'signOnPaper', ...paper.value, note: `乙方纸质签署扫描件：${input.signerName}` }) : paper
      },
    }),
    confirmPaperAgreement: stepCommand({
      machine,
      article,
      grants: head,
      input: PaperInput,
      toEvent(input, by) {
        const paper = checkedPaper(input, by.on, facts(by))
        return paper.ok ? ok({ type: 'confirmPaper', ...paper.value, note: `双方纸质签署扫描件：${input.signerName}` }) : paper
      },
    }),
    countersign: stepCommand({
      machine,
      article,
      grants: head,
      input: SignatureInput,
      toEvent(input, by) {
        const signature = checkedSignature(input, facts(by))
        return signature.ok ? ok({ type: 'countersign', ...signature.value, note: `甲方签章：${input.signerName}` }) : signature
      },
    }),
  }
}
