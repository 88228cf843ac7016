import { z } from 'zod'
import { Instant } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, drawFields, headRow, servicesCell } from '../layout/cells'
import { chineseHour } from '../layout/chinese-date'
import { drawBody, drawClosing, drawLeadIn, drawRedHeader } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'
import { EndingKind, endingWords } from './ending-parts'

const Data = z.strictObject({
  head: DocumentHead,
  kind: EndingKind,
  institution: z.strictObject({ name: printable(100), address: printable(200) }),
  agreementNumber: printable(60),
  /** The moment from which nothing is settled any more; midnight is printed as 24:00 of the day before. */
  endsAt: Instant,
  /** In general words, without a name of a person or a fact about one, e.g. 协议期满未续签. */
  ground: printable(200),
  /** What holds for persons who are inpatients at that moment, as whole sentences. */
  inpatients: printable(500).optional(),
  /** Institutions nearby where insured persons can go on; none when the search of the portal is named alone. */
  alternatives: z.array(z.strictObject({ name: printable(100), address: printable(200), services: z.array(printable(40)).min(1) })),
  /** Where all institutions with an agreement are found, e.g. 平台“定点查询”栏目. */
  searchAddress: printable(200),
  enquiries: z.strictObject({ office: printable(60), phone: printable(40) }),
})
type Data = z.output<typeof Data>

/** 终止（解除）公告, 第九条(五)、第十六至十九条: tells insured persons which agreement ended when, and where they can go on. */
export const endingAnnouncement = defineDocument({
  title: '服务协议终止（解除）公告',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, kind, institution, agreementNumber, endsAt, ground, inpatients, alternatives, searchAddress, enquiries }) {
    const act = endingWords[kind]
    drawRedHeader(sheet, head.issuer, head.documentNumber, [`关于${act}基本医疗保险服务协议的公告`])
    drawBody(sheet, `下列医药机构与我单位签订的服务协议已${act}，现予公告。`)
    sheet.y += 4
    drawFields(sheet, [
      { label: '机构名称', value: institution.name, isWide: true },
      { label: '地址', value: institution.address, isWide: true },
      { label: '协议编号', value: agreementNumber, isWide: true },
      { label: `${act}时间`, value: chineseHour(endsAt), isWide: true },
      { label: `${act}原因`, value: ground, isWide: true },
    ])
    sheet.y += 8
    drawBody(sheet, `自${chineseHour(endsAt)}起，在该机构发生的费用不再由医疗保险基金结算。${inpatients ?? ''}`)
    drawAlternatives(sheet, alternatives, searchAddress)
    drawBody(sheet, `咨询：${enquiries.office}，电话${enquiries.phone}。`)
    drawClosing(sheet, head)
  },
})

function drawAlternatives(sheet: Sheet, alternatives: Data['alternatives'], searchAddress: string): void {
  if (alternatives.length === 0) {
    drawBody(sheet, `参保人员可以到其他协议管理医药机构就医购药，名单见${searchAddress}。`)
    return
  }
  drawLeadIn(sheet, `参保人员可以到下列协议管理医药机构就医购药，全部名单见${searchAddress}：`)
  sheet.y += 4
  drawTable(sheet, {
    shares: [12, 50, 50, 30],
    pitch: CELL_PITCH,
    head: [headRow(['序号', '机构名称', '地址', '服务类别'])],
    rows: alternatives.map(({ name, address, services }, index) => ({
      cells: [cell(String(index + 1), 'center'), cell(name), cell(address), servicesCell(services)],
    })),
  })
  sheet.y += 8
}
