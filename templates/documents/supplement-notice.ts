import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'
import { CELL, CELL_HEAD, CELL_PITCH, HEAD_GROUND } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z.strictObject({
  head: DocumentHead,
  applicant: Party,
  receivedOn: PlainDate,
  /** Every gap that the material shows: what, against which standard, and how it is put right. */
  gaps: z.array(z.strictObject({ item: printable(100), standard: printable(500), howToFix: printable(500) })).min(1),
  /** The window runs from service: reading on the platform, or `deemedOn` when unread; then `dueOn` is its last day. */
  window: z.strictObject({ workingDays: z.int().positive(), deemedOn: PlainDate, dueOn: PlainDate }),
  contact: Contact,
  /** What happens when the window passes without an answer. */
  ifUnanswered: printable(300),
})

/** 一次性补正告知书, 第九条(二): names every gap at once; it is the first and the only one of an application. */
export const supplementNotice = defineDocument({
  title: '一次性补正告知书',
  schema: Data,
  subjectOf: (data) => data.applicant.name,
  draw(sheet, { head, applicant, receivedOn, gaps, window, contact, ifUnanswered }) {
    drawTitle(sheet, ['基本医疗保险协议管理申请材料', '一次性补正告知书'], head.documentNumber)
    drawAddressee(sheet, applicant.name)
    drawBody(
      sheet,
      `你单位${chineseDate(receivedOn)}提交的协议管理申请材料已收悉。经核对，下表所列${gaps.length}项材料不齐全或者不符合要求，现一次性告知，请按要求补正：`,
    )
    sheet.y += 4
    const cell = (text: string) => ({ spans: [{ text, style: CELL }] })
    const headCell = (text: string) => ({ spans: [{ text, style: CELL_HEAD }], align: 'center' as const })
    drawTable(sheet, {
      shares: [10, 25, 37, 37],
      pitch: CELL_PITCH,
      head: [{ cells: ['序号', '材料或事项', '不齐全、不符合之处及标准', '补正要求'].map(headCell), ground: HEAD_GROUND }],
      rows: gaps.map((gap, index) => ({
        cells: [{ ...cell(String(index + 1)), align: 'center' as const }, cell(gap.item), cell(gap.standard), cell(gap.howToFix)],
      })),
    })
    sheet.y += 8
    drawBody(
      sheet,
      `在平台查看本告知书之日为送达之日，一直未查看的，${chineseDate(window.deemedOn)}视为送达；补正期限自送达次日起${window.workingDays}个工作日，最迟至${chineseDate(window.dueOn)}24时届满（查看在先的相应提前，届满日见平台）。`,
      '补正期限：',
    )
    drawBody(sheet, `在平台提交补正材料，或者送至${contact.address}。`, '补正方式：')
    drawBody(sheet, ifUnanswered, '逾期后果：')
    drawBody(
      sheet,
      '本告知书是对本次申请的首次也是唯一一次补正告知，已列明申请材料存在的全部问题；此前材料中能够发现而本告知书未列明的，不再要求补正。',
      '一次性告知：',
    )
    drawBody(sheet, `${contact.office} ${contact.person}，电话${contact.phone}。`, '联系方式：')
    drawClosing(sheet, head)
  },
})
