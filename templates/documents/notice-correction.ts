import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { drawFields } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawBody, drawClosing, drawRedHeader } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  /** Number of the notice whose entry is corrected. */
  noticeNumber: printable(60),
  institution: printable(100),
  /** What was wrong: 机构名称, 地址, 服务类别 or 评估结果. */
  field: printable(20),
  wrong: printable(200),
  right: printable(200),
  reason: printable(500),
  /** First and last day of the entry's new notice period, both included. */
  from: PlainDate,
  to: PlainDate,
  workingDays: z.int().positive(),
})

/** 公示更正公告, 第九条(四): what stood wrongly on a notice, and the new period of that entry; the others are not touched. */
export const noticeCorrection = defineDocument({
  title: '公示更正公告',
  schema: Data,
  subjectOf: (data) => data.institution,
  draw(sheet, { head, noticeNumber, institution, field, wrong, right, reason, from, to, workingDays }) {
    drawRedHeader(sheet, head.issuer, head.documentNumber, ['评估结果公示更正公告'])
    drawBody(sheet, `${noticeNumber}评估结果公示中，有一处内容与事实不符，现予更正。`)
    sheet.y += 4
    drawFields(sheet, [
      { label: '机构', value: institution, isWide: true },
      { label: '更正事项', value: field, isWide: true },
      { label: '原公示内容', value: wrong, isWide: true },
      { label: '更正为', value: right, isWide: true },
      { label: '更正原因', value: reason, isWide: true },
    ])
    sheet.y += 8
    drawBody(
      sheet,
      `该机构的公示期重新计算，自${chineseDate(from)}起至${chineseDate(to)}24时止，共${workingDays}个工作日。同一公示中的其他机构不受影响。`,
    )
    drawClosing(sheet, head)
  },
})
