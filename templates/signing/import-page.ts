import { getRootNumber, mergeObjects, readRevisions, resolveDictionary, resolveValue } from '#templates/signing/pdf-revisions'
import {
  collectReferences,
  isPdfDictionary,
  isPdfReference,
  isPdfStream,
  type PdfDictionary,
  PdfSyntaxError,
  type PdfValue,
  pdfName,
  pdfReference,
} from '#templates/signing/pdf-value'

export type NumberedObject = readonly [number: number, value: PdfValue]

/**
 * The single page of a pdfkit document as a form XObject with everything it needs (fonts, images, graphics states),
 * numbered from `firstNumber` on; the form itself is the first object. Streams are taken over as they are.
 */
export function importPageAsForm(pdf: Uint8Array, firstNumber: number): NumberedObject[] {
  const revisions = readRevisions(pdf)
  const objects = mergeObjects(revisions)
  const page = getOnlyPage(objects, getRootNumber(revisions[0]))
  const resources = resolveDictionary(objects, page.get('Resources'))
  const content = resolveValue(objects, page.get('Contents'))
  const box = page.get('MediaBox')
  if (!isPdfStream(content) || !Array.isArray(box)) {
    throw new PdfSyntaxError('page with one content stream and a MediaBox expected')
  }
  const numbers = new Map<number, number>()
  collectReachable(objects, resources, numbers, firstNumber + 1)
  const form: PdfDictionary = new Map<string, PdfValue>([
    ['Type', pdfName('XObject')],
    ['Subtype', pdfName('Form')],
    ['BBox', box],
    ['Resources', renumber(resources, numbers)],
  ])
  const filter = content.dictionary.get('Filter')
  if (filter !== undefined) {
    form.set('Filter', filter)
  }
  return [
    [firstNumber, { kind: 'stream', dictionary: form, data: content.data }],
    ...[...numbers].map(([old, number]): NumberedObject => [number, renumber(resolveValue(objects, pdfReference(old)), numbers)]),
  ]
}

function getOnlyPage(objects: ReadonlyMap<number, PdfValue>, rootNumber: number): PdfDictionary {
  const catalogue = resolveDictionary(objects, pdfReference(rootNumber))
  const kids = resolveDictionary(objects, catalogue.get('Pages')).get('Kids')
  if (!Array.isArray(kids) || kids.length !== 1) {
    throw new PdfSyntaxError('exactly one page expected')
  }
  return resolveDictionary(objects, kids[0])
}

function collectReachable(
  objects: ReadonlyMap<number, PdfValue>,
  value: PdfValue,
  numbers: Map<number, number>,
  firstNumber: number,
): void {
  for (const reference of collectReferences(value)) {
    if (!numbers.has(reference.number)) {
      numbers.set(reference.number, firstNumber + numbers.size)
      collectReachable(objects, resolveValue(objects, reference), numbers, firstNumber)
    }
  }
}

function renumber(value: PdfValue, numbers: ReadonlyMap<number, number>): PdfValue {
  if (Array.isArray(value)) {
    return value.map((item) => renumber(item, numbers))
  }
  if (isPdfDictionary(value)) {
    return renumberDictionary(value, numbers)
  }
  if (isPdfStream(value)) {
    return { ...value, dictionary: renumberDictionary(value.dictionary, numbers) }
  }
  if (!isPdfReference(value)) {
    return value
  }
  const number = numbers.get(value.number)
  if (number === undefined) {
    throw new PdfSyntaxError(`object ${value.number} was not collected`)
  }
  return pdfReference(number)
}

function renumberDictionary(dictionary: PdfDictionary, numbers: ReadonlyMap<number, number>): PdfDictionary {
  return new Map([...dictionary].map(([key, item]) => [key, renumber(item, numbers)]))
}
