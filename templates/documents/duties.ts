import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

/** What is still to be done after an agreement (settlement, plaque, inpatients, records), with its day when one is set. */
export const Duties = z.array(z.strictObject({ title: printable(100), detail: printable(1000), dueOn: PlainDate.optional() }))
export type Duties = z.output<typeof Duties>

/** The duties as a table that repeats its head on every page. */
export function drawDuties(sheet: Sheet, duties: Duties): void {
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 26, 80, 36],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '事项', '要求', '期限'])],
    rows: duties.map((duty, index) => ({
      cells: [
        cell(String(index + 1), 'center'),
        cell(duty.title),
        cell(duty.detail),
        cell(duty.dueOn ? `${chineseDate(duty.dueOn)}前` : '及时办理', 'center'),
      ],
    })),
  })
  sheet.y += 8
}
