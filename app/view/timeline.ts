import type { TimelineLine } from '#app/view/case-view'
import { formatDate, formatTerm, shortDigest } from '#app/view/format'
import { eventTitle, roleTitles } from '#app/view/labels'
import { listCounts } from '#app/view/list-words'
import { ruleChangeDetails } from '#app/view/rule-change'
import { changeDetails } from '#app/view/timeline-change'
import { endingDetails, endingHiddenFromInstitution } from '#app/view/timeline-ending'
import { lifeDetails, lifeHiddenFromInstitution } from '#app/view/timeline-life'
import type { Role } from '#workflows/access/authorise'
import {
  CounterPayload,
  NoticeCorrectionPayload,
  NoticeExtensionPayload,
  ObjectionDecisionPayload,
  OfferTermsPayload,
  RefusalPayload,
  SupplementAnswerPayload,
  SupplementPayload,
  TransferPayload,
} from '#workflows/commands/payloads'
import { signingNames } from '#workflows/commands/signing-names'
import { FailedVisit, failedVisitCauses, ScheduledVisit, VisitRecord } from '#workflows/commands/visit'
import { findAgency } from '#workflows/domain/agencies'
import { servicesText } from '#workflows/domain/institution-kinds'
import { refusalGrounds } from '#workflows/domain/refusal-grounds'

/** How a reader stands to a case: it decides what of the record may be read. */
export type Audience = 'institution' | 'agency' | 'panel' | 'reader'

/** An event of the log as the record needs it. */
export type LoggedEvent = {
  command: string
  revision: number
  payload: unknown
  actor_name: string
  actor_role: string
  article: string
  to_stage: string
  occurred_at: string
}

const losses = new Set(['refused', 'withdrawn', 'notPassed', 'lapsed'])

// Internal steps of the panel; the institution learns the outcome, not who declared what.
const hiddenFromInstitution = new Set([
  'declareConflict',
  'recordJointMinute',
  'proposeRefusal',
  'returnRefusal',
  'reportFraud',
  'dismissFraud',
  'proposeChangeRefusal',
  'returnChangeRefusal',
  ...lifeHiddenFromInstitution,
  ...endingHiddenFromInstitution,
])

const text = (payload: unknown, key: string): string => {
  const value = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)[key] : undefined
  return typeof value === 'string' ? value.trim() : ''
}
const labelled = (label: string, value: string): string[] => (value === '' ? [] : [`${label}：${value}`])

type Details = (payload: unknown, audience: Audience) => string[]

const supplementDetails: Details = (payload) => {
  const parsed = SupplementPayload.safeParse(payload)
  return parsed.success
    ? parsed.data.items.map(({ title, problem, remedy }, index) => `${index + 1}. ${title}：${problem}\n补正方法：${remedy}`)
    : []
}
const visitDetails: Details = (payload, audience) => {
  const parsed = VisitRecord.safeParse(payload)
  if (!parsed.success) return []
  const { visitedOn, arrivedAt, leftAt, present, findings, statement, confirmation, refusalReason } = parsed.data
  return [
    `考查时间：${formatDate(visitedOn)} ${arrivedAt}至${leftAt}，到场成员 ${present.length} 名`,
    ...(isStaff(audience) ? [`考查情况：${findings}`] : []),
    ...labelled('被考查单位的陈述', statement),
    confirmation === 'signed' ? '被考查单位已签字确认' : `被考查单位拒绝签字：${refusalReason}`,
  ]
}
const noteDetails: Details = (payload) => labelled('办理情况', text(payload, 'note'))
const isStaff = (audience: Audience): boolean => audience === 'agency' || audience === 'reader'
const countOf = (payload: unknown, key: string): number => {
  const value = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)[key] : undefined
  return Array.isArray(value) ? value.length : 0
}
const internal =
  (label: string, key: string): Details =>
  (payload, audience) =>
    isStaff(audience) ? labelled(label, text(payload, key)) : []

/** Who stood at the window, when an officer entered it for the institution. */
function counterDetails(payload: unknown): string[] {
  const { counter } = CounterPayload.safeParse(payload).data ?? {}
  if (counter === undefined) return []
  const capacity = counter.capacity === 'agent' ? '代理人，授权委托书附卷' : '法定代表人'
  return [`窗口代为录入：到场人${counter.presentedBy}（${capacity}），签名材料附卷`]
}

const paperDetails: Details = (payload) => [
  '纸质签署，扫描件',
  ...(text(payload, 'capacity') === 'agent' ? ['由受委托人签署，授权委托书附卷'] : []),
  ...labelled('签署人', text(payload, 'signerName')),
  ...labelled('签署日期', dateText(text(payload, 'signedOn'))),
]

const fileSigned: Details = (payload) => [
  ...(text(payload, 'capacity') === 'agent' ? ['由受委托人签署，授权委托书附卷'] : []),
  `签章单位：${text(payload, 'signerName')}`,
  `签署后文件校验码：${shortDigest(text(payload, 'signedDigest'))}`,
]

/** However and whatever is signed: on the file, or on paper. */
const signingDetails: Readonly<Record<string, Details>> = Object.fromEntries(
  Object.values(signingNames).flatMap(({ byInstitution, byAgency, institutionOnPaper, agencyOnPaper }) => [
    [byInstitution, fileSigned],
    [byAgency, fileSigned],
    [institutionOnPaper, paperDetails],
    [agencyOnPaper, paperDetails],
  ]),
)

const details: Readonly<Record<string, Details>> = {
  ...changeDetails,
  ...lifeDetails,
  ...endingDetails,
  acceptApplication: internal('受理意见', 'opinion'),
  issueSupplementNotice: supplementDetails,
  issueFollowUpNotice: supplementDetails,
  answerSupplementNotice(payload) {
    const parsed = SupplementAnswerPayload.safeParse(payload)
    return parsed.success ? [`补交 ${parsed.data.materials.length} 项材料`, ...labelled('说明', parsed.data.explanation)] : []
  },
  proposeRefusal(payload) {
    const parsed = RefusalPayload.safeParse(payload)
    if (!parsed.success) return []
    const { title, article, remedy } = refusalGrounds[parsed.data.ground]
    return [
      `${title}（${article}）`,
      `认定的事实：${parsed.data.facts}`,
      ...labelled('所依据的规定', parsed.data.rule),
      `可以这样做：${remedy}`,
    ]
  },
  refuseApplication: (payload) => labelled('意见', text(payload, 'opinion')),
  returnRefusal: (payload) => labelled('理由', text(payload, 'reason')),
  reportFraud: internal('报告的情况', 'facts'),
  dismissFraud: internal('核实情况', 'finding'),
  confirmFraud: (payload) => labelled('查实的事实', text(payload, 'finding')),
  changeSiteAddress: (payload) => [...labelled('新地址', text(payload, 'address')), ...labelled('原因', text(payload, 'reason'))],
  reopenApplication: (payload) => [...labelled('依据', text(payload, 'decisionNumber')), ...labelled('理由', text(payload, 'reason'))],
  withdrawApplication: (payload) => labelled('理由', text(payload, 'reason')),
  declareConflict(payload, audience) {
    if (audience !== 'agency' && audience !== 'reader') return []
    return text(payload, 'hasConflict') === 'yes' ? [`应当回避：${text(payload, 'note')}`] : ['没有应当回避的情形']
  },
  fileObjection: internal('异议内容', 'statement'),
  decideObjection(payload) {
    const parsed = ObjectionDecisionPayload.safeParse(payload)
    if (!parsed.success) return []
    const upheld = parsed.data.measure === 'reEvaluate' ? '异议成立，重新评估' : '异议成立，按评估未通过处理'
    return [parsed.data.upheld === 'yes' ? upheld : '异议不成立', `核查的事实和理由：${parsed.data.finding}`]
  },
  extendPublicNotice(payload) {
    const parsed = NoticeExtensionPayload.safeParse(payload)
    return parsed.success ? [`顺延 ${parsed.data.lostDays} 个工作日`, `中断的情况：${parsed.data.reason}`] : []
  },
  correctNotice(payload) {
    const parsed = NoticeCorrectionPayload.safeParse(payload)
    return parsed.success ? [`“${parsed.data.wrong}”更正为“${parsed.data.right}”`, `更正的原因：${parsed.data.reason}`] : []
  },
  offerTerms(payload) {
    const parsed = OfferTermsPayload.safeParse(payload)
    if (!parsed.success) return []
    const { services, termType, startsOn, remark } = parsed.data
    return [
      `服务类别：${servicesText(services)}`,
      `协议期限：${termType === 'long' ? '长期' : '固定期限'}`,
      `生效日期：${startsOn === null ? '甲方签章之日' : formatDate(startsOn)}`,
      ...labelled('说明', remark),
    ]
  },
  commentTerms: (payload) => [...labelled('条款', text(payload, 'clauseId')), ...labelled('意见', text(payload, 'comment'))],
  acknowledgeNotice: (payload) => labelled('送达回证签收日期', dateText(text(payload, 'servedOn'))),
  reportRepresentative: (payload) => [
    ...labelled('新的法定代表人', text(payload, 'name')),
    ...labelled('变更登记日期', dateText(text(payload, 'changedOn'))),
  ],
  ...signingDetails,
  extendRound: (payload) => [...labelled('延长至', dateText(text(payload, 'until'))), ...labelled('理由', text(payload, 'reason'))],
  returnResults: internal('退回理由', 'reason'),
  approveResults: internal('审批意见', 'opinion'),
  closeEmptyRound: (payload) => labelled('情况', text(payload, 'reason')),
  openAgreement(payload) {
    const [startsOn, expiresOn] = [text(payload, 'startsOn'), text(payload, 'expiresOn')]
    return [`有效期：${formatTerm({ startsOn, expiresOn: expiresOn === '' ? null : expiresOn })}`]
  },
  transferApplication(payload) {
    const parsed = TransferPayload.safeParse(payload)
    if (!parsed.success) return []
    const { toAgencyId, reason } = parsed.data
    return [`接收机构：${findAgency(toAgencyId)?.name ?? toAgencyId}`, `理由：${reason}`]
  },
  scheduleVisit(payload) {
    const parsed = ScheduledVisit.safeParse(payload)
    return parsed.success ? [`考查时间：${formatDate(parsed.data.visitOn)} ${parsed.data.arrivesAt}`] : []
  },
  recordVisit: visitDetails,
  recordFailedVisit(payload) {
    const parsed = FailedVisit.safeParse(payload)
    if (!parsed.success) return []
    const { visitedOn, arrivedAt, present, cause, facts } = parsed.data
    return [`${formatDate(visitedOn)} ${arrivedAt}到场，成员 ${present.length} 名：${failedVisitCauses[cause]}`, `现场情况：${facts}`]
  },
  concludeUnable: internal('情况', 'reason'),
  returnReEvaluation: internal('退回理由', 'reason'),
  publishReEvaluation: internal('审批意见', 'opinion'),
  admitLateApplication: internal('批准理由', 'reason'),
  handInLicence: (payload) => labelled('新证照有效期至', dateText(text(payload, 'expiresOn'))),
  fileAgreement: internal('说明', 'remark'),
  acknowledgeFiling(payload, audience) {
    if (!isStaff(audience)) return []
    const remarks = text(payload, 'remarks')
    return [remarks === '' ? '没有意见' : `备案意见：${remarks}`]
  },
  answerFilingRemarks: internal('答复', 'answer'),
  listAgreement: (payload) => [
    ...labelled('名单公告', text(payload, 'listNumber')),
    ...labelled('公布日期', dateText(text(payload, 'listedOn'))),
  ],
  delistAgreement: (payload) => labelled('公布退出的日期', dateText(text(payload, 'delistedOn'))),
  draftList: (payload) => [
    listCounts({ additions: countOf(payload, 'additions'), changes: countOf(payload, 'changes'), exits: countOf(payload, 'exits') }),
  ],
  publishList: internal('审批意见', 'opinion'),
  withdrawList: internal('撤回理由', 'reason'),
  recordBarFact: internal('查明的事实', 'facts'),
  confirmBarFact: internal('核对意见', 'opinion'),
  dropBarFact: internal('理由', 'reason'),
  markUnderReview: (payload) => labelled('日期', dateText(text(payload, 'filedOn'))),
  endReview: (payload) => labelled('结果', text(payload, 'outcome')),
  setAsideBarFact: (payload) => [...labelled('撤销决定', text(payload, 'number')), ...labelled('机关', text(payload, 'authority'))],
  changeCalendar: ruleChangeDetails,
  adoptRules: ruleChangeDetails,
  settleClaims: noteDetails,
  returnPlaque: noteDetails,
  announceExit: noteDetails,
}

const dateText = (value: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value)

function whoActed({ command, actor_name, actor_role }: LoggedEvent, audience: Audience): string {
  // DECISIONS 33: the objector's name is kept; only the handling agency reads it, on the page of the objection.
  if (command === 'fileObjection') return '异议人（身份保密）'
  if (actor_role === 'system') return '系统'
  if (actor_role === 'evaluator' && audience === 'institution') return '评估小组成员'
  const role = roleTitles[actor_role as Role]
  return role === undefined || role === actor_name ? actor_name : `${actor_name}（${role}）`
}

/**
 * The record of a case in the words that one kind of reader may see, the newest first. Scores of single members, data
 * of objectors and internal opinions never come in, whoever reads (第二十三条).
 */
export function timelineOf(
  events: readonly LoggedEvent[],
  audience: Audience,
  documentAt: (revision: number) => { title: string; href: string } | undefined,
): TimelineLine[] {
  return events
    .filter((event) => !(audience === 'institution' && hiddenFromInstitution.has(event.command)))
    .map((event): TimelineLine => {
      const document = documentAt(event.revision)
      return {
        id: `r${event.revision}`,
        revision: event.revision,
        at: event.occurred_at,
        who: whoActed(event, audience),
        what: eventTitle(event.command),
        ...(event.article === '' ? {} : { article: event.article }),
        details: [...counterDetails(event.payload), ...(details[event.command]?.(event.payload, audience) ?? [])],
        ...(document === undefined ? {} : { document }),
        isLoss: losses.has(event.to_stage) || event.command === 'deadline.termEnds',
      }
    })
    .reverse()
}
