import * as z from 'zod'
import { stageTitle } from '#app/view/stages'
import { sha256 } from '#db/canonical-json'
import type { IssuedDocument } from '#db/repositories/documents'
import { signedKinds } from '../agreement-file.server'
import type { Portal } from '../portal.server'
import { expectedSigners } from '../signature-check.server'
import { onPaper } from '../signed-on-paper'
import { type SignatureReport, type VerificationReport, verifySignedPdf } from '../signing/verify.server'
import { trustedRoots } from '../trust.server'

type Reader = Pick<Portal, 'read' | 'mode'>

/** What anybody who holds the code or the number of a document may know of it: nothing of its content. */
export type DocumentFacts = {
  code: string
  title: string
  number: string
  agency: string
  issuedAt: string
  /** Digests of the stored files, oldest first, each with what was done to it. */
  versions: { version: number; digest: string; note: string; storedAt: string }[]
  /** The agreement's present state; null for other documents and before it is opened. */
  agreementState: string | null
  /** A newer text has taken its place; only of agreements. */
  isReplaced: boolean
  /** The newest version is the scan of a signed print: no electronic signature says anything about it. */
  isOnPaper: boolean
}

export type Check = { sentence: string; isGood: boolean }
export type SignatureView = { signer: string; signedAt: string; reason: string; checks: Check[]; isValid: boolean }

export type FileVerdict = {
  tone: 'success' | 'warning' | 'loss'
  title: string
  advice: string
  fileName: string
  digest: string
  document: DocumentFacts | null
  checks: Check[]
  signatures: SignatureView[]
  notChecked: string[]
}

/** Codes are typed by hand from paper: case, spaces and hyphens do not matter. */
const normaliseCode = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** A number as printed; brackets and spaces come in many shapes from keyboards. */
const normaliseNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[[(【]/g, '〔')
    .replace(/[\])】]/g, '〕')

/** The code of the document that a code or a number names; undefined when there is none. */
export async function findDocumentCode({ read }: Reader, typed: string): Promise<string | undefined> {
  const byCode = await read.documents.find(normaliseCode(typed))
  return (byCode ?? (await read.documents.findByNumber(normaliseNumber(typed))))?.id
}

/** The public facts of a document, by its code. */
export async function findDocumentFacts({ read }: Reader, code: string): Promise<DocumentFacts | undefined> {
  const document = await read.documents.find(normaliseCode(code))
  return document && factsOf({ read }, document)
}

async function factsOf({ read }: Pick<Portal, 'read'>, document: IssuedDocument): Promise<DocumentFacts> {
  const files = await read.documents.filesOf(document.id)
  return {
    code: document.id,
    title: document.title,
    number: document.number,
    agency: (await read.institutions.getAgency(document.agency_id)).name,
    issuedAt: document.issued_at,
    versions: files.map(({ version, digest, note, created_at }) => ({ version, digest, note, storedAt: created_at })),
    isReplaced: document.kind === 'serviceAgreement' && (await isReplaced(read, document)),
    isOnPaper: files.at(-1)?.note.includes(onPaper) === true,
    agreementState: document.kind === 'serviceAgreement' ? await agreementStateOf(read, document) : null,
  }
}

/** Edge case 33: the text was set anew before anybody had signed this one. */
async function isReplaced(read: Portal['read'], { id, case_id, kind }: IssuedDocument): Promise<boolean> {
  return (await read.documents.ofCase(case_id)).findLast((other) => other.kind === kind)?.id !== id
}

async function agreementStateOf(read: Portal['read'], document: IssuedDocument): Promise<string | null> {
  const file = await read.caseFiles.find(`agreement-${document.case_id}`)
  return file === undefined ? null : stageTitle('agreement', file.stage)
}

/** Looks at an uploaded PDF: whether it is, byte for byte, one of ours, and what its signatures are worth. */
export async function verifyFile(portal: Reader, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<FileVerdict> {
  const digest = sha256(bytes)
  const found = await portal.read.documents.findByFileDigest(digest)
  const report = await signaturesOf(portal, bytes, found)
  const notChecked = notCheckedOf(portal, report)
  const common = { fileName: name, digest, notChecked, signatures: (report?.signatures ?? []).map(signatureView) }
  if (found === undefined) return { ...common, ...unknownFile(report) }
  const document = await factsOf(portal, found.document)
  const latest = document.versions.at(-1)?.version ?? found.version
  const checks: Check[] = [{ sentence: `与本平台留存的文件逐字节一致（第 ${found.version} 版，共 ${latest} 版）`, isGood: true }]
  checks.push(...(report?.findings ?? []).map(({ sentence }) => ({ sentence, isGood: false })))
  if (report !== undefined && !report.valid)
    return {
      ...common,
      document,
      checks,
      tone: 'loss',
      title: '文件由本平台留存，但签名核验未通过',
      advice: '请不要据此办理，并向签发机构反映。',
    }
  if (document.isReplaced)
    return {
      ...common,
      document,
      checks,
      tone: 'warning',
      title: '是本平台的协议文本，但已被新的文本取代',
      advice: '这份文本没有签署，也不再签署，请以后来的文本为准。',
    }
  if (found.version < latest)
    return {
      ...common,
      document,
      checks,
      tone: 'warning',
      title: '是本平台的文件，但不是最新的一版',
      advice: '之后又有签章或者更新，请向对方索取最新的一版。',
    }
  if (document.isOnPaper)
    return {
      ...common,
      document,
      checks: [...checks, { sentence: '纸质签署，扫描件：文件里没有电子签名', isGood: true }],
      tone: document.agreementState === null ? 'warning' : 'success',
      title:
        document.agreementState === null
          ? '纸质签署的扫描件，但双方尚未全部签署'
          : '核验通过：是本平台留存的纸质签署扫描件，内容没有被改动',
      advice: '签字盖章是否真实，请与当事人或者经办机构所存的纸质原件对照。',
    }
  if (signedKinds.has(found.document.kind) && common.signatures.length < 2)
    return {
      ...common,
      document,
      checks,
      tone: 'warning',
      title: '是本平台的协议文本，但双方尚未全部签章',
      advice: '双方签章完成之前，协议没有成立。',
    }
  return { ...common, document, checks, tone: 'success', title: '核验通过：文件由本平台签发，内容没有被改动', advice: '' }
}

/** The parties as the signed text names them: a later name in the register takes nothing from their signatures (edge case 54). */
const SignedParties = z.object({ agency: z.object({ name: z.string() }), institution: z.object({ name: z.string() }) })

async function signaturesOf(
  { read }: Reader,
  pdf: Uint8Array,
  found: { document: IssuedDocument; version: number } | undefined,
): Promise<VerificationReport | undefined> {
  const roots = await trustedRoots(read)
  if (found === undefined) {
    const report = verifySignedPdf({ pdf, roots, expected: [{ fieldName: 'InstitutionSignature' }, { fieldName: 'AgencySignature' }] })
    return report.signatures.length === 0 ? undefined : report
  }
  const parties = SignedParties.safeParse(found.document.data)
  if (!signedKinds.has(found.document.kind) || found.version === 1) return undefined
  const note = (await read.documents.filesOf(found.document.id)).find(({ version }) => version === found.version)?.note
  if (note?.includes(onPaper) === true) return undefined
  const file = await read.caseFiles.find(found.document.case_id)
  // Version 1 is the blank text; every later one adds a signature.
  const asked = (named?: z.infer<typeof SignedParties>) =>
    file === undefined ? Promise.resolve([]) : expectedSigners(read, file, named).then((signers) => signers.slice(0, found.version - 1))
  const report = verifySignedPdf({ pdf, roots, expected: await asked(parties.data) })
  return report.valid ? report : verifySignedPdf({ pdf, roots, expected: await asked() })
}

function unknownFile(report: VerificationReport | undefined): Pick<FileVerdict, 'tone' | 'title' | 'advice' | 'document' | 'checks'> {
  const checks: Check[] = [{ sentence: '本平台没有留存与它逐字节一致的文件', isGood: false }]
  checks.push(...(report?.findings ?? []).map(({ sentence }) => ({ sentence, isGood: false })))
  return {
    tone: 'loss',
    title: '核验未通过：不是本平台留存的文件',
    advice: '文件可能被改动过，也可能是打印后扫描、另存或者由别处制作的。请以从本平台下载的 PDF 原件核验，或者用文书上的编号查询。',
    document: null,
    checks,
  }
}

function signatureView({ signerName, signedAt, reason, findings, valid, ...facts }: SignatureReport): SignatureView {
  const passed: [boolean, string][] = [
    [facts.digestMatches, '签名之后内容没有被改动'],
    [facts.signatureValid, '签名数据有效'],
    [facts.certificateTrusted, '签名证书由本平台信任的机构签发，签名时在有效期内'],
    [facts.coversRevision, '签名覆盖了应当覆盖的全部内容'],
    [facts.changesAllowed, '签名时没有改动不允许改动的内容'],
  ]
  return {
    signer: signerName,
    signedAt,
    reason,
    isValid: valid,
    checks: [
      ...passed.filter(([isGood]) => isGood).map(([, sentence]) => ({ sentence, isGood: true })),
      ...findings.map(({ sentence }) => ({ sentence, isGood: false })),
    ],
  }
}

function notCheckedOf({ mode }: Reader, report: VerificationReport | undefined): string[] {
  const always = ['文书所述事实本身', '打印件、扫描件、照片与原件是否一致']
  if (report === undefined) return always
  const demo = mode === 'demo' ? ['签名人的真实身份：演示环境使用演示证书，没有法律效力'] : []
  return [...always, '签名之后证书是否被吊销（核验不连接外部网络）', ...demo]
}
