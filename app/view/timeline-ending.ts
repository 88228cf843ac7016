import * as z from 'zod'
import { formatDate } from '#app/view/format'
import { EndingProposalPayload } from '#workflows/commands/payloads'
import { endingGrounds } from '#workflows/domain/ending-grounds'
import type { Audience } from './timeline'

type Details = (payload: unknown, audience: Audience) => string[]

const Said = z.record(z.string(), z.unknown())
const textOf = (payload: unknown, key: string): string => {
  const value = Said.safeParse(payload).data?.[key]
  return typeof value === 'string' ? value.trim() : ''
}
const said =
  (label: string, key: string): Details =>
  (payload) => {
    const value = textOf(payload, key)
    return value === '' ? [] : [`${label}：${value}`]
  }
const dated =
  (label: string, key: string): Details =>
  (payload) => {
    const value = textOf(payload, key)
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [`${label}：${formatDate(value)}`] : []
  }
const all =
  (...parts: readonly Details[]): Details =>
  (payload, audience) =>
    parts.flatMap((part) => part(payload, audience))
// Opinions and drafts of the agency become the party's only with the decision.
const internal =
  (details: Details): Details =>
  (payload, audience) =>
    audience === 'agency' || audience === 'reader' ? details(payload, audience) : []

const proposed: Details = (payload) => {
  const proposal = EndingProposalPayload.safeParse(payload).data
  if (proposal === undefined) return []
  const { title, article } = endingGrounds[proposal.ground]
  return [`情形：${title}（${article}）`, ...proposal.facts.map((fact, index) => `事实${index + 1}：${fact}`), `依据：${proposal.basis}`]
}
const terms = all(dated('生效日期', 'endsOn'), said('费用结算', 'settlement'), said('在院病人', 'patients'))
const heard: Details = (payload) => (textOf(payload, 'wantsHearing') === 'yes' ? ['要求听证'] : [])
const contested: Details = (payload) => {
  const kind = textOf(payload, 'kind') === 'suit' ? '行政诉讼' : '行政复议'
  return [`${kind}，${formatDate(textOf(payload, 'filedOn'))}提出`, ...said('说明', 'note')(payload, 'reader')]
}

/** What the record of an ending says of each step. */
export const endingDetails: Readonly<Record<string, Details>> = {
  proposeEnding: proposed,
  openEndingForChange: proposed,
  requestRescission: all(said('理由', 'reason'), dated('希望的解除日期', 'plannedEndsOn')),
  giveStatement: all(said('陈述申辩', 'statement'), heard),
  draftEndingDecision: internal(all(terms, said('对陈述申辩的意见', 'onStatement'))),
  returnEndingDecision: internal(said('退回理由', 'reason')),
  decideEnding: internal(said('意见', 'opinion')),
  dropEnding: said('理由', 'reason'),
  offerRescission: all(terms, said('说明', 'remark')),
  commentRescission: said('意见', 'comment'),
  contestEnding: contested,
  endContest: said('结果', 'outcome'),
  stayEnding: all(said('停止执行的决定（裁定）', 'order'), said('情况', 'reason')),
  setAsideEnding: all(said('撤销决定', 'number'), said('机关', 'authority'), dated('日期', 'decidedOn')),
}

/** Drafts of a decision that the institution does not read before it is made. */
export const endingHiddenFromInstitution = ['draftEndingDecision', 'returnEndingDecision'] as const
