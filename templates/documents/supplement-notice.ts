import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'
import { drawGaps, gapFields } from './gaps'

const Data = z.strictObject({ head: DocumentHead, applicant: Party, receivedOn: PlainDate, ...gapFields })

/** 一次性补正告知书, 第九条(二): names every gap at once; it is the first and the only one of an application. */
export const supplementNotice = defineDocument({
  title: '一次性补正告知书',
  schema: Data,
  subjectOf: (data) => data.applicant.name,
  draw(sheet, data) {
    const { head, applicant, receivedOn, gaps } = data
    drawTitle(sheet, ['基本医疗保险协议管理申请材料', '一次性补正告知书'], head.documentNumber)
    drawAddressee(sheet, applicant.name)
    drawBody(
      sheet,
      `你单位${chineseDate(receivedOn)}提交的协议管理申请材料已收悉。经核对，下表所列${gaps.length}项材料不齐全或者不符合要求，现一次性告知，请按要求补正：`,
    )
    drawGaps(sheet, data)
    drawClosing(sheet, head)
  },
})
