import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  applicant: Party,
  appliedOn: PlainDate,
  acceptedOn: PlainDate,
  services: z.array(printable(40)).min(1),
  /** The round in which the institution is expected to be evaluated, and the day on which its list is locked. */
  round: z.strictObject({ name: printable(40), lockOn: PlainDate }),
  /** The code with which the applicant follows the case without an account. */
  progressCode: printable(40),
  contact: Contact,
})

/** 受理通知书, 第九条(二): the day of acceptance, the expected round, what follows. */
export const acceptanceNotice = defineDocument({
  title: '受理通知书',
  schema: Data,
  subjectOf: (data) => data.applicant.name,
  draw(sheet, { head, applicant, appliedOn, acceptedOn, services, round, progressCode, contact }) {
    drawTitle(sheet, ['基本医疗保险协议管理申请受理通知书'], head.documentNumber)
    drawAddressee(sheet, applicant.name)
    drawBody(
      sheet,
      `你单位${chineseDate(appliedOn)}提出的协议管理申请（${services.join('、')}），材料齐全、符合要求，我单位决定自${chineseDate(acceptedOn)}起受理。`,
    )
    drawBody(
      sheet,
      `按照每年四月、十月集中评估的安排，你单位预计参加${round.name}评估，该批次名单于${chineseDate(round.lockOn)}锁定。现场考查的时间和评估小组成员另行通知。`,
      '评估安排：',
    )
    drawBody(sheet, '评估结束后，结果向社会公示五个工作日；公示无异议的，双方协商签订服务协议，名单统一公布。', '后续步骤：')
    drawBody(
      sheet,
      `可以在平台凭进度查询码${progressCode}查询办理情况，也可以向${contact.office}（${contact.person}，电话${contact.phone}）咨询。`,
      '进度查询：',
    )
    drawClosing(sheet, head)
  },
})
