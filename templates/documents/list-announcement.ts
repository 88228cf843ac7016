import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, headRow, servicesCell, termCell } from '../layout/cells'
import { drawBody, drawClosing, drawRedHeader, drawSection } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL, CELL_PITCH, PITCH, SMALL_CELL } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z
  .strictObject({
    head: DocumentHead,
    /** What the list is about, e.g. 2026年4月批次. */
    subject: printable(60),
    additions: z.array(
      z.strictObject({
        name: printable(100),
        /** The institution's code in the insurance system or its social credit code. */
        code: printable(40),
        address: printable(200),
        services: z.array(printable(40)).min(1),
        from: PlainDate,
        /** Last day, included; null for a long-term agreement (第十三条). */
        to: PlainDate.nullable(),
      }),
    ),
    exits: z.array(
      z.strictObject({
        name: printable(100),
        address: printable(200),
        /** Why its agreement ended, e.g. 协议到期未续签. */
        reason: printable(200),
        /** Last day of the agreement. */
        endedOn: PlainDate,
      }),
    ),
    enquiries: z.strictObject({ office: printable(60), phone: printable(40) }),
  })
  .refine((data) => data.additions.length + data.exits.length > 0, { path: ['additions'], message: '新增和退出至少有一家' })
type Data = z.output<typeof Data>

/** 协议管理医药机构名单公告, 第九条(五): who comes onto the list of institutions with an agreement and who leaves it; the city agency's alone. */
export const listAnnouncement = defineDocument({
  title: '协议管理医药机构名单公告',
  schema: Data,
  subjectOf: (data) => data.subject,
  draw(sheet, data) {
    const { head, subject, additions, exits, enquiries } = data
    drawRedHeader(sheet, head.issuer, head.documentNumber, ['关于公布基本医疗保险', '协议管理医药机构名单的公告'])
    const counts = [...(additions.length > 0 ? [`新增${additions.length}家`] : []), ...(exits.length > 0 ? [`退出${exits.length}家`] : [])]
    drawBody(sheet, `现将${subject}协议管理医药机构名单的变动统一公布如下：${counts.join('，')}。`)
    const isBoth = additions.length > 0 && exits.length > 0
    if (additions.length > 0) drawAdditions(sheet, data, `${isBoth ? '一、' : ''}新增的医药机构`)
    if (exits.length > 0) drawExits(sheet, data, `${isBoth ? '二、' : ''}退出的医药机构`)
    drawBody(sheet, `咨询：${enquiries.office}，电话${enquiries.phone}。`)
    drawClosing(sheet, head)
  },
})

/** A head, its sentence, the head of the table and a first row: what must not be parted by a page. */
const SECTION_START = 2 * PITCH + 90

function drawAdditions(sheet: Sheet, { additions }: Data, title: string): void {
  sheet.ensure(SECTION_START)
  drawSection(sheet, title)
  drawBody(sheet, '协议有效期内，参保人员可以到下列机构就医购药。')
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 50, 44, 27, 29],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '机构名称及编码', '地址', '服务类别', '有效期'])],
    rows: additions.map((institution, index) => ({
      cells: [
        cell(String(index + 1), 'center'),
        {
          spans: [
            { text: institution.name, style: CELL },
            { text: `\n${institution.code}`, style: SMALL_CELL },
          ],
        },
        cell(institution.address),
        servicesCell(institution.services),
        termCell(institution),
      ],
    })),
  })
  sheet.y += 8
}

function drawExits(sheet: Sheet, { exits }: Data, title: string): void {
  sheet.ensure(SECTION_START)
  drawSection(sheet, title)
  drawBody(sheet, '下列机构的服务协议已经终止，其后费用不再结算。')
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 48, 42, 40, 25],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '机构名称', '地址', '原因', '终止日期'])],
    rows: exits.map((institution, index) => ({
      cells: [
        cell(String(index + 1), 'center'),
        cell(institution.name),
        cell(institution.address),
        cell(institution.reason),
        cell(institution.endedOn, 'center'),
      ],
    })),
  })
  sheet.y += 8
}
