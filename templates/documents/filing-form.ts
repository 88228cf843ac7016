import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, headRow, servicesCell, termCell } from '../layout/cells'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'
import { FORM_MARGINS } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z.strictObject({
  head: DocumentHead,
  /** The administrative department of the same level. */
  authority: printable(60),
  agreements: z
    .array(
      z.strictObject({
        number: printable(60),
        institution: printable(100),
        services: z.array(printable(40)).min(1),
        from: PlainDate,
        /** Last day, included; null for a long-term agreement (第十三条). */
        to: PlainDate.nullable(),
        signedOn: PlainDate,
      }),
    )
    .min(1),
  preparedBy: printable(40),
})

/** 服务协议备案表, 第十一条: the agreements signed, reported to the department of the same level. */
export const filingForm = defineDocument({
  title: '服务协议备案表',
  schema: Data,
  margins: FORM_MARGINS,
  subjectOf: (data) => data.authority,
  draw(sheet, { head, authority, agreements, preparedBy }) {
    drawTitle(sheet, ['基本医疗保险服务协议备案表'], head.documentNumber)
    drawAddressee(sheet, authority)
    drawBody(sheet, `我单位签订的下列${agreements.length}份服务协议，现报送备案。`)
    sheet.y += 4
    drawTable(sheet, {
      shares: [12, 52, 46, 29, 31, 28],
      pitch: CELL_PITCH,
      head: [headRow(['序号', '协议编号', '医药机构', '服务类别', '有效期', '签订日期'])],
      rows: agreements.map((agreement, index) => ({
        cells: [
          cell(String(index + 1), 'center'),
          cell(agreement.number),
          cell(agreement.institution),
          servicesCell(agreement.services),
          termCell(agreement),
          cell(agreement.signedOn, 'center'),
        ],
      })),
    })
    sheet.y += 8
    drawBody(sheet, preparedBy, '填报人：')
    drawClosing(sheet, head)
  },
})
