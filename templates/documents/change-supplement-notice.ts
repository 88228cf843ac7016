import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawClosing, drawLeadIn, drawTitle } from '../layout/official'
import { drawGaps, gapFields } from './gaps'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  filedOn: PlainDate,
  ...gapFields,
})

/** 变更申请一次性补正告知书, 第十五条: names every gap of a change's material at once; the day of filing stays. */
export const changeSupplementNotice = defineDocument({
  title: '变更申请一次性补正告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, institution, agreementNumber, filedOn, gaps } = data
    drawTitle(sheet, ['基本医疗保险服务协议变更申请', '一次性补正告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawLeadIn(
      sheet,
      `你单位${chineseDate(filedOn)}就服务协议（编号${agreementNumber}）提出的变更申请已收悉，申请的提出日期不因补正改变。经核对，下表所列${gaps.length}项材料不齐全或者不符合要求，现一次性告知，请按要求补正：`,
    )
    drawGaps(sheet, data)
    drawClosing(sheet, head)
  },
})
