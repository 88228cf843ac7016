import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { chineseDate, chineseNumber } from '../layout/chinese-date'
import { TABLE_START } from '../layout/table'
import { ChangedItems, drawChangedItems } from './changed-items'
import {
  ContractAgency,
  ContractInstitution,
  drawClause,
  drawContractClosing,
  drawContractText,
  drawContractTitle,
  drawParties,
} from './contract'

const Data = z.strictObject({
  head: DocumentHead,
  /** Which supplement of the agreement it is, from 1. */
  number: z.int().min(1).max(99),
  agreementNumber: printable(60),
  agency: ContractAgency,
  institution: ContractInstitution,
  /** Why the content changes, as whole sentences. */
  reason: printable(2000).optional(),
  items: ChangedItems,
  /** First day of the changed content, or in words when it begins with the second signature. */
  effective: z.union([z.strictObject({ from: PlainDate }), z.strictObject({ inWords: printable(100) })]),
})

/** 补充协议, 第十四、十五条: the numbered written change of an agreement, what stood and what stands, signed by both parties. */
export const supplementAgreement = defineDocument({
  title: '服务协议补充协议',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, number, agreementNumber, reason, items, effective } = data
    drawContractTitle(sheet, `编号：${head.documentNumber}`, ['基本医疗保险服务协议', `第${chineseNumber(number)}号补充协议`])
    drawParties(sheet, data, [{ label: '所补充的协议', value: agreementNumber, isWide: true }])
    drawContractText(
      sheet,
      `甲乙双方依据${head.legalBasis.join('、')}，就变更服务协议（编号${agreementNumber}，以下称原协议）协商一致，订立第${chineseNumber(number)}号补充协议。`,
    )
    const clauses = [
      ['变更内容', `${reason === undefined ? '' : `${reason}\n`}双方同意对原协议的下列内容作如下变更：`],
      [
        '生效',
        'inWords' in effective ? effective.inWords : `变更后的内容自${chineseDate(effective.from)}起执行，此前仍按变更前的内容执行。`,
      ],
      ['其他条款', '原协议的其他条款不变，继续有效；此前签订的补充协议与本补充协议不一致的，以本补充协议为准。'],
      ['效力', '本补充协议是原协议的组成部分，与原协议具有同等效力，编号后与原协议一并保存。双方各执一份，自后签署一方签署时成立。'],
    ] as const
    clauses.forEach(([title, text], index) => {
      drawClause(sheet, index + 1, title, text, index === 0 ? TABLE_START : 0)
      if (index === 0) drawChangedItems(sheet, items)
    })
    drawContractClosing(sheet, data)
  },
})
