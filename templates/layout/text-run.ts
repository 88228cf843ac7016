import { type FontBook, type FontRole, fontBook } from './font-book'
import { type Atom, breakLines, type Line, type LineOptions } from './line-breaker'

/** How a piece of text is set: size and tracking in points, colour as #rrggbb. */
export type TextStyle = { readonly role: FontRole; readonly size: number; readonly tracking?: number; readonly color?: string }

/** A piece of a paragraph in one style. */
export type Span = { readonly text: string; readonly style: TextStyle }

/** Thrown when a document would print a character that no font has; `checkDocument` names such characters beforehand. */
export class UnprintableCharacterError extends Error {
  readonly characters: readonly string[]
  constructor(characters: readonly string[]) {
    super(`no font prints ${characters.join(' ')}`)
    this.characters = characters
  }
}

/** The characters of the spans with their advances. Throws on a character that cannot be printed. */
export function measureSpans(spans: readonly Span[], book: FontBook = fontBook()): Atom<TextStyle>[] {
  const atoms: Atom<TextStyle>[] = []
  for (const { text, style } of spans) {
    const missing = book.missingCharacters(text)
    if (missing.length > 0) throw new UnprintableCharacterError(missing)
    for (const character of text) {
      const advance = (book.advanceOf(style.role, character) * style.size) / 1000 + (style.tracking ?? 0)
      atoms.push({ character, advance, em: style.size, style })
    }
  }
  return atoms
}

/** The lines of a text; a line feed in it ends a paragraph. An empty text has one empty line. */
export function breakSpans(spans: readonly Span[], options: LineOptions): Line<TextStyle>[] {
  const paragraphs: Span[][] = [[]]
  for (const { text, style } of spans) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) paragraphs.push([])
      paragraphs.at(-1)?.push({ text: part, style })
    })
  }
  return paragraphs.flatMap((paragraph) => {
    const lines = breakLines(measureSpans(paragraph), options)
    return lines.length === 0 ? [{ atoms: [], width: 0 }] : lines
  })
}

/** Width of a text on one line, in points. */
export function widthOf(text: string, style: TextStyle): number {
  return measureSpans([{ text, style }]).reduce((width, atom) => width + atom.advance, 0)
}
