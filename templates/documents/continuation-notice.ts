import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawContact, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  term: z.strictObject({ from: PlainDate, to: PlainDate }),
  /** The day of the timely filing that is not decided yet. */
  filedOn: PlainDate,
  continuesAtMostUntil: PlainDate,
  contact: Contact,
})

/** 服务协议延续告知书, 第十三条: the renewal was asked for in time, the agency is late; the agreement is held, nothing is to be done. */
export const continuationNotice = defineDocument({
  title: '服务协议延续告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, term, filedOn, continuesAtMostUntil, contact }) {
    drawTitle(sheet, ['基本医疗保险服务协议延续告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `你单位与我单位签订的服务协议（编号${agreementNumber}），有效期自${chineseDate(term.from)}起至${chineseDate(term.to)}24时届满。你单位${chineseDate(filedOn)}按期提出了续签申请，我单位至今未作出决定，责任不在你单位。`,
    )
    drawBody(
      sheet,
      `该协议自届满时起继续有效，中间没有间断，直至我单位作出决定并送达。我单位应当在${chineseDate(continuesAtMostUntil)}前作出决定；届时仍未作出的，由负责人督办，协议不因此终止。`,
      '延续：',
    )
    drawBody(sheet, '延续期间双方按原协议履行，发生的费用照常结算，参保人员照常就医购药。', '延续期间：')
    drawBody(sheet, '不需要办理任何手续，也不需要再次申请。', '你单位需要做的：')
    drawContact(sheet, contact, '联系方式：')
    drawClosing(sheet, head)
  },
})
