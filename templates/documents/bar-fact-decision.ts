import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawContact, drawSection, drawTitle } from '../layout/official'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  creditCode: printable(18),
  /** 查实之日: the year is counted from it. */
  foundOn: PlainDate,
  facts: printable(1500),
  /** The papers on which the finding rests, when it has a number of its own. */
  evidence: printable(200).optional(),
  /** Last day on which no application is accepted; absent when the policy does not bar. */
  barredUntil: PlainDate.optional(),
  earliestReapplyOn: PlainDate.optional(),
  contact: Contact,
})

/** 查实认定书, 第十条（三）: what was found to be false, until when no application is accepted, and the remedies. */
export const barFactDecision = defineDocument({
  title: '申请资料弄虚作假查实认定书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, creditCode, foundOn, facts, evidence, barredUntil, earliestReapplyOn, contact }) {
    drawTitle(sheet, ['申请资料弄虚作假查实认定书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(
      sheet,
      `你单位（统一社会信用代码${creditCode}）申请基本医疗保险协议管理，有以不正当手段申请的情形，已于${chineseDate(foundOn)}查实，经两名工作人员核对，认定如下。`,
    )
    drawSection(sheet, '一、查明的事实')
    drawBody(sheet, facts)
    if (evidence) drawBody(sheet, evidence, '所依据的文书：')
    drawSection(sheet, '二、依据和后果')
    drawBody(
      sheet,
      barredUntil && earliestReapplyOn
        ? `依照第十条第（三）项，自查实之日起至${chineseDate(barredUntil)}，各级经办机构不受理你单位的协议管理申请；你单位最早可以自${chineseDate(earliestReapplyOn)}起，用真实的资料重新申请。`
        : '你单位可以用真实的资料重新申请。',
    )
    drawSection(sheet, '三、咨询')
    drawContact(sheet, contact)
    drawClosing(sheet, head)
  },
})
