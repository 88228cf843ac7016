import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawContact, drawTitle } from '../layout/official'
import { Duties, drawDuties } from './duties'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  /** First and last day of the term that has ended. */
  term: z.strictObject({ from: PlainDate, to: PlainDate }),
  /** The city's list on which the institution stands; absent when the agreement was never listed. */
  listing: z.strictObject({ listNumber: printable(60), listedOn: PlainDate }).optional(),
  /** Why no new term follows, e.g. that no renewal was asked for in the window. */
  reason: printable(500),
  /** First day on which a new application is possible; absent when no bar runs. */
  earliestReapplyOn: PlainDate.optional(),
  duties: Duties,
  contact: Contact,
})

/** 到期终止告知书, 第十三条、第十九条(一): the agreement has ended by itself; duties that remain; when to apply again. */
export const expiryNotice = defineDocument({
  title: '服务协议到期终止告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, term, listing, reason, earliestReapplyOn, duties, contact }) {
    drawTitle(sheet, ['基本医疗保险服务协议到期终止告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `你单位与我单位签订的服务协议（编号${agreementNumber}），有效期自${chineseDate(term.from)}起，至${chineseDate(term.to)}24时届满。${reason}该协议自届满时起终止，届满后发生的费用不再纳入基金结算。`,
    )
    if (duties.length > 0) {
      drawBody(sheet, '协议终止后，仍需办结下列事项：')
      drawDuties(sheet, duties)
    }
    if (listing) {
      drawBody(
        sheet,
        `你单位列入${chineseDate(listing.listedOn)}公布的协议管理医药机构名单（${listing.listNumber}），退出由市社会保险经办机构统一公布；公布的早晚不影响协议已经终止。`,
        '名单：',
      )
    }
    drawBody(
      sheet,
      earliestReapplyOn
        ? `依照第十条第（二）项，你单位最早可以自${chineseDate(earliestReapplyOn)}起重新提出协议管理申请。`
        : '你单位可以随时重新提出协议管理申请。',
      '重新申请：',
    )
    drawContact(sheet, contact, '联系方式：')
    drawClosing(sheet, head)
  },
})
