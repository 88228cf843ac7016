import writeExcelFile from 'write-excel-file/node'
import type { ServedFile } from '#app/http/file-response.server'

/** A column gives text, or a whole number that is counted with; codes, numbers of papers and days are text. */
export type SheetColumn<Row> = {
  readonly header: string
  /** In characters of Latin script; a Chinese one takes two. */
  readonly width: number
  readonly cell: (row: Row) => string | number
}

export type SheetPlan<Row> = {
  readonly name: string
  /** Stands over the table: what it is, of which day. */
  readonly title: string
  readonly columns: readonly SheetColumn<Row>[]
  readonly rows: readonly Row[]
}

/** One sheet, its rows turned into cells; `sheetOf` makes them, so that a workbook may hold tables of different rows. */
export type Sheet = {
  readonly name: string
  readonly cells: readonly (readonly Cell[])[]
  readonly widths: readonly number[]
}
type Cell = ReturnType<typeof textCell> | { type: NumberConstructor; value: number }

// XML cannot hold these; everything else that somebody typed is kept as it was.
const unprintable = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

/**
 * Always of the type text and of the format text: what begins with `=`, `+`, `-` or `@` is shown and never computed, also
 * after somebody has edited the cell, and a long code keeps its last digits.
 */
const textCell = (text: string, isHead = false) => ({
  type: String,
  value: text.replace(unprintable, (sign) => (sign === '\n' ? sign : ' ')),
  format: '@',
  wrap: true,
  alignVertical: 'top' as const,
  ...(isHead ? { fontWeight: 'bold' as const, backgroundColor: '#E8EEF4' } : {}),
})

/** A title, a head and a line for each row. */
export function sheetOf<Row>({ name, title, columns, rows }: SheetPlan<Row>): Sheet {
  const written = (value: string | number): Cell => (typeof value === 'number' ? { type: Number, value } : textCell(value))
  return {
    name,
    cells: [
      [{ ...textCell(title, true), wrap: false }],
      columns.map(({ header }) => textCell(header, true)),
      ...rows.map((row) => columns.map(({ cell }) => written(cell(row)))),
    ],
    widths: columns.map(({ width }) => width),
  }
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The workbook as a file to be saved under `name` (without its ending). */
export async function workbookFile(name: string, sheets: readonly Sheet[]): Promise<ServedFile> {
  const written = writeExcelFile(
    sheets.map((sheet) => ({
      data: sheet.cells.map((row) => [...row]),
      sheet: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: 2,
      orientation: 'landscape' as const,
    })),
  )
  return { name: `${name}.xlsx`, mediaType: xlsxType, bytes: await written.toBuffer() }
}
