import { PdfCursor } from '#templates/signing/pdf-parse'
import { isPdfDictionary, isPdfReference, type PdfDictionary, PdfSyntaxError, type PdfValue } from '#templates/signing/pdf-value'

/** One saving of the file: the bytes from `start` to `end` (behind its %%EOF line), with every object in them. */
export type PdfRevision = {
  start: number
  end: number
  xrefOffset: number
  trailer: PdfDictionary
  objects: Map<number, PdfValue>
}

/**
 * Reads a file as pdfkit and our incremental writer make it: header, then revisions of objects, classic cross-reference
 * table, trailer, startxref, %%EOF, oldest first and without a byte in between. Every object must be listed at its place
 * and every listed place must hold an object, so that no reader can see another document than we see.
 * Throws PdfSyntaxError for anything else.
 */
export function readRevisions(pdf: Uint8Array): [PdfRevision, ...PdfRevision[]] {
  const cursor = new PdfCursor(pdf, readHeader(pdf))
  const first = readRevision(cursor, 0, undefined)
  const revisions: [PdfRevision, ...PdfRevision[]] = [first]
  let last = first
  while (cursor.position < pdf.length) {
    last = readRevision(cursor, cursor.position, last)
    revisions.push(last)
  }
  return revisions
}

/** The objects a reader sees after the given revisions. */
export function mergeObjects(revisions: readonly PdfRevision[]): Map<number, PdfValue> {
  return new Map(revisions.flatMap(({ objects }) => [...objects]))
}

/** Follows a reference; throws PdfSyntaxError when there is no such object. */
export function resolveValue(objects: ReadonlyMap<number, PdfValue>, value: PdfValue | undefined): PdfValue {
  if (!isPdfReference(value)) {
    return value ?? null
  }
  const target = objects.get(value.number)
  if (target === undefined) {
    throw new PdfSyntaxError(`object ${value.number} is missing`)
  }
  return target
}

/** Follows a reference to a dictionary; throws PdfSyntaxError when it is something else. */
export function resolveDictionary(objects: ReadonlyMap<number, PdfValue>, value: PdfValue | undefined): PdfDictionary {
  const target = resolveValue(objects, value)
  if (!isPdfDictionary(target)) {
    throw new PdfSyntaxError('dictionary expected')
  }
  return target
}

/** The catalogue's object number. */
export function getRootNumber(revision: PdfRevision): number {
  const root = revision.trailer.get('Root')
  if (!isPdfReference(root)) {
    throw new PdfSyntaxError('trailer without Root')
  }
  return root.number
}

/** The first object number not used yet. */
export function getSize(revision: PdfRevision): number {
  const size = revision.trailer.get('Size')
  if (typeof size !== 'number') {
    throw new PdfSyntaxError('trailer without Size')
  }
  return size
}

function readHeader(pdf: Uint8Array): number {
  const head = Buffer.from(pdf.subarray(0, 24)).toString('latin1')
  const match = /^%PDF-1\.[3-7]\n%[^\n]{4,6}\n/.exec(head)
  if (!match) {
    throw new PdfSyntaxError('unknown header')
  }
  return match[0].length
}

function readRevision(cursor: PdfCursor, start: number, previous: PdfRevision | undefined): PdfRevision {
  const objects = new Map<number, PdfValue>()
  const places = new Map<number, number>()
  while (!cursor.startsWith('xref')) {
    const place = cursor.position
    const { number, value } = cursor.readObject()
    if (objects.has(number)) {
      throw cursor.fault(`object ${number} twice`)
    }
    objects.set(number, value)
    places.set(number, place)
  }
  const xrefOffset = cursor.position
  comparePlaces(cursor, readCrossReferences(cursor), places)
  cursor.expectWord('trailer')
  const trailer = cursor.readValue()
  if (!isPdfDictionary(trailer)) {
    throw cursor.fault('trailer expected')
  }
  cursor.expectWord('startxref')
  if (cursor.readUnsigned() !== xrefOffset) {
    throw cursor.fault('startxref points elsewhere')
  }
  cursor.expectWord('%%EOF')
  if (cursor.startsWith('\n')) {
    cursor.position += 1
  }
  const revision = { start, end: cursor.position, xrefOffset, trailer, objects }
  checkTrailer(revision, previous)
  return revision
}

/** The table's entries as object number → offset; the free entry 0 is left out and no other free entry is allowed. */
function readCrossReferences(cursor: PdfCursor): Map<number, number> {
  cursor.expectWord('xref')
  const offsets = new Map<number, number>()
  for (;;) {
    cursor.skipSpace()
    if (cursor.startsWith('trailer')) {
      return offsets
    }
    const first = cursor.readUnsigned()
    const count = cursor.readUnsigned()
    for (let number = first; number < first + count; number += 1) {
      const offset = cursor.readUnsigned()
      const generation = cursor.readUnsigned()
      const free = number === 0 && generation === 65535
      cursor.expectWord(free ? 'f' : 'n')
      if (offsets.has(number)) {
        throw cursor.fault(`entry ${number} twice`)
      }
      if (!free) {
        offsets.set(number, offset)
      }
    }
  }
}

function comparePlaces(cursor: PdfCursor, listed: Map<number, number>, found: Map<number, number>): void {
  const agree = listed.size === found.size && [...found].every(([number, place]) => listed.get(number) === place)
  if (!agree) {
    throw cursor.fault('cross-reference table and objects differ')
  }
}

function checkTrailer(revision: PdfRevision, previous: PdfRevision | undefined): void {
  const { trailer, objects } = revision
  const highest = Math.max(0, ...objects.keys())
  const oldSize = previous === undefined ? 0 : getSize(previous)
  if (getSize(revision) !== Math.max(oldSize, highest + 1)) {
    throw new PdfSyntaxError('wrong Size')
  }
  if (trailer.get('Prev') !== previous?.xrefOffset || trailer.has('Encrypt') || trailer.has('XRefStm')) {
    throw new PdfSyntaxError('unexpected trailer')
  }
  if (previous !== undefined && getRootNumber(previous) !== getRootNumber(revision)) {
    throw new PdfSyntaxError('Root changed')
  }
}
