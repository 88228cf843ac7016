import { createHash } from 'node:crypto'
import { readSignatureFields } from '#templates/signing/form-fields'
import { importPageAsForm, type NumberedObject } from '#templates/signing/import-page'
import { getRootNumber, getSize, mergeObjects, type PdfRevision, readRevisions, resolveDictionary } from '#templates/signing/pdf-revisions'
import { serializeObject, serializeValue } from '#templates/signing/pdf-serialize'
import { isPdfString, type PdfDictionary, type PdfValue, pdfName, pdfReference, pdfText } from '#templates/signing/pdf-value'
import type { SignatureFieldName } from '#templates/signing/signature-fields'

/** Bytes kept free for one CMS: a chain of four certificates and a time-stamp fit. */
export const cmsReserve = 16_384
/** Room for the four numbers of the byte range, so that they can be filled in without moving anything. */
const byteRangeWidth = 48

export type SignatureRequest = {
  fieldName: SignatureFieldName
  signerName: string
  reason: string
  location: string
  /** Instant of signing, ISO 8601 ending in Z; written as /M, never as a signed attribute (PAdES baseline). */
  at: string
  /** The first signature certifies the document: form filling and signing stay allowed, nothing else (DocMDP P=2). */
  certify: boolean
  /** A one-page pdfkit document of the size of the field; the signature stays without a visible mark when absent. */
  appearance?: Uint8Array
}

export type PreparedSignature = {
  bytes: Uint8Array
  /** The two signed stretches as offset and length; between them stands /Contents with its delimiters. */
  byteRange: readonly [number, number, number, number]
}

/**
 * Adds one incremental revision with an unfilled signature: signature dictionary, V and AP of its own field, the
 * appearance, and for a certification the catalogue's Perms. Throws on misuse: unknown or signed field, certification
 * of a document that has a signature already.
 */
export function prepareSignature(pdf: Uint8Array, request: SignatureRequest): PreparedSignature {
  const revisions = readRevisions(pdf)
  const objects = mergeObjects(revisions)
  const last = revisions.at(-1) ?? revisions[0]
  const rootNumber = getRootNumber(last)
  const field = readSignatureFields(objects, rootNumber).find(({ name }) => name === request.fieldName)
  if (!field || field.dictionary.has('V')) {
    throw new Error(`No empty signature field ${request.fieldName}`)
  }
  const signatureNumber = getSize(last)
  const appearance = request.appearance === undefined ? [] : importPageAsForm(request.appearance, signatureNumber + 1)
  const changed: NumberedObject[] = [[field.number, signField(field.dictionary, signatureNumber, appearance[0]?.[0])], ...appearance]
  if (request.certify) {
    const catalogue = resolveDictionary(objects, pdfReference(rootNumber))
    if (revisions.length > 1 || catalogue.has('Perms')) {
      throw new Error('Only the first signature can certify the document')
    }
    changed.unshift([rootNumber, certifyCatalogue(catalogue, signatureNumber)])
  }
  return writeRevision(pdf, last, changed, signatureNumber, signatureDictionary(request))
}

/** The bytes a signature is made over. */
export function readSignedBytes(prepared: PreparedSignature): Uint8Array {
  const [first, firstLength, second, secondLength] = prepared.byteRange
  return Buffer.concat([prepared.bytes.subarray(first, first + firstLength), prepared.bytes.subarray(second, second + secondLength)])
}

/** Fills the CMS (DER) into its place and returns the finished file; the rest of the reserve stays zero. */
export function embedSignature(prepared: PreparedSignature, cms: Uint8Array): Uint8Array {
  if (cms.length > cmsReserve) {
    throw new Error(`CMS of ${cms.length} bytes is longer than its place of ${cmsReserve}`)
  }
  const bytes = Buffer.from(prepared.bytes)
  bytes.write(Buffer.from(cms).toString('hex'), prepared.byteRange[1] + 1, 'latin1')
  return bytes
}

function signField(field: PdfDictionary, signatureNumber: number, formNumber: number | undefined): PdfDictionary {
  const signed = new Map(field).set('V', pdfReference(signatureNumber))
  return formNumber === undefined ? signed : signed.set('AP', new Map([['N', pdfReference(formNumber)]]))
}

function certifyCatalogue(catalogue: PdfDictionary, signatureNumber: number): PdfDictionary {
  return new Map(catalogue).set('Perms', new Map([['DocMDP', pdfReference(signatureNumber)]]))
}

function signatureDictionary(request: SignatureRequest): PdfDictionary {
  const dictionary: PdfDictionary = new Map<string, PdfValue>([
    ['Type', pdfName('Sig')],
    ['Filter', pdfName('Adobe.PPKLite')],
    ['SubFilter', pdfName('ETSI.CAdES.detached')],
    ['Name', pdfText(request.signerName)],
    ['Reason', pdfText(request.reason)],
    ['Location', pdfText(request.location)],
    ['M', pdfText(`D:${request.at.replace(/\.\d+/, '').replace(/[-:T]/g, '')}`)],
  ])
  return request.certify ? dictionary.set('Reference', [docMdpReference()]) : dictionary
}

/** The transform that certifies: form filling and signing stay allowed (ISO 32000-1 table 254, P = 2). */
export function docMdpReference(): PdfDictionary {
  return new Map<string, PdfValue>([
    ['Type', pdfName('SigRef')],
    ['TransformMethod', pdfName('DocMDP')],
    [
      'TransformParams',
      new Map<string, PdfValue>([
        ['Type', pdfName('TransformParams')],
        ['P', 2],
        ['V', pdfName('1.2')],
      ]),
    ],
  ])
}

function writeRevision(
  pdf: Uint8Array,
  previous: PdfRevision,
  changed: readonly NumberedObject[],
  signatureNumber: number,
  signature: PdfDictionary,
): PreparedSignature {
  const parts: Uint8Array[] = [pdf]
  const offsets = new Map<number, number>()
  let length = pdf.length
  const append = (part: Uint8Array): void => {
    parts.push(part)
    length += part.length
  }
  if (pdf.at(-1) !== 0x0a) {
    throw new Error('The file must end with a line end')
  }
  for (const [number, value] of changed) {
    offsets.set(number, length)
    append(serializeObject(number, value))
  }
  offsets.set(signatureNumber, length)
  const head = `${signatureNumber} 0 obj\n${serializeValue(signature).slice(0, -2)}/ByteRange `
  const contentsStart = length + head.length + byteRangeWidth + '\n/Contents '.length
  const contentsEnd = contentsStart + 2 * cmsReserve + 2
  append(Buffer.alloc(head.length + byteRangeWidth, ' '))
  append(Buffer.from(`\n/Contents <${'0'.repeat(2 * cmsReserve)}>\n>>\nendobj\n`, 'latin1'))
  const size = Math.max(getSize(previous), ...[...offsets.keys()].map((number) => number + 1))
  append(Buffer.from(writeTail(previous, offsets, size, length, pdf), 'latin1'))

  const bytes = Buffer.concat(parts)
  const byteRange = [0, contentsStart, contentsEnd, bytes.length - contentsEnd] as const
  const range = `[${byteRange.join(' ')}]`.padEnd(byteRangeWidth)
  bytes.write(head + range, offsets.get(signatureNumber) ?? 0, 'latin1')
  return { bytes, byteRange }
}

function writeTail(previous: PdfRevision, offsets: ReadonlyMap<number, number>, size: number, xrefOffset: number, pdf: Uint8Array): string {
  const sections = [...offsets]
    .sort(([left], [right]) => left - right)
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  const trailer: PdfDictionary = new Map<string, PdfValue>([
    ['Size', size],
    ['Root', pdfReference(getRootNumber(previous))],
    ['Prev', previous.xrefOffset],
  ])
  const info = previous.trailer.get('Info')
  if (info !== undefined) {
    trailer.set('Info', info)
  }
  const identifier = previous.trailer.get('ID')
  const permanent = Array.isArray(identifier) ? identifier[0] : undefined
  if (isPdfString(permanent)) {
    // The second half of the identifier names this revision; it is drawn from the bytes below it.
    const bytes = createHash('sha256').update(pdf).digest().subarray(0, permanent.bytes.length)
    trailer.set('ID', [permanent, { ...permanent, bytes }])
  }
  return `xref\n${sections.join('')}trailer\n${serializeValue(trailer)}\nstartxref\n${xrefOffset}\n%%EOF\n`
}
