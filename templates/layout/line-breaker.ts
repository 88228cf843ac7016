import { isClosingMark, isOpeningMark, isWordCharacter, mayEndLine, mayStartLine, staysTogether } from './kinsoku'

/** One character with its advance in points and whatever the caller needs to draw it. */
export type Atom<Style> = { readonly character: string; readonly advance: number; readonly em: number; readonly style: Style }

/** A character on a line: `x` from the line's start, in points. */
export type PlacedAtom<Style> = Atom<Style> & { readonly x: number }

/** A line as it is to be drawn; `width` never exceeds the room it was given. */
export type Line<Style> = { readonly atoms: readonly PlacedAtom<Style>[]; readonly width: number }

export type LineOptions = {
  /** Room of the lines in points, and of the first line when an indent makes it shorter. */
  readonly width: number
  readonly firstWidth?: number
  /** Whether all lines but the last are spread to the full width. */
  readonly justify?: boolean
}

type Range = { start: number; end: number }

/** Part of an em by which a mark may be pressed to let one more character onto the line. */
const MARK_PRESS = 0.25
/** Blank half of a full-width mark: given up beside another mark and at the end of a line. */
const BLANK_HALF = 0.5
/** A wider gap than this part of an em looks torn, and text extractors read it as a space: the line stays ragged. */
const WIDEST_GAP = 0.12
const FULL_WIDTH = 0.9
/** Rounding of sums of advances. */
const TOLERANCE = 0.01

/**
 * Breaks a paragraph into lines: no line begins or ends with a mark that may not stand there, words and numbers stay
 * whole, neighbouring marks share their blank halves, and a line is pressed a little before a character is pushed out.
 */
export function breakLines<Style>(atoms: readonly Atom<Style>[], options: LineOptions): Line<Style>[] {
  const pressed = pressPairs(atoms)
  const units = splitUnits(atoms)
  const lines: Line<Style>[] = []
  let unit = 0
  while (unit < units.length) {
    const room = lines.length === 0 ? (options.firstWidth ?? options.width) : options.width
    const range = { start: units[unit]?.start ?? 0, end: units[unit]?.end ?? 0 }
    let next = unit + 1
    for (let candidate = units[next]; candidate; candidate = units[next]) {
      const longer = trimBlanks(atoms, { start: range.start, end: candidate.end })
      if (leastWidth(pressed, atoms, longer) > room + TOLERANCE) break
      range.end = candidate.end
      next += 1
    }
    if (leastWidth(pressed, atoms, trimBlanks(atoms, range)) > room + TOLERANCE) {
      // A single unit wider than the line (a long code): cut it where the room ends.
      const fitting = fitCharacters(pressed, atoms, range, room)
      units[unit] = { start: fitting, end: range.end }
      range.end = fitting
      next = unit
    }
    const isLast = next >= units.length
    lines.push(placeLine(pressed, atoms, trimBlanks(atoms, range), room, (options.justify ?? false) && !isLast))
    unit = next
    while (unit < units.length && isBlankUnit(atoms, units[unit])) unit += 1
  }
  return lines
}

/** Advances after neighbouring marks have given up a blank half: 》（ and ）： take one and a half em, not two. */
function pressPairs<Style>(atoms: readonly Atom<Style>[]): number[] {
  return atoms.map((atom, index) => {
    const next = atoms[index + 1]
    if (!next || atom.advance < atom.em * FULL_WIDTH || next.advance < next.em * FULL_WIDTH) return atom.advance
    const meet =
      (isClosingMark(atom.character) && (isClosingMark(next.character) || isOpeningMark(next.character))) ||
      (isOpeningMark(atom.character) && isOpeningMark(next.character))
    return meet ? atom.advance - BLANK_HALF * atom.em : atom.advance
  })
}

/** Runs between which a line may break. */
function splitUnits<Style>(atoms: readonly Atom<Style>[]): Range[] {
  const units: Range[] = []
  let start = 0
  for (let index = 1; index <= atoms.length; index += 1) {
    const before = atoms[index - 1]?.character ?? ''
    const after = atoms[index]?.character
    if (after !== undefined && (staysTogether(before, after) || !mayEndLine(before) || !mayStartLine(after))) continue
    units.push({ start, end: index })
    start = index
  }
  return atoms.length === 0 ? [] : units
}

function isBlankUnit<Style>(atoms: readonly Atom<Style>[], unit: Range | undefined): boolean {
  return unit !== undefined && unit.end === unit.start + 1 && atoms[unit.start]?.character === ' '
}

function trimBlanks<Style>(atoms: readonly Atom<Style>[], range: Range): Range {
  let end = range.end
  while (end > range.start && atoms[end - 1]?.character === ' ') end -= 1
  return { start: range.start, end }
}

function naturalWidth(advances: readonly number[], range: Range): number {
  let width = 0
  for (let index = range.start; index < range.end; index += 1) width += advances[index] ?? 0
  return width
}

/** How much a mark at `index` can give up: more at the end of the line, where its blank half is of no use. */
function giveOf<Style>(advances: readonly number[], atoms: readonly Atom<Style>[], index: number, end: number): number {
  const atom = atoms[index]
  if (!atom || (advances[index] ?? 0) < atom.em * FULL_WIDTH) return 0
  if (index === end - 1) return isClosingMark(atom.character) ? BLANK_HALF * atom.em : 0
  return isClosingMark(atom.character) || isOpeningMark(atom.character) ? MARK_PRESS * atom.em : 0
}

function leastWidth<Style>(advances: readonly number[], atoms: readonly Atom<Style>[], range: Range): number {
  let width = naturalWidth(advances, range)
  for (let index = range.start; index < range.end; index += 1) width -= giveOf(advances, atoms, index, range.end)
  return width
}

function fitCharacters<Style>(advances: readonly number[], atoms: readonly Atom<Style>[], range: Range, room: number): number {
  let end = range.start + 1
  while (end < range.end && leastWidth(advances, atoms, { start: range.start, end: end + 1 }) <= room + TOLERANCE) end += 1
  return end
}

function placeLine<Style>(
  pressed: readonly number[],
  atoms: readonly Atom<Style>[],
  range: Range,
  room: number,
  justify: boolean,
): Line<Style> {
  const advances = pressed.slice()
  const excess = naturalWidth(advances, range) - room
  if (excess > TOLERANCE) pressMarks(advances, atoms, range, excess)
  else if (justify) spread(advances, atoms, range, room)

  const placed: PlacedAtom<Style>[] = []
  let x = 0
  for (let index = range.start; index < range.end; index += 1) {
    const atom = atoms[index]
    if (atom) placed.push({ ...atom, x })
    x += advances[index] ?? 0
  }
  return { atoms: placed, width: Math.min(x, room) }
}

/** Takes the excess from the marks of the line, each in proportion to what it can give. */
function pressMarks<Style>(advances: number[], atoms: readonly Atom<Style>[], range: Range, excess: number): void {
  const gives = advances.map((_, index) => (index >= range.start && index < range.end ? giveOf(advances, atoms, index, range.end) : 0))
  const total = gives.reduce((sum, give) => sum + give, 0)
  if (total === 0) return
  gives.forEach((give, index) => {
    advances[index] = (advances[index] ?? 0) - (give / total) * excess
  })
}

/** Spreads a line to its room: the last mark's blank half hangs out, the rest goes evenly between the characters. */
function spread<Style>(advances: number[], atoms: readonly Atom<Style>[], range: Range, room: number): void {
  const last = range.end - 1
  advances[last] = (advances[last] ?? 0) - giveOf(advances, atoms, last, range.end)
  const slack = room - naturalWidth(advances, range)
  const gaps: number[] = []
  for (let index = range.start; index < last; index += 1) {
    const inWord = isWordCharacter(atoms[index]?.character ?? '') && isWordCharacter(atoms[index + 1]?.character ?? '')
    if (!inWord) gaps.push(index)
  }
  const share = slack / gaps.length
  if (gaps.length === 0 || share > WIDEST_GAP * (atoms[range.start]?.em ?? 0)) return
  for (const index of gaps) advances[index] = (advances[index] ?? 0) + share
}
