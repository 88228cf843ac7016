import { z } from 'zod'
import { defineDocument } from '../document-definition'
import {
  agreementFields,
  drawChapters,
  drawContractClosing,
  drawContractText,
  drawContractTitle,
  drawParties,
  termFields,
} from './contract'

const Data = z.strictObject(agreementFields)

/** 服务协议, 第九条(五)、第十二条: parties, term, services, account, clauses, and the two signature fields, empty until signed. */
export const serviceAgreement = defineDocument({
  title: '基本医疗保险服务协议',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, insuranceType } = data
    drawContractTitle(sheet, `协议编号：${head.documentNumber}`, [`东营市${insuranceType}服务协议`])
    drawParties(sheet, data, termFields(data))
    drawContractText(sheet, `甲乙双方依据${head.legalBasis.join('、')}，就${insuranceType}医药服务协商一致，订立本协议。`)
    drawChapters(sheet, data.chapters)
    drawContractClosing(sheet, data)
  },
})
