import { z } from 'zod'
import { Instant } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { chineseHour } from '../layout/chinese-date'
import { TABLE_START } from '../layout/table'
import {
  ContractAgency,
  ContractInstitution,
  drawClause,
  drawContractClosing,
  drawContractText,
  drawContractTitle,
  drawParties,
} from './contract'
import { Duties, drawDuties } from './duties'
import { Bar, reapplyInWords } from './ending-parts'

const Data = z.strictObject({
  head: DocumentHead,
  agreementNumber: printable(60),
  agency: ContractAgency,
  institution: ContractInstitution,
  /** Why the parties end the agreement, as whole sentences. */
  reason: printable(21_000),
  /** The moment from which the agreement does not bind any more; midnight is printed as 24:00 of the day before. */
  endsAt: Instant,
  /** Inpatients' transition, settlement, plaque, records. */
  duties: Duties,
  /** Absent when the policy does not bar after an ending without fault. */
  bar: Bar.optional(),
})
type Data = z.output<typeof Data>

/** 协商解除协议书, 第十六条: both parties end the agreement: why, from when, what is to be done, when a new application is possible. */
export const rescissionAgreement = defineDocument({
  title: '协商解除服务协议协议书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, agreementNumber, duties } = data
    drawContractTitle(sheet, `编号：${head.documentNumber}`, ['协商解除基本医疗保险服务协议', '协议书'])
    drawParties(sheet, data, [{ label: '解除的协议', value: agreementNumber, isWide: true }])
    drawContractText(
      sheet,
      `甲乙双方依据${head.legalBasis.join('、')}，经协商一致，解除双方签订的服务协议（编号${agreementNumber}，以下称原协议）。`,
    )
    clausesOf(data).forEach(({ title, text, hasDuties = false }, index) => {
      drawClause(sheet, index + 1, title, text, hasDuties ? TABLE_START : 0)
      if (hasDuties) drawDuties(sheet, duties)
    })
    drawContractClosing(sheet, data)
  },
})

type RescissionClause = { readonly title: string; readonly text: string; readonly hasDuties?: true }

function clausesOf({ reason, endsAt, duties, bar }: Data): RescissionClause[] {
  return [
    { title: '解除的原因', text: reason },
    {
      title: '解除的时间',
      text: `原协议自${chineseHour(endsAt)}起解除，此前双方继续履行；此后发生的费用不再纳入基金结算，双方另有约定的除外。`,
    },
    ...(duties.length === 0 ? [] : [{ title: '后续事项', text: '双方按下表办结后续事项：', hasDuties: true } as const]),
    { title: '再次申请', text: reapplyInWords(bar, '乙方') },
    { title: '责任', text: '解除不免除任何一方对原协议履行期间的行为承担的责任，乙方保存病历、处方、票据和数据，配合此后的核查。' },
    { title: '成立', text: '本协议书以电子文本订立，双方各执一份，自后签署一方签署时成立。' },
  ]
}
