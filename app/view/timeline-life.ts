import * as z from 'zod'
import { formatDate } from '#app/view/format'
import { RenewalOfferPayload, RenewalRefusalPayload } from '#workflows/commands/payloads'
import { servicesText } from '#workflows/domain/institution-kinds'

type Details = (payload: unknown) => string[]

const Said = z.record(z.string(), z.unknown())
const said =
  (label: string, key: string): Details =>
  (payload) => {
    const value = Said.safeParse(payload).data?.[key]
    return typeof value === 'string' && value.trim() !== '' ? [`${label}：${value.trim()}`] : []
  }
const services: Details = (payload) => {
  const offer = RenewalOfferPayload.safeParse(payload).data
  return offer === undefined ? [] : [`服务类别：${servicesText(offer.services)}`]
}

const Licence = z.object({ expiresOn: z.string().nullable(), hasNoEnd: z.boolean().default(false) })
const Grade = z.object({ year: z.number(), grade: z.string(), isFinal: z.string(), source: z.string() })
const Granted = z.object({ term: z.object({ documentNumber: z.string(), startsOn: z.string(), expiresOn: z.string() }) })

/** What the record of a renewal and of an agreement in force says of each step, to everybody who may read the case. */
export const lifeDetails: Readonly<Record<string, Details>> = {
  applyForRenewal: (payload) => [...services(payload), ...said('履行情况', 'selfReport')(payload)],
  grantRenewalTerm(payload) {
    const granted = Granted.safeParse(payload).data?.term
    return granted === undefined
      ? []
      : [`续签协议${granted.documentNumber}，有效期${formatDate(granted.startsOn)}至${formatDate(granted.expiresOn)}`]
  },
  holdForAssessment: said('等待', 'note'),
  offerRenewal: (payload) => [...services(payload), ...said('说明', 'remark')(payload)],
  commentRenewal: said('意见', 'comment'),
  proposeRenewalRefusal: (payload) => {
    const proposal = RenewalRefusalPayload.safeParse(payload).data
    return proposal === undefined ? [] : [`认定的事实：${proposal.facts}`]
  },
  refuseRenewal: said('意见', 'opinion'),
  withdrawRenewal: said('理由', 'reason'),
  passConnectionTest: said('情况', 'note'),
  failConnectionTest: said('情况', 'note'),
  recordLicence(payload) {
    const licence = Licence.safeParse(payload).data
    if (licence === undefined) return []
    return [licence.expiresOn === null ? '许可证没有截止日期' : `许可证有效期至${formatDate(licence.expiresOn)}`]
  },
  noteLicenceProof: said('受理情况', 'note'),
  holdSettlement: said('事实和依据', 'reason'),
  releaseSettlement: said('理由', 'reason'),
  requestSuspension: said('理由', 'reason'),
  declineSuspension: said('理由', 'reason'),
  resumeAgreement: said('情况', 'note'),
  recordGrade(payload) {
    const grade = Grade.safeParse(payload).data
    return grade === undefined
      ? []
      : [`${grade.year}年度：${grade.grade}（${grade.isFinal === 'yes' ? '已经生效' : '尚未生效'}）`, `文件：${grade.source}`]
  },
  transferPatients: said('安排', 'note'),
}

/** What is only proposed is the agency's own business. */
export const lifeHiddenFromInstitution: readonly string[] = ['proposeRenewalRefusal', 'returnRenewalRefusal']
