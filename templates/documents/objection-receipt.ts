import { z } from 'zod'
import { Instant, PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, printable } from '../document-head'
import { chineseDate, chineseTime } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  /** Number of the objection in the register; the objector's name stands in no document. */
  registerNumber: printable(40),
  /** The institution the objection is about, and the notice it answers. */
  institution: printable(100),
  noticeNumber: printable(60),
  receivedAt: Instant,
  facts: printable(3000),
  evidence: z.array(printable(100)),
  answerDueOn: PlainDate,
  contact: Contact,
})

/** 异议受理告知书, 第九条(四): what was received, who must not learn the name, until when the answer comes. */
export const objectionReceipt = defineDocument({
  title: '异议受理告知书',
  schema: Data,
  subjectOf: (data) => data.institution,
  draw(sheet, { head, registerNumber, institution, noticeNumber, receivedAt, facts, evidence, answerDueOn, contact }) {
    drawTitle(sheet, ['评估结果公示异议受理告知书'], head.documentNumber)
    drawAddressee(sheet, `异议登记号${registerNumber}的异议人`)
    drawBody(
      sheet,
      `你对《评估结果公示》（${noticeNumber}）中${institution}评估结果提出的异议，我单位于${chineseTime(receivedAt)}收到，予以受理。`,
    )
    drawBody(sheet, facts, '异议事实和理由：')
    drawBody(sheet, evidence.length === 0 ? '未附证明材料。' : `${evidence.join('；')}。`, '证明材料：')
    drawBody(sheet, `我单位安排评估小组以外的两名工作人员核查，在${chineseDate(answerDueOn)}前书面答复。核查期间该机构暂不签约。`, '办理：')
    drawBody(
      sheet,
      '你的姓名、联系方式只由核查人员掌握，不写入任何文书，不告知被异议机构、评估小组成员和其他异议人；被异议机构只获知需要其说明的事实。联系我单位时只需说明登记号。',
      '保密：',
    )
    drawBody(sheet, `${contact.office} ${contact.person}，电话${contact.phone}。`, '联系方式：')
    drawClosing(sheet, head)
  },
})
