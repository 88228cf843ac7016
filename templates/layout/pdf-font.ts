import type { TrueTypeFont } from './true-type-font'
import { writeTrueType } from './true-type-writer'

type GlyphRecord = { id: number; advanceWidth: number; codePoints: number[] }
type GlyphPosition = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }
type Layout = { glyphs: GlyphRecord[]; positions: GlyphPosition[]; advanceWidth: number }
type Subset = { cff: null; includeGlyph(id: number): number; encode(): Uint8Array }

/** What pdfkit 0.20 asks of a font object. */
export type PdfFont = {
  postscriptName: string
  unitsPerEm: number
  ascent: number
  descent: number
  xHeight: number
  capHeight: number
  lineGap: number
  bbox: TrueTypeFont['bounds']
  italicAngle: number
  'OS/2': { sFamilyClass: number }
  post: { isFixedPitch: boolean }
  head: { macStyle: { italic: boolean } }
  layout(text: string): Layout
  getGlyph(id: number): { advanceWidth: number }
  createSubset(): Subset
}

/**
 * Narrow forms of marks: the same outline with part of the advance, asked for by a sign of the private use area before the
 * mark. A pressed mark set with its full advance would need a step back, which text extractors take for the end of a line.
 */
const NARROW_FORMS = [
  { sign: '\uE000', part: 0.5 },
  { sign: '\uE001', part: 0.75 },
] as const
const FORM_STRIDE = 0x200000

/** The narrow form for a mark that is pressed to `part` of its advance: its sign, and the part that the form really has. */
export function narrowFormFor(part: number): { sign: string; part: number } {
  return NARROW_FORMS.find((form) => part < form.part + 0.125) ?? { sign: '', part: 1 }
}

/**
 * A font as pdfkit wants it, without shaping: one glyph per code point, which is all that Chinese needs.
 *
 * A glyph's id is its code point. Two code points that share an outline (⽇ U+2F47 and 日 U+65E5) so stay two glyphs, in
 * one document and across documents; a library that caches glyph objects copies out whichever code point came first.
 */
export function createPdfFont(font: TrueTypeFont): PdfFont {
  return {
    postscriptName: font.postscriptName,
    unitsPerEm: font.unitsPerEm,
    ascent: font.ascent,
    descent: font.descent,
    xHeight: font.xHeight,
    capHeight: font.capHeight,
    lineGap: 0,
    bbox: font.bounds,
    italicAngle: 0,
    'OS/2': { sFamilyClass: 0 },
    post: { isFixedPitch: false },
    head: { macStyle: { italic: false } },
    layout: (text) => layOut(font, text),
    // pdfkit asks only for notdef, by glyph number.
    getGlyph: () => ({ advanceWidth: font.advanceOf(0) }),
    createSubset: () => createSubset(font),
  }
}

/** Fresh records on every call: pdfkit multiplies the positions in place. */
function layOut(font: TrueTypeFont, text: string): Layout {
  const glyphs: GlyphRecord[] = []
  const positions: GlyphPosition[] = []
  let advanceWidth = 0
  let form = 0
  for (const character of text) {
    const narrow = NARROW_FORMS.findIndex(({ sign }) => sign === character) + 1
    if (narrow > 0) {
      form = narrow
      continue
    }
    const codePoint = character.codePointAt(0) ?? 0
    const advance = font.advanceOf(font.glyphOf(codePoint)) * (NARROW_FORMS[form - 1]?.part ?? 1)
    glyphs.push({ id: codePoint + form * FORM_STRIDE, advanceWidth: advance, codePoints: [codePoint] })
    positions.push({ xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0 })
    advanceWidth += advance
    form = 0
  }
  return { glyphs, positions, advanceWidth }
}

function createSubset(font: TrueTypeFont): Subset {
  const glyphs = [0]
  const numberOf = new Map<number, number>()
  return {
    cff: null,
    includeGlyph(id) {
      const known = numberOf.get(id)
      if (known !== undefined) return known
      const number = glyphs.length
      glyphs.push(font.glyphOf(id % FORM_STRIDE))
      numberOf.set(id, number)
      return number
    },
    encode: () => writeTrueType(font, glyphs),
  }
}
