import { inflateSync } from 'node:zlib'

export type PdfCheck = { ok: true; pages: number } | { ok: false; fault: 'encrypted' | 'broken' }

/** What object streams may unfold to, all together: far more than any list of objects needs, little enough to hold. */
const MOST_UNFOLDED_BYTES = 64 * 1024 * 1024
/** Numbers and places of the objects in one stream: some hundred thousand of them. */
const MOST_INDEX_BYTES = 2 * 1024 * 1024
// Bounds, so that a file made to be slow is not.
const HEADER_WITHIN = 1024
const TAIL_WITHIN = 4096
const MOST_TRAILER_BYTES = 16 * 1024
const MOST_TRAILERS = 2000

/**
 * Whether a PDF can be opened by whoever has to read it, and its number of pages. Objects are found by looking through
 * the file and not by its table, whose offsets many scanners write wrongly; viewers do the same with such files.
 */
export function checkPdf(bytes: Uint8Array): PdfCheck {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const isWhole = text.slice(0, HEADER_WITHIN).includes('%PDF-') && text.slice(-TAIL_WITHIN).includes('%%EOF')
  if (!isWhole) return { ok: false, fault: 'broken' }
  const found = objectsOf(text)
  if (found.trailers.some((trailer) => /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(trailer))) return { ok: false, fault: 'encrypted' }
  try {
    for (const stream of found.objectStreams) for (const [number, body] of unfold(stream)) found.objects.set(number, body)
  } catch {
    return { ok: false, fault: 'broken' }
  }
  const pages = pageCount(found)
  return pages === undefined || pages < 1 ? { ok: false, fault: 'broken' } : { ok: true, pages }
}

type ObjectStream = { dictionary: string; data: Buffer; budget: { left: number } }
type Found = { objects: Map<number, string>; trailers: string[]; objectStreams: ObjectStream[] }

/** Every object by its number, the last definition of each: that is the one that holds after changes. */
function objectsOf(text: string): Found {
  const found: Found = { objects: new Map(), trailers: [], objectStreams: [] }
  const budget = { left: MOST_UNFOLDED_BYTES }
  const start = /(\d{1,10})\s{1,20}\d{1,5}\s{1,20}obj\b|\btrailer\b/g
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const from = start.lastIndex
    if (match[1] === undefined) {
      if (found.trailers.length < MOST_TRAILERS) found.trailers.push(trailerAt(text, from))
      continue
    }
    const { body, data, end } = readObject(text, from)
    start.lastIndex = end
    found.objects.set(Number(match[1]), body)
    if (data === undefined) continue
    if (/\/Type\s*\/XRef\b/.test(body) && found.trailers.length < MOST_TRAILERS) found.trailers.push(body)
    if (/\/Type\s*\/ObjStm\b/.test(body)) found.objectStreams.push({ dictionary: body, data: Buffer.from(data, 'latin1'), budget })
  }
  return found
}

function trailerAt(text: string, from: number): string {
  const words = text.slice(from, from + MOST_TRAILER_BYTES)
  const end = words.indexOf('startxref')
  return end === -1 ? words : words.slice(0, end)
}

/** The words of an object up to its end, and the bytes of its stream if it has one, which may hold anything. */
function readObject(text: string, from: number): { body: string; data: string | undefined; end: number } {
  const ending = /\bendobj\b|\bstream\r?\n/g
  ending.lastIndex = from
  const match = ending.exec(text)
  if (match === null) return { body: text.slice(from, from + TAIL_WITHIN), data: undefined, end: text.length }
  const body = text.slice(from, match.index)
  if (match[0] === 'endobj') return { body, data: undefined, end: ending.lastIndex }
  const begin = ending.lastIndex
  const stated = /\/Length\s+(\d{1,10})(?!\s+\d+\s+R)/.exec(body)?.[1]
  const expected = stated === undefined ? undefined : begin + Number(stated)
  const isStated = expected !== undefined && /^\s*endstream/.test(text.slice(expected, expected + 20))
  const end = isStated ? expected : text.indexOf('endstream', begin)
  return end === -1 ? { body, data: undefined, end: text.length } : { body, data: text.slice(begin, end), end }
}

/** The objects inside an object stream. @throws Error when it cannot be unfolded within its budget */
function unfold({ dictionary, data, budget }: ObjectStream): [number, string][] {
  const isPlain = !/\/Filter\b/.test(dictionary)
  const content = isPlain ? data : inflateSync(data, { maxOutputLength: Math.max(1, budget.left), finishFlush: 2 })
  budget.left -= content.byteLength
  const first = Number(/\/First\s+(\d{1,10})/.exec(dictionary)?.[1] ?? '0')
  if (first > MOST_INDEX_BYTES) throw new Error('the index of an object stream is too long')
  const text = content.toString('latin1')
  const numbers = [...text.slice(0, first).matchAll(/(\d{1,10})\s+(\d{1,10})/g)].map(([, number, offset]) => [
    Number(number),
    Number(offset),
  ])
  return numbers.map(([number = 0, offset = 0], index) => [
    number,
    text.slice(first + offset, first + (numbers[index + 1]?.[1] ?? text.length)),
  ])
}

/** Follows the newest root that leads to pages. */
function pageCount({ objects, trailers }: Found): number | undefined {
  for (const trailer of [...trailers].reverse()) {
    const catalogue = referred(objects, trailer, 'Root')
    const pages = catalogue && referred(objects, catalogue, 'Pages')
    const count = pages && countIn(objects, pages)
    if (count !== undefined && count !== '') return Number(count)
  }
  return undefined
}

function countIn(objects: ReadonlyMap<number, string>, pages: string): string | undefined {
  const direct = /\/Count\s+(\d{1,7})(?!\s+\d+\s+R)\b/.exec(pages)?.[1]
  return (
    direct ??
    referred(objects, pages, 'Count')
      ?.trim()
      .match(/^\d{1,7}/)?.[0]
  )
}

function referred(objects: ReadonlyMap<number, string>, body: string, key: string): string | undefined {
  const number = new RegExp(`/${key}\\s+(\\d{1,10})\\s+\\d{1,5}\\s+R`).exec(body)?.[1]
  return number === undefined ? undefined : objects.get(Number(number))
}
