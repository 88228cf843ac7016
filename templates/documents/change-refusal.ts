import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import {
  countedSections,
  drawAddressee,
  drawBody,
  drawClosing,
  drawContact,
  drawLeadIn,
  drawParagraphs,
  drawTitle,
} from '../layout/official'
import { ChangedItems, drawChangedItems } from './changed-items'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  filedOn: PlainDate,
  items: ChangedItems,
  /** What was found, as whole sentences; a line each paragraph. */
  facts: printable(5000),
  reason: printable(3000),
  /** What follows for the agreement (第十五条), as whole sentences; a line each paragraph. */
  consequence: printable(2000),
  /** Until when and how the institution may state its case, when the agreement is to end. */
  statement: z.strictObject({ until: PlainDate, how: printable(300) }).optional(),
  contact: Contact,
})

/** 不同意变更通知书, 第十五条: which change is not agreed to, on which facts and why, what follows, how to be heard. */
export const changeRefusal = defineDocument({
  title: '不同意变更通知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, filedOn, items, facts, reason, consequence, statement, contact }) {
    drawTitle(sheet, ['基本医疗保险服务协议', '不同意变更通知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawLeadIn(
      sheet,
      `你单位${chineseDate(filedOn)}就服务协议（编号${agreementNumber}）提出的变更申请，经审查和协商，未能达成一致，我单位不同意下列变更：`,
    )
    drawChangedItems(sheet, items)
    const drawCounted = countedSections(sheet)
    drawCounted('查明的事实')
    drawParagraphs(sheet, facts)
    drawCounted('不同意的理由')
    drawParagraphs(sheet, reason)
    drawCounted('后果')
    drawParagraphs(sheet, consequence)
    if (statement) {
      drawCounted('陈述申辩')
      drawBody(sheet, `你单位可以在${chineseDate(statement.until)}24时前陈述申辩。${statement.how}`)
    }
    drawCounted('咨询')
    drawContact(sheet, contact)
    drawClosing(sheet, head)
  },
})
