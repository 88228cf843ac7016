import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawContact, drawLeadIn, drawTitle } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'
import { ChangedItems, drawChangedItems } from './changed-items'

const Data = z
  .strictObject({
    head: DocumentHead,
    institution: Party,
    agreementNumber: printable(60),
    filedOn: PlainDate,
    items: ChangedItems,
    /** The clock of each changed licence, 第十五条; none when only the content of the agreement is to change (第十四条). */
    licences: z.array(
      z.strictObject({
        title: printable(60),
        number: printable(60),
        changedOn: PlainDate,
        lastDay: PlainDate,
        /** How the last day follows from the day of the change. */
        explanation: printable(500),
      }),
    ),
    /** Whether it was filed after the last day of one of the licences; a late filing is decided by the head. */
    isLate: z.boolean(),
    /** Absent while the head has yet to let a late filing in: the agency's clock does not run before. */
    decisionDueOn: PlainDate.optional(),
    contact: Contact,
  })
  .refine((data) => !data.isLate || data.licences.length > 0, { path: ['isLate'], message: '没有证照变更，不存在逾期' })
type Data = z.output<typeof Data>

/** 变更受理通知书, 第十四、十五条: the items, the clock of each licence, until when the agency answers, what a late filing means. */
export const changeReceipt = defineDocument({
  title: '变更受理通知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, filedOn, items, licences, isLate, decisionDueOn, contact }) {
    drawTitle(sheet, ['基本医疗保险服务协议', '变更受理通知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawLeadIn(
      sheet,
      `你单位${chineseDate(filedOn)}就服务协议（编号${agreementNumber}）提出的变更申请，已经收到，予以受理。申请变更的事项如下：`,
    )
    drawChangedItems(sheet, items)
    if (licences.length > 0) drawLicences(sheet, licences)
    if (isLate) {
      drawBody(
        sheet,
        '本次申请的提出晚于第十五条规定的期限。是否仍予变更，由我单位负责人书面决定，协议不会自动终止。拟终止协议的，事先告知理由并听取你单位的陈述申辩。',
        '逾期申请：',
      )
    }
    drawBody(
      sheet,
      `我单位${decisionDueOn ? `在${chineseDate(decisionDueOn)}前` : ''}书面答复。协商一致的，双方签订书面的补充协议；协商不成的，书面说明理由。此前双方仍按原协议履行。`,
      '办理：',
    )
    drawContact(sheet, contact, '联系方式：')
    drawClosing(sheet, head)
  },
})

function drawLicences(sheet: Sheet, licences: Data['licences']): void {
  drawLeadIn(sheet, '证照变更的，申请期限按每一证照的变更之日分别计算：')
  sheet.y += 4
  drawTable(sheet, {
    shares: [38, 26, 26, 46],
    pitch: CELL_PITCH,
    head: [headRow(['证照及编号', '变更之日', '期限最后一日', '期限的计算'])],
    rows: licences.map((licence) => ({
      cells: [
        cell(`${licence.title}\n${licence.number}`),
        cell(chineseDate(licence.changedOn), 'center'),
        cell(chineseDate(licence.lastDay), 'center'),
        cell(licence.explanation),
      ],
    })),
  })
  sheet.y += 8
}
