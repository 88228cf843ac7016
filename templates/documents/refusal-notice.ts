import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { RefusalGround, refusalGrounds } from '#workflows/domain/refusal-grounds'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate, chineseNumber } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawContact, drawSection, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  applicant: Party,
  appliedOn: PlainDate,
  grounds: z
    .array(
      z.strictObject({
        ground: RefusalGround,
        /** The facts found that meet the ground. */
        facts: printable(1500),
        evidence: printable(500).optional(),
      }),
    )
    .min(1),
  /** First day on which a new application is possible; absent when no bar runs (item one: as soon as the standard is met). */
  earliestReapplyOn: PlainDate.optional(),
  contact: Contact,
})

/** 不予受理通知书, 第十条: ground with its item, facts, the first day of a new application, remedy. */
export const refusalNotice = defineDocument({
  title: '不予受理通知书',
  schema: Data,
  subjectOf: (data) => data.applicant.name,
  draw(sheet, { head, applicant, appliedOn, grounds, earliestReapplyOn, contact }) {
    drawTitle(sheet, ['基本医疗保险协议管理申请不予受理通知书'], head.documentNumber)
    drawAddressee(sheet, applicant.name)
    drawBody(sheet, `你单位${chineseDate(appliedOn)}提出的协议管理申请，经审查有下列情形，决定不予受理。`)
    drawSection(sheet, '一、不予受理的理由和事实')
    for (const { ground, facts, evidence } of grounds) {
      const { item, title } = refusalGrounds[ground]
      drawBody(sheet, `${title}。`, `第十条第（${chineseNumber(item)}）项：`)
      drawBody(sheet, `经查，${facts}`)
      if (evidence) drawBody(sheet, `上述事实有下列材料证明：${evidence}`)
    }
    drawSection(sheet, '二、再次申请')
    for (const { ground } of grounds) drawBody(sheet, refusalGrounds[ground].remedy)
    if (earliestReapplyOn) drawBody(sheet, `综合上述情形，你单位最早可以自${chineseDate(earliestReapplyOn)}起再次提出申请。`)
    drawSection(sheet, '三、咨询')
    drawContact(sheet, contact)
    drawClosing(sheet, head)
  },
})
