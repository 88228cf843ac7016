import type { ChainFault, Der } from '#app/services/signing/certificates.server'
import { sha256 } from '#app/services/signing/cms.server'
import { checkCms } from '#app/services/signing/cms-check.server'
import { readSignatureFields } from '#templates/signing/form-fields'
import { getRootNumber, type PdfRevision, readRevisions } from '#templates/signing/pdf-revisions'
import { PdfSyntaxError } from '#templates/signing/pdf-value'
import type { SignatureFieldName } from '#templates/signing/signature-fields'
import { hasDanglingReference, type RevisionFault, readSignedRevision } from '#templates/signing/signed-revision'

/** A signature that must be there, in its place in the order; the name is the CN of the signer's certificate. */
export type ExpectedSignature = { fieldName: SignatureFieldName; signerName?: string }

export type VerifyInput = {
  pdf: Uint8Array
  roots: readonly Der[]
  expected: readonly ExpectedSignature[]
  /** SHA-256 of the whole file in hexadecimal, from the event log. */
  expectedSha256?: string
}

export type FindingCode =
  | RevisionFault
  | `certificate.${ChainFault}`
  | 'structure'
  | 'fileDigest'
  | 'revisionCount'
  | 'contentDigest'
  | 'signature'
  | 'order'
  | 'signer'
  | 'time'

export type Finding = { code: FindingCode; sentence: string }

export type SignatureReport = {
  fieldName: string
  signerName: string
  reason: string
  /** Instant the signer states (/M), empty when unreadable. */
  signedAt: string
  digestMatches: boolean
  signatureValid: boolean
  certificateTrusted: boolean
  coversRevision: boolean
  changesAllowed: boolean
  valid: boolean
  findings: Finding[]
}

export type VerificationReport = {
  valid: boolean
  sha256: string
  revisionCount: number
  coversWholeFile: boolean
  /** What concerns the file as a whole; each signature has its own findings. */
  findings: Finding[]
  signatures: SignatureReport[]
  /** One sentence for the page. */
  summary: string
}

const sentences = {
  structure: '文件结构与签发时不一致，可能被追加、删改或损坏',
  fileDigest: '文件与系统留存的文件不是同一个文件',
  revisionCount: '文件保存的次数与签名次数不符，签名之后又有改动',
  noSignature: '这次保存没有签名',
  foreignChange: '签名时改动了不允许改动的内容',
  fieldChanged: '签名栏本身被改动',
  byteRange: '签名没有覆盖到它应当覆盖的全部内容',
  certification: '首个签名对文件的认证（只许签名、不许改动）缺失或不对',
  contentDigest: '签名之后内容被改动',
  signature: '签名数据无效或被改动',
  order: '签名的位置或先后顺序不对',
  signer: '签名人与应签名的单位不一致',
  time: '签名时间缺失，或者早于前一个签名',
  'certificate.expired': '签名时证书不在有效期内',
  'certificate.notSigning': '证书不是用于签名的证书',
  'certificate.broken': '证书链不完整或被改动',
  'certificate.untrusted': '证书不是由受信任的机构签发',
} as const satisfies Record<FindingCode, string>

/**
 * Verifies a signed PDF of ours: every signature, what each revision changed, order and persons, and that the last one
 * covers the whole file. Anything that our own writer does not make is refused. Never throws for a bad file.
 */
export function verifySignedPdf(input: VerifyInput): VerificationReport {
  const digest = Buffer.from(sha256(input.pdf)).toString('hex')
  const findings: Finding[] = []
  if (input.expectedSha256 !== undefined && input.expectedSha256.toLowerCase() !== digest) findings.push(finding('fileDigest'))
  let revisions: readonly PdfRevision[] = []
  let signatures: SignatureReport[] = []
  try {
    const read = readRevisions(input.pdf)
    revisions = read
    if (!isBlankBase(read[0], input.expected)) findings.push(finding('structure'))
    signatures = read.slice(1).map((_, index) => checkSignature(input, read, index))
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error
    findings.push(finding('structure'))
  }
  if (revisions.length > 0 && revisions.length !== input.expected.length + 1) findings.push(finding('revisionCount'))
  if (signatures.some(({ signedAt }, index) => signedAt < (signatures[index - 1]?.signedAt ?? ''))) findings.push(finding('time'))
  const valid = findings.length === 0 && signatures.length === input.expected.length && signatures.every((one) => one.valid)
  return {
    valid,
    sha256: digest,
    revisionCount: revisions.length,
    coversWholeFile: signatures.at(-1)?.coversRevision ?? false,
    findings,
    signatures,
    summary: summarize(valid, signatures),
  }
}

/** The document below the first signature: its fields there and empty, not certified, nothing left open. */
function isBlankBase(base: PdfRevision, expected: readonly ExpectedSignature[]): boolean {
  const fields = readSignatureFields(base.objects, getRootNumber(base))
  const names = fields.map(({ name }) => name)
  return (
    !hasDanglingReference(base) &&
    new Set(names).size === names.length &&
    fields.every(({ dictionary }) => !dictionary.has('V')) &&
    expected.every(({ fieldName }) => names.includes(fieldName))
  )
}

function checkSignature(input: VerifyInput, revisions: readonly [PdfRevision, ...PdfRevision[]], index: number): SignatureReport {
  const revision = readSignedRevision(input.pdf, revisions, index + 1)
  const cms = checkCms(revision.contents, sha256(revision.signedBytes), input.roots, revision.signedAt)
  const expected = input.expected[index]
  const codes: FindingCode[] = [...revision.faults]
  if (!cms.digestMatches) codes.push('contentDigest')
  if (!cms.signatureValid) codes.push('signature')
  if (cms.chainFault) codes.push(`certificate.${cms.chainFault}`)
  if (expected?.fieldName !== revision.fieldName) codes.push('order')
  if (!isSigner(expected?.signerName, cms.signerName, revision.claimedName)) codes.push('signer')
  if (revision.signedAt === '') codes.push('time')
  return {
    fieldName: revision.fieldName,
    signerName: cms.signerName,
    reason: revision.reason,
    signedAt: revision.signedAt,
    digestMatches: cms.digestMatches,
    signatureValid: cms.signatureValid,
    certificateTrusted: cms.chainFault === undefined,
    coversRevision: !revision.faults.includes('byteRange') && !revision.faults.includes('noSignature'),
    changesAllowed: revision.faults.every((fault) => fault === 'byteRange'),
    valid: codes.length === 0,
    findings: codes.map(finding),
  }
}

/** The certificate names the person who was expected, and the signature dictionary does not name another one. */
function isSigner(expected: string | undefined, certificateName: string, claimedName: string): boolean {
  const name = certificateName.normalize('NFC')
  return name === claimedName.normalize('NFC') && (expected === undefined || name === expected.normalize('NFC'))
}

function finding(code: FindingCode): Finding {
  return { code, sentence: sentences[code] }
}

function summarize(valid: boolean, signatures: readonly SignatureReport[]): string {
  if (!valid) return '验证未通过：文件不能作为签署的协议使用，请核对下列问题'
  const names = signatures.map(({ signerName }) => signerName).join('、')
  return `验证通过：${names}的签名均有效，签署后内容未被改动`
}
