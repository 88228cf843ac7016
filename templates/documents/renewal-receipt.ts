import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawContact, drawTitle } from '../layout/official'

const Data = z
  .strictObject({
    head: DocumentHead,
    institution: Party,
    agreementNumber: printable(60),
    term: z.strictObject({ from: PlainDate, to: PlainDate }),
    filedOn: PlainDate,
    /** The day on which the filing counts: `filedOn`, or the opening day of the window when it came before (预受理). */
    countsFrom: PlainDate,
    /** Absent while the agency's clock does not run yet. */
    decisionDueOn: PlainDate.optional(),
    /** Last day to which the agreement is continued when the agency is late; absent when the policy knows no continuation. */
    continuesAtMostUntil: PlainDate.optional(),
    contact: Contact,
  })
  .refine((data) => data.filedOn <= data.countsFrom, { path: ['countsFrom'], message: '申请的计算日期不能早于提出之日' })

/** 续签申请受理通知书, 第十三条: a filing before the window is 预受理 and counts from the opening day; nothing is to be filed again. */
export const renewalReceipt = defineDocument({
  title: '续签申请受理通知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, term, filedOn, countsFrom, decisionDueOn, continuesAtMostUntil, contact }) {
    const isEarly = filedOn < countsFrom
    drawTitle(sheet, ['基本医疗保险服务协议', `续签申请${isEarly ? '预' : ''}受理通知书`], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `你单位与我单位签订的服务协议（编号${agreementNumber}），有效期自${chineseDate(term.from)}起至${chineseDate(term.to)}24时止。你单位${chineseDate(filedOn)}提出的续签申请，${isEarly ? '予以预受理' : '予以受理'}。`,
    )
    if (isEarly) {
      drawBody(
        sheet,
        `第十三条规定的续签申请期间自${chineseDate(countsFrom)}开始。你单位申请在先，我单位予以保留，并按${chineseDate(countsFrom)}提出计算；你单位不必再次申请。`,
        '预受理：',
      )
    }
    drawBody(sheet, '我单位核对证照是否有效、变更事项是否都已申报，并依据各年度考核结果，与你单位协商续签。', '审查内容：')
    drawBody(
      sheet,
      `我单位${decisionDueOn ? `在${chineseDate(decisionDueOn)}前` : ''}书面答复。同意的，双方签订续签协议；不予续签的，书面告知事实和理由。`,
      '办理：',
    )
    if (continuesAtMostUntil) {
      drawBody(
        sheet,
        `协议期满时我单位尚未作出决定的，协议书面延续至作出决定之日，我单位应当在${chineseDate(continuesAtMostUntil)}前作出决定。你单位不因我单位未及时决定而受影响。`,
        '期满未决定的：',
      )
    }
    drawContact(sheet, contact, '联系方式：')
    drawClosing(sheet, head)
  },
})
