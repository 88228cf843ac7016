import * as z from 'zod'
import { formatDate } from '#app/view/format'
import { ChangeFilingPayload, ChangeRefusalPayload, SupplementPayload } from '#workflows/commands/payloads'
import { changedLicenceTitles, changeItems } from '#workflows/domain/change-items'

type Details = (payload: unknown) => string[]

const Said = z.record(z.string(), z.unknown())
const said =
  (label: string, key: string): Details =>
  (payload) => {
    const value = Said.safeParse(payload).data?.[key]
    return typeof value === 'string' && value.trim() !== '' ? [`${label}：${value.trim()}`] : []
  }

const filed: Details = (payload) => {
  const parsed = ChangeFilingPayload.safeParse(payload).data
  if (parsed === undefined) return []
  return [
    ...parsed.items.map(({ item, before, after }) => `${changeItems[item].title}：${before === '' ? after : `${before} → ${after}`}`),
    ...parsed.licences.map(({ licence, changedOn }) => `${changedLicenceTitles[licence]}于${formatDate(changedOn)}变更`),
    ...said('逾期的原因', 'lateReason')(payload),
  ]
}

const Visit = z.object({ visitedOn: z.string(), finding: z.string() })
const Offer = z.object({ effectiveOn: z.string() })

/** What the record of a change says of each step, to everybody who may read the case. */
export const changeDetails: Readonly<Record<string, Details>> = {
  noteLicenceChange: said('怎样得知', 'note'),
  fileChange: filed,
  fileNotedChange: filed,
  dismissChangeNote: said('理由', 'reason'),
  admitLateChange: said('理由', 'reason'),
  endForLateness: said('事实', 'facts'),
  issueChangeSupplementNotice: (payload) =>
    SupplementPayload.safeParse(payload).data?.items.map(
      ({ title, problem, remedy }, index) => `${index + 1}. ${title}：${problem}\n补正方法：${remedy}`,
    ) ?? [],
  answerChangeSupplement: said('说明', 'explanation'),
  returnSmallChange: said('理由', 'reason'),
  recordTargetedEvaluation(payload) {
    const visit = Visit.safeParse(payload).data
    return visit === undefined ? [] : [`现场核查日期：${formatDate(visit.visitedOn)}`, `现场情况：${visit.finding}`]
  },
  returnTargetedEvaluation: said('理由', 'reason'),
  offerSupplement(payload) {
    const offer = Offer.safeParse(payload).data
    return [...(offer === undefined ? [] : [`生效日期：${formatDate(offer.effectiveOn)}`]), ...said('说明', 'remark')(payload)]
  },
  commentSupplement: said('意见', 'comment'),
  proposeChangeRefusal(payload) {
    const proposal = ChangeRefusalPayload.safeParse(payload).data
    return proposal === undefined ? [] : [`事实和理由：${proposal.facts}`, `协商的经过：${proposal.talks}`]
  },
  returnChangeRefusal: said('理由', 'reason'),
  refuseChange: said('意见', 'opinion'),
  withdrawChange: said('理由', 'reason'),
}
