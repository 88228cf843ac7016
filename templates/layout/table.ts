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
}
type DrawnRow = { readonly row: MeasuredRow; readonly y: number }

/** The head of a table and a first row of four lines, in points: what must not be parted from the sentence before it. */
export const TABLE_START = 90

const PADDING_X = 4
const PADDING_Y = 4
const OUTER_RULE = 1.2
const INNER_RULE = 0.5

/** Draws a table at the cursor over as many pages as it needs, its head repeated on each, and moves the cursor below it. */
export function drawTable(sheet: Sheet, options: TableOptions): void {
  const measure = (row: Row) => measureRow(row, options, sheet.width)
  const head = (options.head ?? []).map(measure)
  const headHeight = heightOf(head)
  const fullPage = sheet.bottom - sheet.top - headHeight
  const rows = options.rows.map(measure).flatMap((row) => cutTallRow(row, fullPage, options.pitch))

  let drawn: DrawnRow[] = []
  const place = (row: MeasuredRow) => {
    drawn.push({ row, y: sheet.y })
    sheet.y += row.height
  }
  const flush = () => {
    drawRows(sheet, drawn, options.pitch)
    drawn = []
  }
  rows.forEach((row, index) => {
    const next = rows[index + 1]
    const together = row.height + (row.keepWithNext && next ? next.height : 0)
    const isFirst = drawn.length === 0
    if (sheet.y + (isFirst ? headHeight : 0) + together > sheet.bottom) {
      flush()
      sheet.newPage()
    }
    if (drawn.length === 0) head.forEach(place)
    place(row)
  })
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
  const lineCount = Math.max(...cells.map((cell) => cell.lines.length), 1)
  const height = Math.max(lineCount * options.pitch + PADDING_Y * 2, row.minHeight ?? 0)
  return { cells, height, ground: row.ground, keepWithNext: row.keepWithNext ?? false }
}

/** A row higher than a page is cut into rows of whole lines. */
function cutTallRow(row: MeasuredRow, fullPage: number, pitch: number): MeasuredRow[] {
  if (row.height <= fullPage) return [row]
  const linesPerPart = Math.floor((fullPage - PADDING_Y * 2) / pitch)
  const parts: MeasuredRow[] = []
  const lineCount = Math.max(...row.cells.map((cell) => cell.lines.length))
  for (let first = 0; first < lineCount; first += linesPerPart) {
    const cells = row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(first, first + linesPerPart) }))
    const height = Math.max(...cells.map((cell) => cell.lines.length)) * pitch + PADDING_Y * 2
    parts.push({ ...row, cells, height })
  }
  return parts
}

/** Grounds first, then text, then all rules in two strokes. */
function drawRows(sheet: Sheet, drawn: readonly DrawnRow[], pitch: number): void {
  const first = drawn[0]
  const last = drawn.at(-1)
  if (!first || !last) return
  for (const { row, y } of drawn) if (row.ground) sheet.doc.rect(sheet.left, y, sheet.width, row.height).fill(row.ground)
  for (const { row, y } of drawn) for (const cell of row.cells) drawCell(sheet, cell, y, row.height, pitch)

  const { doc } = sheet
  drawn.forEach(({ row, y }, index) => {
    if (index > 0) doc.moveTo(sheet.left, y).lineTo(sheet.left + sheet.width, y)
    for (const cell of row.cells.slice(1)) doc.moveTo(sheet.left + cell.x, y).lineTo(sheet.left + cell.x, y + row.height)
  })
  doc.lineWidth(INNER_RULE).stroke('#000000')
  doc.rect(sheet.left, first.y, sheet.width, last.y + last.row.height - first.y)
  doc.lineWidth(OUTER_RULE).stroke('#000000')
}

function drawCell(sheet: Sheet, cell: MeasuredCell, y: number, height: number, pitch: number): void {
  const top = y + (height - cell.lines.length * pitch) / 2
  cell.lines.forEach((line, index) => {
    const room = cell.width - PADDING_X * 2 - line.width
    const shift = cell.align === 'center' ? room / 2 : cell.align === 'right' ? room : 0
    drawAtoms(sheet, line.atoms, sheet.left + cell.x + PADDING_X + shift, top + index * pitch + baselineOf(pitch, cell.size))
  })
}
