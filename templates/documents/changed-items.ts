import { z } from 'zod'
import { printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

/** 第十四、十五条: what is to change, each item with its value before and after, in words. */
export const ChangedItems = z
  .array(z.strictObject({ title: printable(100), before: printable(2000), after: printable(2000) }))
  .min(1, '没有变更事项')
export type ChangedItems = z.output<typeof ChangedItems>

/** The items as a table that repeats its head on every page. */
export function drawChangedItems(sheet: Sheet, items: ChangedItems): void {
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 28, 48, 48],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '变更事项', '变更前', '变更后'])],
    rows: items.map(({ title, before, after }, index) => ({
      cells: [cell(String(index + 1), 'center'), cell(title), cell(before), cell(after)],
    })),
  })
  sheet.y += 8
}
