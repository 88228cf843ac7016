import { createCms, sha256 } from '#app/services/signing/cms.server'
import { createDemoRoot, type DemoKeyKind, issueDemoCertificate } from '#app/services/signing/demo-ca.server'
import { createFileSigner, type KeyAndCertificate } from '#app/services/signing/key-file.server'
import type { Signer } from '#app/services/signing/provider.server'
import { signPdf } from '#app/services/signing/sign-pdf.server'
import { drawLabel } from '#templates/layout/draw-text'
import { createSheet } from '#templates/layout/sheet'
import { embedSignature, prepareSignature } from '#templates/signing/incremental'
import { type PdfRevision, readRevisions } from '#templates/signing/pdf-revisions'
import { serializeObject, serializeValue } from '#templates/signing/pdf-serialize'
import { isPdfDictionary, isPdfString, type PdfDictionary, type PdfValue } from '#templates/signing/pdf-value'
import { addSignatureField, type SignatureFieldName } from '#templates/signing/signature-fields'

export const clinicName = '东营市仁和诊所（普通合伙）'
export const agencyName = '东营市医疗保险服务中心'
export const signedAt = { clinic: '2026-05-06T01:30:00.000Z', agency: '2026-05-08T07:05:00.000Z' }

/** An agreement of two pages with its two empty fields. */
export function makeAgreement(): Promise<Uint8Array> {
  const sheet = createSheet({ title: '服务协议 <甲 & 乙>', author: agencyName, subject: '协议', issuedOn: '2026-05-06' })
  drawLabel(sheet, '医疗保障定点服务协议', sheet.left, sheet.top + 30, { role: 'title', size: 22 })
  sheet.newPage()
  drawLabel(sheet, '甲方（盖章）　　　　乙方（盖章）', sheet.left, sheet.top + 30, { role: 'body', size: 16 })
  addSignatureField(sheet.doc, { name: 'InstitutionSignature', rect: [330, 200, 190, 114], label: '乙方签章' })
  addSignatureField(sheet.doc, { name: 'AgencySignature', rect: [80, 200, 120, 130], label: '甲方签章' })
  return sheet.finish()
}

export type Parties = { root: KeyAndCertificate; clinic: Signer; agency: Signer; clinicKey: KeyAndCertificate }

export async function makeParties(clinicKind: DemoKeyKind = 'rsa-2048', agencyKind: DemoKeyKind = 'ecdsa-p256'): Promise<Parties> {
  const root = await createDemoRoot({ commonName: '东营医保演示根证书', organization: '演示证书机构' })
  const clinicKey = await issueDemoCertificate(root, { commonName: clinicName, organization: clinicName }, clinicKind)
  const agencyKey = await issueDemoCertificate(root, { commonName: agencyName }, agencyKind)
  return { root, clinic: signerOf(clinicKey), agency: signerOf(agencyKey), clinicKey }
}

export function signerOf(key: KeyAndCertificate): Signer {
  const signer = createFileSigner(key)
  if (!signer.ok) throw new Error(signer.refusal.sentence)
  return signer.value
}

export const reason = '签订医疗保障服务协议'

export function signAsClinic(pdf: Uint8Array, signer: Signer, certify = true): Promise<Uint8Array> {
  return signPdf({ pdf, fieldName: 'InstitutionSignature', signer, signerName: clinicName, reason, at: signedAt.clinic, certify })
}

export function signAsAgency(pdf: Uint8Array, signer: Signer, certify = false, at = signedAt.agency): Promise<Uint8Array> {
  return signPdf({ pdf, fieldName: 'AgencySignature', signer, signerName: agencyName, reason, at, certify })
}

export const bothSignatures = [
  { fieldName: 'InstitutionSignature', signerName: clinicName },
  { fieldName: 'AgencySignature', signerName: agencyName },
] as const

export function flipBit(pdf: Uint8Array, offset: number): Uint8Array {
  const flipped = Uint8Array.from(pdf)
  flipped[offset] = (flipped[offset] ?? 0) ^ 1
  return flipped
}

/** Changes one hexadecimal digit of a /Contents, by the byte of the CMS that it stands for. */
export function flipContents(pdf: Uint8Array, contentsStart: number, byte: number): Uint8Array {
  const changed = Buffer.from(pdf)
  const place = contentsStart + 1 + 2 * byte
  const value = Number.parseInt(changed.toString('latin1', place, place + 2), 16) ^ 1
  changed.write(value.toString(16).padStart(2, '0'), place, 'latin1')
  return changed
}

/** Where each signature's /Contents stands and how long its CMS is. */
export function findContents(pdf: Uint8Array): { start: number; length: number }[] {
  return readRevisions(pdf).flatMap(({ objects }) =>
    [...objects.values()].flatMap((value) => {
      const contents = isPdfDictionary(value) ? value.get('Contents') : undefined
      if (!isPdfString(contents)) return []
      const length = contents.bytes.findLastIndex((byte) => byte !== 0) + 1
      return [{ start: contents.start, length }]
    }),
  )
}

export type Change = (objects: Map<number, PdfValue>, trailer: PdfDictionary) => void

/** A well-formed revision without any signature: what an attacker appends. */
export function appendRevision(pdf: Uint8Array, change: Change): Uint8Array {
  const last = readRevisions(pdf).at(-1)
  if (!last) throw new Error('no revision')
  const objects = new Map<number, PdfValue>()
  const trailer = new Map(last.trailer).set('Prev', last.xrefOffset)
  change(objects, trailer)
  return writeRevision(pdf, objects, trailer).bytes
}

/** A revision signed with a real key in which the signer has also changed something: the rules alone can find it. */
export async function forgeSigned(
  pdf: Uint8Array,
  party: { fieldName: SignatureFieldName; signer: Signer; signerName: string; at: string; certify: boolean },
  change: Change,
): Promise<Uint8Array> {
  const draft = prepareSignature(pdf, { ...party, reason, location: '东营' })
  const revision = readRevisions(draft.bytes).at(-1)
  if (!revision) throw new Error('no revision')
  const objects = new Map(revision.objects)
  const trailer = new Map(revision.trailer)
  change(objects, trailer)
  const { bytes, contents } = settleByteRange(pdf, objects, trailer)
  const range = [0, contents.start, contents.end, bytes.length - contents.end] as const
  const signed = Buffer.concat([bytes.subarray(0, contents.start), bytes.subarray(contents.end)])
  return embedSignature({ bytes, byteRange: range }, await createCms(party.signer, sha256(signed)))
}

export function getSignature(objects: ReadonlyMap<number, PdfValue>): PdfDictionary {
  const found = [...objects.values()].find((value) => isPdfDictionary(value) && value.has('ByteRange'))
  if (!isPdfDictionary(found)) throw new Error('no signature dictionary')
  return found
}

/** Writes until the byte range fits the place of /Contents, unless the change has put in a range of its own. */
function settleByteRange(pdf: Uint8Array, objects: Map<number, PdfValue>, trailer: PdfDictionary) {
  const signature = getSignature(objects)
  const isOwn = serializeValue(signature.get('ByteRange') ?? null).includes('-')
  for (;;) {
    const { bytes, revision } = writeRevision(pdf, objects, trailer)
    const contents = getSignature(revision.objects).get('Contents')
    if (!isPdfString(contents)) throw new Error('no contents')
    const range = [0, contents.start, contents.end, bytes.length - contents.end]
    if (isOwn || serializeValue(signature.get('ByteRange') ?? null) === serializeValue(range)) return { bytes, contents }
    signature.set('ByteRange', range)
  }
}

function writeRevision(pdf: Uint8Array, objects: Map<number, PdfValue>, trailer: PdfDictionary): { bytes: Buffer; revision: PdfRevision } {
  const parts: Uint8Array[] = [pdf]
  let length = pdf.length
  const entries: string[] = []
  const previousSize = Number(trailer.get('Size'))
  for (const [number, value] of [...objects].sort(([left], [right]) => left - right)) {
    entries.push(`${number} 1\n${String(length).padStart(10, '0')} 00000 n \n`)
    const part = serializeObject(number, value)
    parts.push(part)
    length += part.length
  }
  trailer.set('Size', Math.max(previousSize, ...[...objects.keys()].map((number) => number + 1)))
  parts.push(Buffer.from(`xref\n${entries.join('')}trailer\n${serializeValue(trailer)}\nstartxref\n${length}\n%%EOF\n`, 'latin1'))
  const bytes = Buffer.concat(parts)
  const revision = readRevisions(bytes).at(-1)
  if (!revision) throw new Error('no revision')
  return { bytes, revision }
}
