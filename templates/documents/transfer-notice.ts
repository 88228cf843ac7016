import { z } from 'zod'
import { Instant } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party, printable } from '../document-head'
import { chineseDate, chineseTime } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  applicant: Party,
  /** What was applied for, e.g. 协议管理医疗机构申请（普通门诊）. */
  subject: printable(200),
  /** When the first agency received it; the transfer changes nothing about it. */
  receivedAt: Instant,
  /** The agency that sends the file, which issues this document, and the competent one that gets it. */
  fromAgency: printable(60),
  toAgency: z.strictObject({ name: printable(60), phone: printable(40), address: printable(200) }),
  /** Why the other agency is competent, as whole sentences. */
  reason: printable(1000),
})

/** 移送单, 第四条: the application goes to the competent agency, its time of receipt is kept, the applicant need do nothing. */
export const transferNotice = defineDocument({
  title: '申请移送单',
  schema: Data,
  subjectOf: (data) => data.applicant.name,
  draw(sheet, { head, applicant, subject, receivedAt, fromAgency, toAgency, reason }) {
    drawTitle(sheet, ['基本医疗保险协议管理申请移送单'], head.documentNumber)
    drawAddressee(sheet, applicant.name)
    drawBody(
      sheet,
      `你单位提交的${subject}，${fromAgency}已经收到。按照管辖分工，该申请应当由${toAgency.name}办理，现于${chineseDate(head.issuedOn)}连同全部材料移送。`,
    )
    drawBody(sheet, reason, '移送理由：')
    drawBody(sheet, `申请的收到时间不因移送而改变，仍为${chineseTime(receivedAt)}。`, '收到时间：')
    drawBody(sheet, '无需办理任何手续。不必重新申请，也不必再次提交材料；后续文书由接收机构在平台送达。', '你单位需要做的：')
    drawBody(sheet, `${toAgency.name}，电话${toAgency.phone}，地址${toAgency.address}。`, '接收机构：')
    drawClosing(sheet, head)
  },
})
