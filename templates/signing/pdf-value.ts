/** The values of a PDF file (ISO 32000-1 §7.3). A dictionary is a Map in file order, an array a plain array. */
export type PdfName = { kind: 'name'; name: string }
/** A string with its bytes and its place in the file, delimiters included (a signature must know where /Contents stands). */
export type PdfString = { kind: 'string'; bytes: Uint8Array; start: number; end: number }
export type PdfReference = { kind: 'reference'; number: number; generation: number }
export type PdfDictionary = Map<string, PdfValue>
export type PdfStream = { kind: 'stream'; dictionary: PdfDictionary; data: Uint8Array }
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfReference | PdfStream | PdfDictionary | PdfValue[]

/** The file is not a PDF of the plain kind that pdfkit writes; the message is for the log, never for a page. */
export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError'
}

export function pdfName(name: string): PdfName {
  return { kind: 'name', name }
}

export function pdfReference(number: number): PdfReference {
  return { kind: 'reference', number, generation: 0 }
}

/** A text string: ASCII as it is, everything else as UTF-16BE with its byte order mark (ISO 32000-1 §7.9.2.2). */
export function pdfText(text: string): PdfString {
  const bytes = isAscii(text) ? Buffer.from(text, 'latin1') : Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return { kind: 'string', bytes, start: 0, end: 0 }
}

/** The words of a text string written by `pdfText` or pdfkit. */
export function readPdfText(value: PdfString): string {
  const bytes = Buffer.from(value.bytes)
  const isUtf16 = bytes.length >= 2 && bytes.length % 2 === 0 && bytes[0] === 0xfe && bytes[1] === 0xff
  return isUtf16 ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1')
}

export function isPdfDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map
}

export function isPdfName(value: PdfValue | undefined, name?: string): value is PdfName {
  return isKind(value, 'name') && (name === undefined || value.name === name)
}

export function isPdfString(value: PdfValue | undefined): value is PdfString {
  return isKind(value, 'string')
}

export function isPdfReference(value: PdfValue | undefined): value is PdfReference {
  return isKind(value, 'reference')
}

export function isPdfStream(value: PdfValue | undefined): value is PdfStream {
  return isKind(value, 'stream')
}

/** All indirect references inside a value, streams' dictionaries included. */
export function collectReferences(value: PdfValue): PdfReference[] {
  if (Array.isArray(value)) {
    return value.flatMap(collectReferences)
  }
  if (isPdfDictionary(value)) {
    return [...value.values()].flatMap(collectReferences)
  }
  if (isPdfStream(value)) {
    return collectReferences(value.dictionary)
  }
  return isPdfReference(value) ? [value] : []
}

type Tagged = PdfName | PdfString | PdfReference | PdfStream

function isKind<K extends Tagged['kind']>(value: PdfValue | undefined, kind: K): value is Extract<Tagged, { kind: K }> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map) && value.kind === kind
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character >= ' ' && character <= '~')
}
