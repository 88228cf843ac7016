import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { Contact, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawBody } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

/** What a one-time notice of gaps says, 第九条(二), whatever was applied for. */
export const gapFields = {
  /** Every gap that the material shows: what, against which standard, and how it is put right. */
  gaps: z.array(z.strictObject({ item: printable(100), standard: printable(500), howToFix: printable(500) })).min(1),
  /** The window runs from service: reading on the platform, or `deemedOn` when unread; then `dueOn` is its last day. */
  window: z.strictObject({ workingDays: z.int().positive(), deemedOn: PlainDate, dueOn: PlainDate }),
  contact: Contact,
  /** What happens when the window passes without an answer. */
  ifUnanswered: printable(300),
} as const
const GapFields = z.strictObject(gapFields)

/** The table of gaps, then the window, the ways to answer, the loss, and that nothing else can be asked. */
export function drawGaps(sheet: Sheet, { gaps, window, contact, ifUnanswered }: z.output<typeof GapFields>): void {
  sheet.y += 4
  drawTable(sheet, {
    shares: [10, 25, 37, 37],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '材料或事项', '不齐全、不符合之处及标准', '补正要求'])],
    rows: gaps.map((gap, index) => ({
      cells: [cell(String(index + 1), 'center'), cell(gap.item), cell(gap.standard), cell(gap.howToFix)],
    })),
  })
  sheet.y += 8
  drawBody(
    sheet,
    `在平台查看本告知书之日为送达之日，一直未查看的，${chineseDate(window.deemedOn)}视为送达；补正期限自送达次日起${window.workingDays}个工作日，最迟至${chineseDate(window.dueOn)}24时届满（查看在先的相应提前，届满日见平台）。`,
    '补正期限：',
  )
  drawBody(sheet, `在平台提交补正材料，或者送至${contact.address}。`, '补正方式：')
  drawBody(sheet, ifUnanswered, '逾期后果：')
  drawBody(
    sheet,
    '本告知书是对本次申请的首次也是唯一一次补正告知，已列明申请材料存在的全部问题；此前材料中能够发现而本告知书未列明的，不再要求补正。',
    '一次性告知：',
  )
  drawBody(sheet, `${contact.office} ${contact.person}，电话${contact.phone}。`, '联系方式：')
}
