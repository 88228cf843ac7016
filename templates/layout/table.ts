import { baselineOf, drawAtoms } from './draw-text'
import type { Line } from './line-breaker'
import type { Sheet } from './sheet'
import { breakSpans, type Span, type TextStyle } from './text-run'

export type Align = 'left' | 'center' | 'right'

export type Cell = {
  readonly spans: readonly Span[]
  readonly align?: Align
  /** Number of columns that the cell covers; 1 when absent. */
  readonly columns?: number
}

export type Row = {
  readonly cells: readonly Cell[]
  /** Ground of the row as #rrggbb. */
  readonly ground?: string
  /** Keeps the row on the page of the next one: a group's head never stands alone at the foot of a page. */
  readonly keepWithNext?: boolean
  /** Least height in points, for rows with room to write. */
  readonly minHeight?: number
}

export type TableOptions = {
  /** Widths of the columns as shares; they fill the type area. */
  readonly shares: readonly number[]
  /** Rows repeated at the top of each page. */
  readonly head?: readonly Row[]
  readonly rows: readonly Row[]
  /** Distance of baselines inside the cells, in points. */
  readonly pitch: number
}

type MeasuredCell = {
  readonly x: number
  readonly width: number
  readonly align: Align
  readonly lines: readonly Line<TextStyle>[]
  readonly size: number
}
type MeasuredRow = {
  readonly cells: readonly MeasuredCell[]
  readonly height: number
  readonly ground: string | undefined
  readonly keepWithNext: boolean
  /** Part of a row that goes over a page: its cells begin at the top, so that text reads on. */
  readonly isCut?: boolean
}
type DrawnRow = { readonly row: MeasuredRow; readonly y: number }

/** The head of a table and a first row of four lines, in points: what must not be parted from the sentence before it. */
export const TABLE_START = 90

const PADDING_X = 4
const PADDING_Y = 4
/** A row higher than this share of a page is cut at the foot of the page; a lower one goes to the next page whole. */
const TALL_ROW = 0.3
/** The fewest lines of a cut row on a page. */
const FEWEST_LINES = 3
const OUTER_RULE = 1.2
const INNER_RULE = 0.5

/** Draws a table at the cursor over as many pages as it needs, its head repeated on each, and moves the cursor below it. */
export function drawTable(sheet: Sheet, options: TableOptions): void {
  const measure = (row: Row) => measureRow(row, options, sheet.width)
  const head = (options.head ?? []).map(measure)
  const headHeight = heightOf(head)
  const fullPage = sheet.bottom - sheet.top - headHeight
  const rows = options.rows.map(measure)

  let drawn: DrawnRow[] = []
  const place = (row: MeasuredRow) => {
    drawn.push({ row, y: sheet.y })
    sheet.y += row.height
  }
  const flush = () => {
    drawRows(sheet, drawn, options.pitch)
    drawn = []
  }
  const isTall = (row: MeasuredRow) => heightOfLines(row, options.pitch) > fullPage * TALL_ROW
  const leastHeight = (row: MeasuredRow) => (isTall(row) ? FEWEST_LINES * options.pitch + PADDING_Y * 2 : row.height)
  for (let row = rows.shift(); row !== undefined; row = rows.shift()) {
    const [next] = rows
    const isFirst = drawn.length === 0
    const room = sheet.bottom - sheet.y - (isFirst ? headHeight : 0)
    const together = row.height + (row.keepWithNext && next ? leastHeight(next) : 0)
    const isNewPage = isFirst && sheet.y === sheet.top
    if (together > room && !isNewPage && !(isTall(row) && leastHeight(row) <= room)) {
      flush()
      sheet.newPage()
      rows.unshift(row)
      continue
    }
    if (isFirst) head.forEach(place)
    if (heightOfLines(row, options.pitch) > room) {
      const [part, rest] = cutRow(row, room, options.pitch)
      place(part)
      rows.unshift(rest)
    } else place(row)
  }
  flush()
}

function heightOf(rows: readonly MeasuredRow[]): number {
  return rows.reduce((total, row) => total + row.height, 0)
}

function measureRow(row: Row, options: TableOptions, tableWidth: number): MeasuredRow {
  const shareSum = options.shares.reduce((sum, share) => sum + share, 0)
  let column = 0
  let x = 0
  const cells = row.cells.map((cell): MeasuredCell => {
    const covered = options.shares.slice(column, column + (cell.columns ?? 1))
    const width = (covered.reduce((sum, share) => sum + share, 0) / shareSum) * tableWidth
    const lines = breakSpans(cell.spans, { width: width - PADDING_X * 2 })
    const measured = { x, width, align: cell.align ?? 'left', lines, size: Math.max(...cell.spans.map((span) => span.style.size), 0) }
    column += cell.columns ?? 1
    x += width
    return measured
  })
  const height = Math.max(heightOfLines({ cells }, options.pitch), row.minHeight ?? 0)
  return { cells, height, ground: row.ground, keepWithNext: row.keepWithNext ?? false }
}

/** A row cut at a whole line, so that its first part fills `room` points. */
function cutRow(row: MeasuredRow, room: number, pitch: number): readonly [part: MeasuredRow, rest: MeasuredRow] {
  const lineCount = Math.floor((room - PADDING_Y * 2) / pitch)
  const lines = (from: number, to?: number): MeasuredRow => {
    const part = { ...row, isCut: true, cells: row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, to) })) }
    return { ...part, height: heightOfLines(part, pitch) }
  }
  return [lines(0, lineCount), lines(lineCount)]
}

function heightOfLines({ cells }: Pick<MeasuredRow, 'cells'>, pitch: number): number {
  return Math.max(...cells.map((cell) => cell.lines.length), 1) * pitch + PADDING_Y * 2
}

/** Grounds first, then text, then all rules in two strokes. */
function drawRows(sheet: Sheet, drawn: readonly DrawnRow[], pitch: number): void {
  const first = drawn[0]
  const last = drawn.at(-1)
  if (!first || !last) return
  for (const { row, y } of drawn) if (row.ground) sheet.doc.rect(sheet.left, y, sheet.width, row.height).fill(row.ground)
  for (const { row, y } of drawn) for (const cell of row.cells) drawCell(sheet, cell, { row, y }, pitch)

  const { doc } = sheet
  drawn.forEach(({ row, y }, index) => {
    if (index > 0) doc.moveTo(sheet.left, y).lineTo(sheet.left + sheet.width, y)
    for (const cell of row.cells.slice(1)) doc.moveTo(sheet.left + cell.x, y).lineTo(sheet.left + cell.x, y + row.height)
  })
  doc.lineWidth(INNER_RULE).stroke('#000000')
  doc.rect(sheet.left, first.y, sheet.width, last.y + last.row.height - first.y)
  doc.lineWidth(OUTER_RULE).stroke('#000000')
}

function drawCell(sheet: Sheet, cell: MeasuredCell, { row, y }: DrawnRow, pitch: number): void {
  const top = y + (row.isCut ? PADDING_Y : (row.height - cell.lines.length * pitch) / 2)
  cell.lines.forEach((line, index) => {
    const room = cell.width - PADDING_X * 2 - line.width
    const shift = cell.align === 'center' ? room / 2 : cell.align === 'right' ? room : 0
    drawAtoms(sheet, line.atoms, sheet.left + cell.x + PADDING_X + shift, top + index * pitch + baselineOf(pitch, cell.size))
  })
}
