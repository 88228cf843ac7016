import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { countedSections, drawAddressee, drawBody, drawClosing, drawContact, drawNumbered, drawTitle } from '../layout/official'
import { EndingKind, endingGround, endingWords, Facts, groundInWords } from './ending-parts'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  kind: EndingKind,
  ...endingGround,
  facts: Facts,
  evidence: z.array(printable(500)),
  /** The day on which the agreement is planned to end. */
  plannedOn: PlainDate,
  /** Last day of the statement window, and the ways to make a statement as whole sentences. */
  statement: z.strictObject({ until: PlainDate, how: printable(500) }),
  contact: Contact,
})

/** 解除（终止）服务协议事先告知书, 第十五至十九条: ground, facts and evidence before a decision, and the right to be heard. */
export const endingPriorNotice = defineDocument({
  title: '解除（终止）服务协议事先告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, kind, ground, article, facts, evidence, plannedOn, statement, contact }) {
    const act = endingWords[kind]
    drawTitle(sheet, [`${act}基本医疗保险服务协议`, '事先告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `我单位拟依照${article}，${act}与你单位签订的服务协议（编号${agreementNumber}）。作出决定前，现将事实、理由、依据和你单位的权利告知如下。`,
    )
    const drawCounted = countedSections(sheet)
    drawCounted(`拟${act}的理由和依据`)
    drawBody(sheet, groundInWords({ ground, article }))
    drawCounted('事实')
    drawNumbered(sheet, facts)
    if (evidence.length > 0) {
      drawCounted('证据')
      drawNumbered(sheet, evidence)
    }
    drawCounted(`拟${act}的日期`)
    drawBody(sheet, `拟自${chineseDate(plannedOn)}24时起${act}。正式决定作出前，协议继续履行。`)
    drawCounted('陈述申辩')
    drawBody(
      sheet,
      `你单位可以在${chineseDate(statement.until)}24时前陈述申辩、提交证据。${statement.how}我单位对提出的事实、理由和证据进行核查，成立的予以采纳，不因陈述申辩作出对你单位更不利的处理。逾期未提出的，依法作出决定。`,
    )
    drawCounted('咨询')
    drawContact(sheet, contact)
    drawClosing(sheet, head)
  },
})
