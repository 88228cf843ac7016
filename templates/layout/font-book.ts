import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPdfFont, type PdfFont } from './pdf-font'
import { openTrueTypeFont, type TrueTypeFont } from './true-type-font'

/** What a piece of text is: body 仿宋, title (for 小标宋), head 黑体, table 宋体 with digits and signs. */
export type FontRole = 'body' | 'title' | 'head' | 'table'

/** A font file of the book; the key is what a document registers it under. */
export type Face = { readonly key: string; readonly font: TrueTypeFont; readonly pdfFont: PdfFont }

export type FontBook = {
  /** The face that prints the character in this role; undefined when no font of the book has it. */
  findFace(role: FontRole, character: string): Face | undefined
  /** Advance of a character in thousandths of an em; 0 for a character without a face. */
  advanceOf(role: FontRole, character: string): number
  /** The characters of a text that no font can print, each once, in order. Line feeds are layout, not characters. */
  missingCharacters(text: string): string[]
}

const files = {
  fang: 'FandolFang-Regular.ttf',
  serif: 'NotoSerifSC-Regular.ttf',
  black: 'NotoSerifSC-Black.ttf',
  sans: 'NotoSansSC-Medium.ttf',
} as const
type FaceKey = keyof typeof files

// Fandol carries only Han and plain punctuation here, so every sign, digit and rare character falls through to Noto Serif.
const fallbacks = {
  body: ['fang', 'serif'],
  title: ['black', 'serif'],
  head: ['sans', 'serif'],
  table: ['serif'],
} satisfies Record<FontRole, readonly FaceKey[]>

/** Tick boxes, which no free Chinese font draws: set as an empty square; the tick is a vector (`tick-mark.ts`). */
export const SQUARE = '□'
const TICK_BOXES = new Set(['☐', '☑'])

/** The character whose glyph stands for this one. */
export function printedForm(character: string): string {
  return TICK_BOXES.has(character) ? SQUARE : character
}

let shared: FontBook | undefined

/** The fonts of this process: each file is opened once, at the first document. */
export function fontBook(): FontBook {
  shared ??= openFontBook(findFontDirectory())
  return shared
}

function openFontBook(directory: string): FontBook {
  const open = (key: FaceKey): Face => {
    const font = openTrueTypeFont(join(directory, files[key]))
    return { key, font, pdfFont: createPdfFont(font) }
  }
  const faces: Record<FaceKey, Face> = { fang: open('fang'), serif: open('serif'), black: open('black'), sans: open('sans') }

  const findFace: FontBook['findFace'] = (role, character) => {
    const codePoint = codePointOf(character)
    const key = fallbacks[role].find((candidate) => faces[candidate].font.glyphOf(codePoint) !== 0)
    return key && faces[key]
  }
  return {
    findFace,
    advanceOf(role, character) {
      const face = findFace(role, character)
      if (!face) return 0
      return (face.font.advanceOf(face.font.glyphOf(codePointOf(character))) * 1000) / face.font.unitsPerEm
    },
    missingCharacters: (text) => [...new Set(text)].filter((character) => character !== '\n' && !findFace('table', character)),
  }
}

function codePointOf(character: string): number {
  return printedForm(character).codePointAt(0) ?? 0
}

/** Looks upwards from this module, because a built server runs from another directory than the sources. */
function findFontDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const candidate = join(directory, 'templates', 'fonts')
    if (existsSync(join(candidate, files.serif))) return candidate
    const parent = dirname(directory)
    if (parent === directory) throw new Error('templates/fonts is missing: the cut fonts are part of the checkout')
    directory = parent
  }
}
