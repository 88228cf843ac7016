import { type Face, fontBook, printedForm } from './font-book'
import { breakLines, type PlacedAtom } from './line-breaker'
import { narrowFormFor } from './pdf-font'
import { internalsOf } from './pdf-internals'
import type { Sheet } from './sheet'
import { breakSpans, measureSpans, type Span, type TextStyle, widthOf } from './text-run'

type Run = {
  readonly face: Face
  readonly style: TextStyle
  readonly atoms: PlacedAtom<TextStyle>[]
  readonly actualText: string | undefined
}

const BLACK = '#000000'
const TICKED = '☑'

/** Draws placed characters with their baseline at `y`; `x` is the start of the line. */
export function drawAtoms(sheet: Sheet, atoms: readonly PlacedAtom<TextStyle>[], x: number, y: number): void {
  if (atoms.length === 0) return
  // pdfkit leaves its last fill colour behind.
  let operators = 'BT\n0 g\n'
  for (const run of splitRuns(atoms)) operators += runOperators(sheet, run, x, y)
  internalsOf(sheet.doc).addContent(`${operators}ET`)
  for (const atom of atoms) if (atom.character === TICKED) drawTick(sheet, x + atom.x, y, atom.em)
}

/** Draws a text on one line without breaking it, aligned at `x`; returns its width in points. */
export function drawLabel(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
  align: 'left' | 'center' | 'right' = 'left',
): number {
  const width = widthOf(text, style)
  const start = align === 'left' ? x : align === 'center' ? x - width / 2 : x - width
  const line = breakLines(measureSpans([{ text, style }]), { width: Number.POSITIVE_INFINITY })[0]
  if (line) drawAtoms(sheet, line.atoms, start, y)
  return width
}

export type ParagraphOptions = {
  /** Distance of baselines in points. */
  readonly pitch: number
  readonly align?: 'justify' | 'left' | 'center' | 'right'
  /** Indent of the first line in points. */
  readonly indent?: number
  readonly left?: number
  readonly width?: number
  /** Lines that must stand together with what follows, e.g. a head with its first paragraph. */
  readonly keepWithNext?: number
}

/** Sets a paragraph at the cursor over as many pages as it needs and moves the cursor below it. */
export function drawParagraph(sheet: Sheet, spans: readonly Span[], options: ParagraphOptions): void {
  const align = options.align ?? 'justify'
  const width = options.width ?? sheet.width
  const left = options.left ?? sheet.left
  const indent = options.indent ?? 0
  const lines = breakSpans(spans, { width, firstWidth: width - indent, justify: align === 'justify' })
  sheet.ensure((Math.min(lines.length, 2) + (options.keepWithNext ?? 0)) * options.pitch)
  const largest = Math.max(...spans.map((span) => span.style.size))
  lines.forEach((line, index) => {
    sheet.ensure(options.pitch)
    const start = index === 0 ? indent : 0
    const shift = align === 'center' ? (width - line.width) / 2 : align === 'right' ? width - line.width : start
    drawAtoms(sheet, line.atoms, left + shift, sheet.y + baselineOf(options.pitch, largest))
    sheet.y += options.pitch
  })
}

/** Distance of the baseline from the top of a line: the character's middle lies at the line's middle. */
export function baselineOf(pitch: number, size: number): number {
  return pitch / 2 + size * 0.36
}

function splitRuns(atoms: readonly PlacedAtom<TextStyle>[]): Run[] {
  const runs: Run[] = []
  for (const atom of atoms) {
    const face = fontBook().findFace(atom.style.role, atom.character)
    if (!face) continue
    const last = runs.at(-1)
    const isBox = printedForm(atom.character) !== atom.character
    if (last && !isBox && !last.actualText && last.face === face && last.style === atom.style) last.atoms.push(atom)
    else runs.push({ face, style: atom.style, atoms: [atom], actualText: isBox ? atom.character : undefined })
  }
  return runs
}

function runOperators(sheet: Sheet, run: Run, x: number, y: number): string {
  const { face, style, atoms } = run
  const font = sheet.fontOf(face)
  let text = ''
  const extras = atoms.map((atom, index) => {
    const next = atoms[index + 1]
    const natural = atom.advance - (style.tracking ?? 0)
    const actual = next ? next.x - atom.x : natural
    const form = narrowFormFor(actual / natural)
    text += form.sign + printedForm(atom.character)
    return actual - natural * form.part
  })
  const [glyphs] = font.encode(text)
  // Most gaps of a line are equal: they become the character spacing, the rest are corrections inside the array.
  const spacing = commonest(extras.slice(0, -1))
  let array = '<'
  glyphs.forEach((glyph, index) => {
    array += glyph
    const correction = index === glyphs.length - 1 ? 0 : (extras[index] ?? 0) - spacing
    if (Math.abs(correction) > 0.005) array += `> ${fixed((-correction * 1000) / style.size)} <`
  })
  const [paint, unpaint] = style.color === undefined ? ['', ''] : [`${rgb(style.color)} rg\n`, '0 g\n']
  const [open, close] = run.actualText === undefined ? ['', ''] : [`/Span <</ActualText <${utf16(run.actualText)}>>> BDC\n`, 'EMC\n']
  const matrix = `1 0 0 -1 ${fixed(x + (atoms[0]?.x ?? 0))} ${fixed(y)} Tm`
  return `${open}${paint}/${font.id} ${fixed(style.size)} Tf ${fixed(spacing)} Tc ${matrix} [${array}>] TJ\n${unpaint}${close}`
}

function commonest(values: readonly number[]): number {
  const counts = new Map<string, number>()
  let best = '0'
  for (const value of values) {
    const key = fixed(value)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > (counts.get(best) ?? 0)) best = key
  }
  return Number(best)
}

/** UTF-16 with its byte order mark in hexadecimal, as PDF text strings are. */
function utf16(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0'))
  return `feff${units.join('')}`
}

/** The tick of ☑, inside the square that the font has drawn. */
function drawTick(sheet: Sheet, x: number, y: number, em: number): void {
  sheet.doc
    .moveTo(x + em * 0.24, y - em * 0.38)
    .lineTo(x + em * 0.43, y - em * 0.16)
    .lineTo(x + em * 0.8, y - em * 0.66)
    .lineWidth(em * 0.11)
    .stroke(BLACK)
}

/** A number as PDF writes it: at most three decimals. */
export function fixed(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

/** '#rrggbb' as three numbers from 0 to 1. */
export function rgb(color: string): string {
  return [1, 3, 5].map((at) => fixed(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ')
}
