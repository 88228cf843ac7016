import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  round: printable(40),
  visit: z.strictObject({ day: PlainDate, timeInWords: printable(40) }),
  standard: z.strictObject({ title: printable(100), version: printable(60) }),
  /** The panel by role, so that a conflict can be named before the visit. */
  members: z.array(z.strictObject({ role: printable(40), name: printable(40), employer: printable(60) })).min(1),
  /** What the institution has ready on the day. */
  preparations: z.array(printable(200)).min(1),
  /** Last day on which the institution may ask that a member stands aside. */
  objectToMembersUntil: PlainDate,
  contact: Contact,
})

/** 现场评估通知书, 第九条(三): the day of the visit, the panel by role, the table, what to have ready. */
export const evaluationVisitNotice = defineDocument({
  title: '现场评估通知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, round, visit, standard, members, preparations, objectToMembersUntil, contact }) {
    drawTitle(sheet, ['基本医疗保险协议管理现场评估通知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `你单位的协议管理申请列入${round}集中评估。评估小组定于${chineseDate(visit.day)}${visit.timeInWords}到${institution.address}现场考查，适用《${standard.title}》（${standard.version}）。评估小组成员如下：`,
    )
    sheet.y += 4
    drawTable(sheet, {
      shares: [40, 30, 60],
      pitch: CELL_PITCH,
      head: [headRow(['身份', '姓名', '所在单位'])],
      rows: members.map((member) => ({ cells: [cell(member.role, 'center'), cell(member.name, 'center'), cell(member.employer)] })),
    })
    sheet.y += 8
    drawBody(sheet, `${preparations.map((text, index) => `${index + 1}.${text}`).join('；')}。`, '请做好下列准备：')
    drawBody(sheet, `认为成员与你单位有利害关系的，请在${chineseDate(objectToMembersUntil)}前申请其回避并说明理由。`, '回避：')
    drawBody(sheet, `${contact.office} ${contact.person}，电话${contact.phone}。`, '联系方式：')
    drawClosing(sheet, head)
  },
})
