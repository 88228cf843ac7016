import type { CaseFile } from '#db/repositories/case-files'
import type { Actor } from '#workflows/access/authorise'
import { authorise } from '#workflows/access/authorise'
import { type CommandName, commands } from '#workflows/commands/index'
import { isSigningMachine, signingNames } from '#workflows/commands/signing-names'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import { agreementFileOf } from './agreement-file.server'
import type { Receipt } from './dispatch.server'
import type { Portal } from './portal.server'
import { relationOf } from './relation.server'
import { expectedSigners } from './signature-check.server'
import { checkSigner, type Signer } from './signing/provider.server'
import { signPdf } from './signing/sign-pdf.server'
import { trustedRoots } from './trust.server'

export type SigningRequest = {
  actor: Actor
  caseId: string
  /** The party's key, for this request only (DECISIONS 24). */
  signer: Signer
  commandId: string
  /** The digest of the text that the party saw; without it, the newest text is signed. */
  baseDigest?: string
  expectedRevision?: number
  /** Who signs for the institution; somebody other than the legal representative brings a letter (edge case 32). */
  capacity?: 'legalRepresentative' | 'agent'
  authorityLetter?: SubmittedFile
}

type Turn = { command: CommandName; index: 0 | 1; reason: string }

/** Whose signature a case waits for; undefined while it waits for none. */
function turnOf({ machine, stage }: Pick<CaseFile, 'machine' | 'stage'>): Turn | undefined {
  if (!isSigningMachine(machine)) return undefined
  const { text, byInstitution, byAgency } = signingNames[machine]
  if (stage === 'signing.byInstitution') return { command: byInstitution, index: 0, reason: `乙方签订${text}` }
  return stage === 'signing.byAgency' ? { command: byAgency, index: 1, reason: `甲方签订${text}` } : undefined
}

/**
 * Signs the text of a case — agreement, supplement, renewal, rescission — for the party whose turn it is: checks the certificate, signs the stored text,
 * stores the signed bytes and gives the command that names their digest. Nothing is signed for somebody who may not.
 * @returns the receipt; `invalidInput` under `certificate` when the key cannot sign here
 */
export async function signAgreement(portal: Portal, request: SigningRequest): Promise<Outcome<Receipt>> {
  const file = await portal.read.caseFiles.find(request.caseId)
  if (file === undefined) return refuse({ code: 'notFound' })
  const turn = turnOf(file)
  if (turn === undefined) return refuse({ code: 'notAllowedNow', stage: file.stage })
  const forbidden = authorise(request.actor, commands[turn.command].grants, await relationOf(portal.read, file))
  if (forbidden !== undefined) return refuse(forbidden)
  const agreement = await agreementFileOf(portal.read, file.id)
  const base = agreement && (await portal.read.files.find(agreement.digest))
  if (agreement === null || base === undefined || base === null)
    return refuse({ code: 'invalidInput', issues: { '': ['协议文本正在生成，请稍后刷新页面再签'] } })
  const baseDigest = request.baseDigest ?? agreement.digest
  if (baseDigest !== agreement.digest) return refuse({ code: 'invalidInput', issues: { '': ['协议文本已有新的版本，请重新核对后再签'] } })

  const { capacity, authorityLetter } = request
  if (capacity === 'agent' && authorityLetter === undefined)
    return refuse({ code: 'invalidInput', issues: { authorityLetter: ['不是法定代表人签署的，请上传授权委托书'] } })
  const expected = (await expectedSigners(portal.read, file))[turn.index]
  if (expected === undefined) throw new Error(`nobody is expected to sign ${file.stage}`)
  const holder = expected.signerName ?? ''
  const at = portal.now()
  const checked = checkSigner(request.signer, { holder, roots: await trustedRoots(portal.read), at })
  if (!checked.ok) return refuse({ code: 'invalidInput', issues: { certificate: [checked.refusal.sentence] } })
  const signed = await signPdf({
    pdf: base.bytes,
    fieldName: expected.fieldName,
    signer: checked.value,
    signerName: holder,
    reason: turn.reason,
    at,
    certify: turn.index === 0,
  })
  // Stored under its digest before the command; when the command is refused, the bytes are referred to by nothing.
  const stored = await portal.unit.inTransaction((tx) => tx.files.put(signed, 'application/pdf', at))
  if (!stored.ok) return stored
  const { actor, caseId, commandId } = request
  const signature = { documentId: agreement.documentId, baseDigest, signedDigest: stored.value, signerName: holder }
  const isOfInstitution = turn.index === 0 && capacity !== undefined
  const input = isOfInstitution ? { ...signature, capacity, ...(authorityLetter === undefined ? {} : { authorityLetter }) } : signature
  const { command } = turn
  return request.expectedRevision === undefined
    ? portal.dispatchLatest({ command, caseId, commandId, actor, input })
    : portal.dispatch({ command, caseId, commandId, actor, input, expectedRevision: request.expectedRevision })
}
