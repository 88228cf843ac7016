import { z } from 'zod'
import { Instant, PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate, chineseTime } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawRemark, drawTitle } from '../layout/official'
import { FORM_MARGINS } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z.strictObject({
  head: DocumentHead,
  applicant: Party,
  /** What is applied for, e.g. 协议管理医疗机构申请（普通门诊、门诊统筹）. */
  subject: printable(200),
  receivedAt: Instant,
  receiver: printable(40),
  items: z
    .array(
      z.strictObject({
        name: printable(100),
        /** 原件, 复印件, 电子件. */
        form: printable(20),
        copies: z.int().positive(),
        isOriginalSeen: z.boolean(),
        note: printable(200).optional(),
      }),
    )
    .min(1),
  /** The day until which the applicant hears whether the application is accepted or must be supplemented. */
  answerDueOn: PlainDate.optional(),
})

/** 收件回执, 第九条(一)(二): what was received, by whom and when; it is not yet the acceptance. */
export const applicationReceipt = defineDocument({
  title: '收件回执',
  schema: Data,
  // One page to hand over at the counter.
  margins: FORM_MARGINS,
  subjectOf: (data) => data.applicant.name,
  draw(sheet, { head, applicant, subject, receivedAt, receiver, items, answerDueOn }) {
    drawTitle(sheet, ['基本医疗保险协议管理申请收件回执'], head.documentNumber)
    drawAddressee(sheet, applicant.name)
    drawBody(
      sheet,
      `你单位（${applicant.address}）提出的${subject}，我单位于${chineseTime(receivedAt)}收到材料${items.length}项，清单如下：`,
    )
    sheet.y += 4
    drawTable(sheet, {
      shares: [10, 50, 16, 12, 18, 30],
      pitch: CELL_PITCH,
      head: [headRow(['序号', '材料名称', '形式', '份数', '核对原件', '备注'])],
      rows: items.map((item, index) => ({
        cells: [
          cell(String(index + 1), 'center'),
          cell(item.name),
          cell(item.form, 'center'),
          cell(String(item.copies), 'center'),
          cell(item.isOriginalSeen ? '☑' : '☐', 'center'),
          cell(item.note ?? ''),
        ],
      })),
    })
    sheet.y += 8
    drawRemark(sheet, '收件人：', receiver)
    drawRemark(sheet, '说明：', '本回执只证明材料已经收到，不代表申请已被受理，也不代表材料齐全、符合要求。')
    if (answerDueOn) drawRemark(sheet, '办理时限：', `是否受理或者需要补正，我单位在${chineseDate(answerDueOn)}前书面告知。`)
    drawClosing(sheet, head)
  },
})
