import type { Sheet } from './sheet'
import { CELL, CELL_HEAD, CELL_PITCH, HEAD_GROUND, SMALL_CELL, SMALL_CELL_HEAD } from './styles'
import { type Align, type Cell, drawTable, type Row } from './table'

/** A cell of running text, 10.5 pt. */
export function cell(text: string, align: Align = 'left', columns = 1): Cell {
  return { spans: [{ text, style: CELL }], align, columns }
}

/** A cell that names a column or a row, 10.5 pt 黑体. */
export function headCell(text: string, align: Align = 'center', columns = 1): Cell {
  return { spans: [{ text, style: CELL_HEAD }], align, columns }
}

/** A cell of a dense table, 9 pt. */
export function smallCell(text: string, align: Align = 'left', columns = 1): Cell {
  return { spans: [{ text, style: SMALL_CELL }], align, columns }
}

/** A naming cell of a dense table, 9 pt 黑体. */
export function smallHeadCell(text: string, align: Align = 'center', columns = 1): Cell {
  return { spans: [{ text, style: SMALL_CELL_HEAD }], align, columns }
}

/** The services of an institution in a narrow column, one on each line. */
export function servicesCell(services: readonly string[]): Cell {
  return cell(services.join('、\n'))
}

/** A term in a narrow column; without a last day it is a long-term one (第十三条). */
export function termCell({ from, to }: { from: string; to: string | null }): Cell {
  return cell(to === null ? `${from}起\n长期` : `${from}至\n${to}`, 'center')
}

/** A head row on grey ground. */
export function headRow(texts: readonly string[], make: (text: string) => Cell = headCell): Row {
  return { cells: texts.map((text) => make(text)), ground: HEAD_GROUND, keepWithNext: true }
}

/** One field of a form: its name and its value; a wide field takes the whole row. */
export type Field = { readonly label: string; readonly value: string; readonly isWide?: boolean }

/** A form of named fields, two to a row. */
export function drawFields(sheet: Sheet, fields: readonly Field[]): void {
  const rows: Row[] = []
  let half: Field | undefined
  const label = (field: Field) => headCell(field.label)
  const flushHalf = () => {
    if (half) rows.push({ cells: [label(half), cell(half.value, 'left', 3)] })
    half = undefined
  }
  for (const field of fields) {
    if (field.isWide) {
      flushHalf()
      rows.push({ cells: [label(field), cell(field.value, 'left', 3)] })
    } else if (half) {
      rows.push({ cells: [label(half), cell(half.value), label(field), cell(field.value)] })
      half = undefined
    } else half = field
  }
  flushHalf()
  drawTable(sheet, { shares: [19, 35, 19, 35], rows, pitch: CELL_PITCH })
}
