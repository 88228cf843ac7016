import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { drawBody, drawClosing, drawRedHeader } from '../layout/official'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z.strictObject({
  head: DocumentHead,
  /** What the list is about, e.g. 2026年4月批次新增. */
  subject: printable(60),
  institutions: z
    .array(
      z.strictObject({
        name: printable(100),
        /** The institution's code in the insurance system. */
        code: printable(40),
        address: printable(200),
        services: z.array(printable(40)).min(1),
        from: PlainDate,
        to: PlainDate,
      }),
    )
    .min(1),
  enquiries: z.strictObject({ office: printable(60), phone: printable(40) }),
})

/** 协议管理医药机构名单公告, 第九条(五): the list of institutions with an agreement, announced by the city agency alone. */
export const listAnnouncement = defineDocument({
  title: '协议管理医药机构名单公告',
  schema: Data,
  subjectOf: (data) => data.subject,
  draw(sheet, { head, subject, institutions, enquiries }) {
    drawRedHeader(sheet, head.issuer, head.documentNumber, ['关于公布基本医疗保险', '协议管理医药机构名单的公告'])
    drawBody(
      sheet,
      `${subject}签订服务协议的医药机构共${institutions.length}家，现将名单公布如下。参保人员可以自协议生效之日起在这些机构就医购药、联网结算。`,
    )
    sheet.y += 4
    drawTable(sheet, {
      shares: [12, 31, 32, 32, 23, 28],
      pitch: CELL_PITCH,
      head: [headRow(['序号', '机构名称', '机构编码', '地址', '服务类别', '有效期'])],
      rows: institutions.map((institution, index) => ({
        cells: [
          cell(String(index + 1), 'center'),
          cell(institution.name),
          cell(institution.code, 'center'),
          cell(institution.address),
          cell(institution.services.join('、')),
          cell(`${institution.from}至\n${institution.to}`, 'center'),
        ],
      })),
    })
    sheet.y += 8
    drawBody(sheet, `咨询：${enquiries.office}，电话${enquiries.phone}。`)
    drawClosing(sheet, head)
  },
})
