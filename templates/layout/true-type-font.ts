import { readFileSync } from 'node:fs'

type Table = { offset: number; length: number }

const CMAP_SEGMENTED = 4
const CMAP_GROUPED = 12
const LONG_OFFSETS = 1
const LONG_HORIZONTAL_METRIC = 4

/** One TrueType font held in memory. Lengths are in font units (`unitsPerEm` to the em). */
export type TrueTypeFont = {
  readonly postscriptName: string
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly xHeight: number
  readonly bounds: { minX: number; minY: number; maxX: number; maxY: number }
  /** Glyph number of a code point; 0 (notdef) when the font does not have it. */
  glyphOf(codePoint: number): number
  advanceOf(glyph: number): number
  leftBearingOf(glyph: number): number
  /** The bytes of a glyph's outline, empty for blanks. */
  outlineOf(glyph: number): Uint8Array
  /** The bytes of a whole table. */
  tableOf(tag: string): Uint8Array
}

/** Opens a font file cut by `npm run fonts`: TrueType outlines without composite glyphs, cmap format 4 or 12. */
export function openTrueTypeFont(path: string): TrueTypeFont {
  const bytes = readFileSync(path)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = readDirectory(view)
  const at = (tag: string): Table => {
    const table = tables.get(tag)
    if (!table) throw new Error(`${path}: no table ${tag}`)
    return table
  }

  const head = at('head').offset
  const hhea = at('hhea').offset
  const os2 = at('OS/2').offset
  const hmtx = at('hmtx').offset
  const loca = at('loca').offset
  const glyf = at('glyf').offset
  const metricCount = view.getUint16(hhea + 34)
  const longLoca = view.getInt16(head + 50) === LONG_OFFSETS
  const outlineStart = (glyph: number) => (longLoca ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2)
  const glyphs = readCharacterMap(view, at('cmap').offset)

  return {
    postscriptName: readPostscriptName(view, at('name').offset),
    unitsPerEm: view.getUint16(head + 18),
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    capHeight: view.getUint16(os2) >= 2 ? view.getInt16(os2 + 88) : view.getInt16(hhea + 4),
    xHeight: view.getUint16(os2) >= 2 ? view.getInt16(os2 + 86) : 0,
    bounds: {
      minX: view.getInt16(head + 36),
      minY: view.getInt16(head + 38),
      maxX: view.getInt16(head + 40),
      maxY: view.getInt16(head + 42),
    },
    glyphOf: (codePoint) => glyphs.get(codePoint) ?? 0,
    advanceOf: (glyph) => view.getUint16(hmtx + Math.min(glyph, metricCount - 1) * LONG_HORIZONTAL_METRIC),
    leftBearingOf: (glyph) =>
      glyph < metricCount
        ? view.getInt16(hmtx + glyph * LONG_HORIZONTAL_METRIC + 2)
        : view.getInt16(hmtx + metricCount * LONG_HORIZONTAL_METRIC + (glyph - metricCount) * 2),
    outlineOf: (glyph) => bytes.subarray(glyf + outlineStart(glyph), glyf + outlineStart(glyph + 1)),
    tableOf: (tag) => bytes.subarray(at(tag).offset, at(tag).offset + at(tag).length),
  }
}

function readDirectory(view: DataView): Map<string, Table> {
  const tables = new Map<string, Table>()
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16
    tables.set(readAscii(view, record, 4), { offset: view.getUint32(record + 8), length: view.getUint32(record + 12) })
  }
  return tables
}

function readAscii(view: DataView, offset: number, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(view.getUint8(offset + index))
  return text
}

function readPostscriptName(view: DataView, name: number): string {
  const strings = name + view.getUint16(name + 4)
  for (let index = 0; index < view.getUint16(name + 2); index += 1) {
    const record = name + 6 + index * 12
    if (view.getUint16(record + 6) !== 6) continue
    return readAscii(view, strings + view.getUint16(record + 10), view.getUint16(record + 8)).replace(/\0/g, '')
  }
  throw new Error('font without a PostScript name')
}

function readCharacterMap(view: DataView, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const subtable = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    const format = view.getUint16(subtable)
    if (format === CMAP_SEGMENTED) readSegments(view, subtable, glyphs)
    if (format === CMAP_GROUPED) readGroups(view, subtable, glyphs)
  }
  return glyphs
}

function readSegments(view: DataView, table: number, glyphs: Map<number, number>): void {
  const doubled = view.getUint16(table + 6)
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = view.getUint16(table + 14 + segment)
    const first = view.getUint16(table + 16 + doubled + segment)
    const delta = view.getUint16(table + 16 + doubled * 2 + segment)
    const rangeAt = table + 16 + doubled * 3 + segment
    const range = view.getUint16(rangeAt)
    for (let codePoint = first; codePoint <= last && codePoint !== 0xffff; codePoint += 1) {
      const found = range === 0 ? codePoint : view.getUint16(rangeAt + range + (codePoint - first) * 2)
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff
      if (glyph !== 0) glyphs.set(codePoint, glyph)
    }
  }
}

function readGroups(view: DataView, table: number, glyphs: Map<number, number>): void {
  for (let group = 0; group < view.getUint32(table + 12); group += 1) {
    const record = table + 16 + group * 12
    const first = view.getUint32(record)
    const startGlyph = view.getUint32(record + 8)
    for (let codePoint = first; codePoint <= view.getUint32(record + 4); codePoint += 1) {
      glyphs.set(codePoint, startGlyph + codePoint - first)
    }
  }
}
