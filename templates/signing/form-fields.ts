import { getRootNumber, mergeObjects, readRevisions, resolveDictionary, resolveValue } from '#templates/signing/pdf-revisions'
import {
  isPdfName,
  isPdfReference,
  isPdfString,
  type PdfDictionary,
  PdfSyntaxError,
  type PdfValue,
  readPdfText,
} from '#templates/signing/pdf-value'

export type SignatureField = { name: string; number: number; dictionary: PdfDictionary }

/** The signature fields in the order in which the form lists them. Throws PdfSyntaxError when there is no form. */
export function readSignatureFields(objects: ReadonlyMap<number, PdfValue>, rootNumber: number): SignatureField[] {
  const catalogue = resolveDictionary(objects, { kind: 'reference', number: rootNumber, generation: 0 })
  const form = resolveDictionary(objects, catalogue.get('AcroForm'))
  const fields = resolveValue(objects, form.get('Fields'))
  if (!Array.isArray(fields)) {
    throw new PdfSyntaxError('form without fields')
  }
  return fields.flatMap((field) => {
    if (!isPdfReference(field)) {
      throw new PdfSyntaxError('direct form field')
    }
    const dictionary = resolveDictionary(objects, field)
    const name = dictionary.get('T')
    if (!isPdfName(dictionary.get('FT'), 'Sig') || !isPdfString(name)) {
      return []
    }
    return [{ name: readPdfText(name), number: field.number, dictionary }]
  })
}

/** A signature field of a file by its name; throws when there is none. */
export function getSignatureField(pdf: Uint8Array, name: string): SignatureField {
  const revisions = readRevisions(pdf)
  const field = readSignatureFields(mergeObjects(revisions), getRootNumber(revisions[0])).find((one) => one.name === name)
  if (!field) throw new PdfSyntaxError(`no signature field ${name}`)
  return field
}

/** Width and height of a field's rectangle in points. */
export function readFieldSize(field: SignatureField): { width: number; height: number } {
  const rect = field.dictionary.get('Rect')
  const [left, bottom, right, top] = Array.isArray(rect) ? rect : []
  if (typeof left !== 'number' || typeof bottom !== 'number' || typeof right !== 'number' || typeof top !== 'number') {
    throw new PdfSyntaxError('field without rectangle')
  }
  return { width: right - left, height: top - bottom }
}
