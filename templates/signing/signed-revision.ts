import { readSignatureFields, type SignatureField } from '#templates/signing/form-fields'
import { docMdpReference } from '#templates/signing/incremental'
import { getRootNumber, getSize, mergeObjects, type PdfRevision, resolveDictionary } from '#templates/signing/pdf-revisions'
import { serializeValue } from '#templates/signing/pdf-serialize'
import {
  collectReferences,
  isPdfDictionary,
  isPdfName,
  isPdfReference,
  isPdfStream,
  isPdfString,
  type PdfDictionary,
  type PdfValue,
  pdfReference,
  readPdfText,
} from '#templates/signing/pdf-value'

/** What is wrong with a revision that should add one signature and nothing else. */
export type RevisionFault = 'noSignature' | 'foreignChange' | 'fieldChanged' | 'byteRange' | 'certification'

export type SignedRevision = {
  fieldName: string
  /** /Name, /Reason and /M as the signer wrote them; signedAt as ISO instant, empty when /M is not of our form. */
  claimedName: string
  reason: string
  signedAt: string
  /** The CMS with the zeros behind it, and the two stretches of the file that it should be over. */
  contents: Uint8Array
  signedBytes: Uint8Array
  faults: RevisionFault[]
}

/**
 * Reads the revision at `index` (1 = first signature) against the rule that it may only add a signature dictionary, set
 * V and AP of one field, add what that appearance needs and, for the first one, certify through the catalogue's Perms.
 */
export function readSignedRevision(pdf: Uint8Array, revisions: readonly [PdfRevision, ...PdfRevision[]], index: number): SignedRevision {
  const revision = revisions[index]
  const before = mergeObjects(revisions.slice(0, index))
  const previous = revisions[index - 1]
  const nothing = { fieldName: '', claimedName: '', reason: '', signedAt: '', contents: new Uint8Array(), signedBytes: new Uint8Array() }
  if (!revision || !previous) return { ...nothing, faults: ['noSignature'] }
  const rootNumber = getRootNumber(revision)
  const field = readSignatureFields(before, rootNumber).find(({ number }) => revision.objects.has(number))
  const signedField = field && revision.objects.get(field.number)
  const value = isPdfDictionary(signedField) ? signedField.get('V') : undefined
  const signature = isPdfReference(value) && value.number >= getSize(previous) ? revision.objects.get(value.number) : undefined
  if (!field || !isPdfDictionary(signedField) || !isPdfReference(value) || !isPdfDictionary(signature)) {
    return { ...nothing, faults: ['foreignChange', 'noSignature'] }
  }
  const contents = signature.get('Contents')
  const faults: RevisionFault[] = []
  if (!isOnlyItsField(field, signedField)) faults.push('fieldChanged')
  if (!isClosed(revision, previous, field.number, value.number, signedField, index === 1)) faults.push('foreignChange')
  if (!isCertifiedRightly(before, revision, rootNumber, value.number, signature, index === 1)) faults.push('certification')
  if (!isByteRangeRight(pdf, revision, signature)) faults.push('byteRange')
  return {
    fieldName: field.name,
    claimedName: readText(signature.get('Name')),
    reason: readText(signature.get('Reason')),
    signedAt: readTime(readText(signature.get('M'))),
    contents: isPdfString(contents) ? contents.bytes : new Uint8Array(),
    signedBytes: isPdfString(contents)
      ? Buffer.concat([pdf.subarray(0, contents.start), pdf.subarray(contents.end, revision.end)])
      : new Uint8Array(),
    faults,
  }
}

/** Whether a revision refers to objects it does not have: a place prepared for something to be slipped in later. */
export function hasDanglingReference(revision: PdfRevision): boolean {
  return [...revision.objects.values(), revision.trailer]
    .flatMap(collectReferences)
    .some(({ number, generation }) => generation !== 0 || !revision.objects.has(number))
}

function isOnlyItsField(field: SignatureField, signed: PdfDictionary): boolean {
  return !field.dictionary.has('V') && isSameWithout(field.dictionary, signed, ['V', 'AP'])
}

function isSameWithout(left: PdfDictionary, right: PdfDictionary, keys: readonly string[]): boolean {
  const rest = (dictionary: PdfDictionary) => serializeValue(new Map([...dictionary].filter(([key]) => !keys.includes(key))))
  return rest(left) === rest(right)
}

/** Every object of the revision is the field, the catalogue of a certification, the signature, or part of the appearance. */
function isClosed(
  revision: PdfRevision,
  previous: PdfRevision,
  fieldNumber: number,
  signatureNumber: number,
  signedField: PdfDictionary,
  certifies: boolean,
): boolean {
  const form = readAppearance(signedField)
  const allowed = new Set([fieldNumber, signatureNumber, ...(certifies ? [getRootNumber(revision)] : [])])
  const isNew = (number: number) => number >= getSize(previous) && number !== signatureNumber && revision.objects.has(number)
  const queue = form !== undefined && form >= getSize(previous) ? [form] : []
  for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
    if (allowed.has(number)) continue
    if (!isNew(number)) return false
    allowed.add(number)
    queue.push(...collectReferences(revision.objects.get(number) ?? null).map((reference) => reference.number))
  }
  const signatureIsClosed = collectReferences(revision.objects.get(signatureNumber) ?? null).length === 0
  const formIsForm = form === undefined || form < getSize(previous) || isForm(revision.objects.get(form))
  const sameInfo = serializeValue(revision.trailer.get('Info') ?? null) === serializeValue(previous.trailer.get('Info') ?? null)
  return signatureIsClosed && formIsForm && sameInfo && [...revision.objects.keys()].every((number) => allowed.has(number))
}

/** The object number of the appearance when AP is exactly `<< /N ref >>`. */
function readAppearance(field: PdfDictionary): number | undefined {
  const appearance = field.get('AP')
  const normal = isPdfDictionary(appearance) && appearance.size === 1 ? appearance.get('N') : undefined
  return isPdfReference(normal) ? normal.number : undefined
}

function isForm(value: PdfValue | undefined): boolean {
  return isPdfStream(value) && isPdfName(value.dictionary.get('Subtype'), 'Form')
}

/** The first signature, and only it, carries DocMDP P=2 and is named by the catalogue, of which nothing else changes. */
function isCertifiedRightly(
  before: ReadonlyMap<number, PdfValue>,
  revision: PdfRevision,
  rootNumber: number,
  signatureNumber: number,
  signature: PdfDictionary,
  certifies: boolean,
): boolean {
  if (!certifies) return !signature.has('Reference')
  const oldCatalogue = resolveDictionary(before, pdfReference(rootNumber))
  const catalogue = revision.objects.get(rootNumber)
  if (!isPdfDictionary(catalogue) || oldCatalogue.has('Perms')) return false
  const permissions = serializeValue(new Map([['DocMDP', pdfReference(signatureNumber)]]))
  return (
    isSameWithout(oldCatalogue, catalogue, ['Perms']) &&
    serializeValue(catalogue.get('Perms') ?? null) === permissions &&
    serializeValue(signature.get('Reference') ?? null) === serializeValue([docMdpReference()])
  )
}

/** The range leaves out /Contents with its delimiters and nothing else, and ends with the revision. */
function isByteRangeRight(pdf: Uint8Array, revision: PdfRevision, signature: PdfDictionary): boolean {
  const contents = signature.get('Contents')
  if (!isPdfString(contents) || pdf[contents.start] !== 0x3c) return false
  const right = [0, contents.start, contents.end, revision.end - contents.end]
  return (
    serializeValue(signature.get('ByteRange') ?? null) === serializeValue(right) &&
    isPdfName(signature.get('Type'), 'Sig') &&
    isPdfName(signature.get('SubFilter'), 'ETSI.CAdES.detached')
  )
}

function readText(value: PdfValue | undefined): string {
  return isPdfString(value) ? readPdfText(value) : ''
}

function readTime(text: string): string {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  return match ? `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}.000Z` : ''
}
