import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  /** Number of the objection in the register; the objector's name stands in no document. */
  registerNumber: printable(40),
  institution: printable(100),
  receivedOn: PlainDate,
  /** What the two handlers did and what they found. */
  inquiry: printable(1500),
  finding: printable(3000),
  isUpheld: z.boolean(),
  /** What follows for the result of the institution. */
  consequence: printable(500),
  contact: Contact,
})

/** 异议答复书, 第九条(四): inquiry, finding, whether the objection is upheld and what follows. */
export const objectionAnswer = defineDocument({
  title: '异议答复书',
  schema: Data,
  subjectOf: (data) => data.institution,
  draw(sheet, { head, registerNumber, institution, receivedOn, inquiry, finding, isUpheld, consequence, contact }) {
    drawTitle(sheet, ['评估结果公示异议答复书'], head.documentNumber)
    drawAddressee(sheet, `异议登记号${registerNumber}的异议人`)
    drawBody(sheet, `你${chineseDate(receivedOn)}对${institution}评估结果提出的异议，已经核查完毕，现答复如下。`)
    drawBody(sheet, inquiry, '核查经过：')
    drawBody(sheet, finding, '查明的事实：')
    drawBody(sheet, `${isUpheld ? '异议成立。' : '异议不成立。'}${consequence}`, '结论：')
    drawBody(sheet, '被异议机构只获知核查结论及其处理，不获知异议人的姓名、联系方式和本答复书。', '保密：')
    drawBody(sheet, `对本答复有疑问的，可以联系${contact.office}（${contact.person}，电话${contact.phone}）。`, '联系方式：')
    drawClosing(sheet, head)
  },
})
