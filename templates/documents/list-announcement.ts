import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, headRow, servicesCell, termCell } from '../layout/cells'
import { countedSections, drawBody, drawClosing, drawRedHeader, drawSection } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL, CELL_PITCH, PITCH, SMALL_CELL } from '../layout/styles'
import { type Cell, drawTable } from '../layout/table'

/** What the list says of one institution. */
export const ListedInstitution = z.strictObject({
  name: printable(100),
  /** The institution's code in the insurance system or its social credit code. */
  code: printable(40),
  address: printable(200),
  services: z.array(printable(40)).min(1),
  from: PlainDate,
  /** Last day, included; null for a long-term agreement (第十三条). */
  to: PlainDate.nullable(),
  /** The agency that handles it, and its licence: absent in announcements of before they were given. */
  agency: printable(60).optional(),
  licence: printable(60).optional(),
})
export type ListedInstitution = z.output<typeof ListedInstitution>

const ChangedItem = z.strictObject({ title: printable(40), before: printable(300), after: printable(300) })

const Data = z
  .strictObject({
    head: DocumentHead,
    /** What the list is about, e.g. 2026年4月批次. */
    subject: printable(60),
    additions: z.array(ListedInstitution),
    /** Each as it is listed from now on, with what is new about it (第十四、十五条). */
    changes: z.array(ListedInstitution.extend({ items: z.array(ChangedItem).min(1) })).default([]),
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
  .refine((data) => data.additions.length + data.changes.length + data.exits.length > 0, {
    path: ['additions'],
    message: '新增、变更和退出至少有一家',
  })
type Data = z.output<typeof Data>

/** 协议管理医药机构名单公告, 第九条(五): who comes onto the list of institutions with an agreement, what changed, who leaves it; the city agency's alone. */
export const listAnnouncement = defineDocument({
  title: '协议管理医药机构名单公告',
  schema: Data,
  subjectOf: (data) => data.subject,
  draw(sheet, data) {
    const { head, subject, enquiries } = data
    const sections = parts.filter(({ key }) => data[key].length > 0)
    drawRedHeader(sheet, head.issuer, head.documentNumber, ['关于公布基本医疗保险', '协议管理医药机构名单的公告'])
    const counts = sections.map(({ key, word }) => `${word}${data[key].length}家`)
    drawBody(sheet, `现将${subject}协议管理医药机构名单的变动统一公布如下：${counts.join('，')}。`)
    const drawCounted = countedSections(sheet)
    for (const { word, draw } of sections) {
      sheet.ensure(SECTION_START)
      const title = `${word}的医药机构`
      if (sections.length > 1) drawCounted(title)
      else drawSection(sheet, title)
      draw(sheet, data)
      sheet.y += 8
    }
    drawBody(sheet, `咨询：${enquiries.office}，电话${enquiries.phone}。`)
    drawClosing(sheet, head)
  },
})

/** A head, its sentence, the head of the table and a first row: what must not be parted by a page. */
const SECTION_START = 2 * PITCH + 90

const nameCell = ({ name, code, licence }: ListedInstitution): Cell => ({
  spans: [
    { text: name, style: CELL },
    { text: `\n${code}${licence === undefined ? '' : `\n${licence}`}`, style: SMALL_CELL },
  ],
})

const addressCell = ({ address, agency }: ListedInstitution): Cell => ({
  spans: [{ text: address, style: CELL }, ...(agency === undefined ? [] : [{ text: `\n${agency}经办`, style: SMALL_CELL }])],
})

function drawAdditions(sheet: Sheet, { additions }: Data): void {
  drawBody(sheet, '协议有效期内，参保人员可以到下列机构就医购药。')
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 50, 44, 27, 29],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '机构名称及编码', '地址', '服务类别', '有效期'])],
    rows: additions.map((institution, index) => ({
      cells: [
        cell(String(index + 1), 'center'),
        nameCell(institution),
        addressCell(institution),
        servicesCell(institution.services),
        termCell(institution),
      ],
    })),
  })
}

function drawChanges(sheet: Sheet, { changes }: Data): void {
  drawBody(sheet, '下列机构的服务协议继续履行，名单所列事项自本公告之日起按变更后的内容公布。')
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 52, 24, 37, 37],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '机构名称及编码', '变更事项', '变更前', '变更后'])],
    rows: changes.flatMap((institution, index) =>
      institution.items.map(({ title, before, after }, position) => ({
        cells: [
          position === 0 ? cell(String(index + 1), 'center') : cell(''),
          position === 0 ? nameCell(institution) : cell(''),
          cell(title, 'center'),
          cell(before),
          cell(after),
        ],
      })),
    ),
  })
}

function drawExits(sheet: Sheet, { exits }: Data): void {
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
}

const parts = [
  { key: 'additions', word: '新增', draw: drawAdditions },
  { key: 'changes', word: '变更', draw: drawChanges },
  { key: 'exits', word: '退出', draw: drawExits },
] as const
