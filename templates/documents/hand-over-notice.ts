import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawParagraphs, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  /** The agency that signed, which issues this document, and the one that performs the agreement from then on. */
  fromAgency: printable(60),
  toAgency: z.strictObject({ name: printable(60), phone: printable(40), address: printable(200) }),
  /** First day on which the new agency is competent. */
  handedOverOn: PlainDate,
  /** Why the other agency is competent, as whole sentences. */
  reason: printable(1000),
})

/** 协议移交告知书, 第四、十五条: another agency performs the agreement from a day on; the agreement stands as it is. */
export const handOverNotice = defineDocument({
  title: '服务协议移交告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, fromAgency, toAgency, handedOverOn, reason }) {
    drawTitle(sheet, ['基本医疗保险服务协议移交告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `你单位与${fromAgency}签订的服务协议（编号${agreementNumber}），自${chineseDate(handedOverOn)}起移交${toAgency.name}管理，协议的全部档案一并移交。`,
    )
    drawParagraphs(sheet, reason, '移交的原因：')
    drawBody(sheet, '协议继续有效，编号、有效期和内容不变，不需要重新签订；移交前后发生的费用都照常结算。', '协议的效力：')
    drawBody(
      sheet,
      `变更、续签、结算等事项，自移交之日起向${toAgency.name}办理；此前已经提出的申请由其继续办理，不需要再次提交。`,
      '你单位需要做的：',
    )
    drawBody(sheet, `${toAgency.name}，电话${toAgency.phone}，地址${toAgency.address}。`, '接收机构：')
    drawClosing(sheet, head)
  },
})
