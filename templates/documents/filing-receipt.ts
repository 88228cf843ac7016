import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { drawFields } from '../layout/cells'
import { chineseDate, chineseTerm } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawSection, drawTitle } from '../layout/official'

const Data = z
  .strictObject({
    head: DocumentHead,
    /** The administrative department of the same level, in whose name the receipt is issued. */
    authority: printable(60),
    /** The agency that filed. */
    agency: printable(60),
    agreement: z.strictObject({
      number: printable(60),
      institution: printable(100),
      services: z.array(printable(40)).min(1),
      from: PlainDate,
      /** Last day, included; null for a long-term agreement (第十三条). */
      to: PlainDate.nullable(),
    }),
    filedOn: PlainDate,
    receivedOn: PlainDate,
    /** Remarks of the department; none means that it took note without any. */
    remarks: z.array(printable(1000)),
  })
  .refine((data) => data.head.issuer === data.authority, { path: ['head', 'issuer'], message: '备案回执由备案机关出具' })

/** 备案回执, 第十一条: the department has the agreement on file, with or without remarks; neither touches its validity. */
export const filingReceipt = defineDocument({
  title: '服务协议备案回执',
  schema: Data,
  subjectOf: (data) => data.agreement.number,
  draw(sheet, { head, agency, agreement, filedOn, receivedOn, remarks }) {
    drawTitle(sheet, ['基本医疗保险服务协议备案回执'], head.documentNumber)
    drawAddressee(sheet, agency)
    drawBody(sheet, `你单位${chineseDate(filedOn)}报送备案的下列服务协议，我单位于${chineseDate(receivedOn)}收到：`)
    sheet.y += 4
    drawFields(sheet, [
      { label: '协议编号', value: agreement.number, isWide: true },
      { label: '医药机构', value: agreement.institution, isWide: true },
      { label: '服务类别', value: agreement.services.join('、'), isWide: true },
      { label: '协议有效期', value: chineseTerm(agreement), isWide: true },
      { label: '报送日期', value: chineseDate(filedOn) },
      { label: '收到日期', value: chineseDate(receivedOn) },
    ])
    sheet.y += 8
    if (remarks.length === 0) drawBody(sheet, '经核对，对该协议没有意见，予以备案。', '备案意见：')
    else {
      drawSection(sheet, '备案意见')
      drawBody(sheet, `对该协议予以备案，并提出下列${remarks.length}条意见，请研究后书面答复：`)
      remarks.forEach((remark, index) => {
        drawBody(sheet, `${index + 1}.${remark}`)
      })
    }
    drawBody(sheet, '备案是对协议签订情况的登记，备案意见不影响该协议的效力和履行。', '说明：')
    drawClosing(sheet, head)
  },
})
