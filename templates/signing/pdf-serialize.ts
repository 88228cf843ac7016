import { isPdfDictionary, isPdfName, isPdfReference, isPdfStream, PdfSyntaxError, type PdfValue } from '#templates/signing/pdf-value'

/** A value as PDF source (ASCII only: strings in hexadecimal). Streams are written by `serializeObject` only. */
export function serializeValue(value: PdfValue): string {
  if (value === null || typeof value === 'boolean') {
    return String(value)
  }
  if (typeof value === 'number') {
    return serializeNumber(value)
  }
  if (Array.isArray(value)) {
    return `[${value.map(serializeValue).join(' ')}]`
  }
  if (isPdfDictionary(value)) {
    return `<<\n${[...value].map(([key, item]) => `/${serializeName(key)} ${serializeValue(item)}\n`).join('')}>>`
  }
  if (isPdfName(value)) {
    return `/${serializeName(value.name)}`
  }
  if (isPdfReference(value)) {
    return `${value.number} ${value.generation} R`
  }
  if (isPdfStream(value)) {
    throw new PdfSyntaxError('a stream cannot stand inside another value')
  }
  return `<${Buffer.from(value.bytes).toString('hex')}>`
}

/** `n 0 obj … endobj` with its line end, streams included. */
export function serializeObject(number: number, value: PdfValue): Uint8Array {
  if (!isPdfStream(value)) {
    return Buffer.from(`${number} 0 obj\n${serializeValue(value)}\nendobj\n`, 'latin1')
  }
  const dictionary = new Map(value.dictionary).set('Length', value.data.length)
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n${serializeValue(dictionary)}\nstream\n`, 'latin1'),
    value.data,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ])
}

/** PDF knows no exponents; six decimals are what pdfkit writes. */
function serializeNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, '')
}

function serializeName(name: string): string {
  return name.replace(/[^A-Za-z0-9_.:+-]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
