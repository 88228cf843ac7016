import type { CommandName } from '#workflows/commands/index'
import { noteBody } from './bodies-agreement'
import {
  ApproveSuspensionBody,
  DeclineSuspensionBody,
  HoldSettlementBody,
  NoteLicenceProofBody,
  RecordGradeBody,
  RecordLicenceBody,
  ReleaseSettlementBody,
  RequestSuspensionBody,
} from './bodies-agreement-life'
import {
  ApplyForRenewalBody,
  CommentRenewalBody,
  ConcludeRenewalReviewBody,
  HoldForAssessmentBody,
  OfferRenewalBody,
  ProposeRenewalRefusalBody,
  RefuseRenewalBody,
  WithdrawRenewalBody,
} from './bodies-renewal'
import { ReturnResultsBody } from './bodies-round'
import type { CommandForm } from './registry'

/** The commands on an agreement in force (第七、十二至十四条、第二十二条) and on its renewal; its signatures are those of every text. */
export const lifeForms = {
  applyForRenewal: {
    title: '申请续签',
    submit: '提交续签申请',
    body: ApplyForRenewalBody,
    fileFields: { files: 'many' },
    isForCounter: true,
    listFields: ['services'],
  },
  holdForAssessment: { title: '等待年度考核结果', submit: '登记等待', body: HoldForAssessmentBody },
  concludeRenewalReview: { title: '续签审核', submit: '审核通过', body: ConcludeRenewalReviewBody },
  offerRenewal: { title: '拟定续签协议', submit: '生成续签协议，发给乙方', body: OfferRenewalBody, listFields: ['services'] },
  commentRenewal: { title: '对续签协议提出意见', submit: '提交意见', body: CommentRenewalBody },
  proposeRenewalRefusal: { title: '提出不予续签的意见', submit: '提交负责人决定', body: ProposeRenewalRefusalBody },
  returnRenewalRefusal: { title: '退回不予续签的意见', submit: '退回，继续审核', body: ReturnResultsBody },
  refuseRenewal: { title: '决定不予续签', submit: '批准，不予续签', body: RefuseRenewalBody, isLoss: true },
  withdrawRenewal: { title: '撤回续签申请', submit: '确定撤回', body: WithdrawRenewalBody, isLoss: true },

  passConnectionTest: {
    title: '登记系统联调通过',
    submit: '登记通过',
    body: noteBody({ label: '联调的日期和情况', hint: '写明联调日期、接口和双方人员。' }),
  },
  failConnectionTest: {
    title: '登记系统联调未通过',
    submit: '登记未通过',
    body: noteBody({ label: '联调的日期和没有通过的情况', hint: '写明联调日期、哪个接口没有通过。乙方可以看到。' }),
  },
  recordLicence: {
    title: '登记换发的许可证',
    submit: '登记许可证',
    body: RecordLicenceBody,
    fileFields: { scan: 'one' },
    isForCounter: true,
  },
  noteLicenceProof: {
    title: '登记许可证延续受理证明',
    submit: '登记受理证明',
    body: NoteLicenceProofBody,
    fileFields: { proof: 'one' },
    isForCounter: true,
  },
  holdSettlement: { title: '暂缓结算', submit: '暂缓结算', body: HoldSettlementBody, fileFields: { files: 'many' }, isLoss: true },
  releaseSettlement: { title: '恢复结算', submit: '恢复结算', body: ReleaseSettlementBody },
  requestSuspension: { title: '申请中止协议', submit: '提交申请', body: RequestSuspensionBody },
  approveSuspension: { title: '同意中止协议', submit: '同意中止', body: ApproveSuspensionBody },
  declineSuspension: { title: '不同意中止协议', submit: '不同意', body: DeclineSuspensionBody },
  resumeAgreement: {
    title: '恢复履行协议',
    submit: '提交',
    body: noteBody({ label: '恢复营业的情况', hint: '写明恢复的日期、人员和设施是否变化。' }),
    isForCounter: true,
  },
  recordGrade: { title: '登记年度考核结果', submit: '登记', body: RecordGradeBody },
  transferPatients: {
    title: '登记在院病人的安排',
    submit: '登记',
    body: noteBody({ label: '在院病人的名单、去向和结算安排', hint: '写明转院或者结算到出院的安排和经手人。' }),
  },
} as const satisfies Partial<Record<CommandName, CommandForm>>
