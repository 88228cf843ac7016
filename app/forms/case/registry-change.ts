import type { CommandName } from '#workflows/commands/index'
import {
  AdmitLateBody,
  AnswerChangeSupplementBody,
  ChangeSupplementBody,
  CommentSupplementBody,
  ConcludeCheckBody,
  ConfirmEvaluationBody,
  ConfirmSmallBody,
  DismissNoteBody,
  EndForLatenessBody,
  MergeChangeBody,
  OfferSupplementBody,
  ProposeRefusalBody,
  RefuseChangeBody,
  ReturnBody,
  WithdrawChangeBody,
} from './bodies-change'
import type { CommandForm } from './registry'

/** The commands on a change (第十四、十五条); its report and its scores have pages of their own, its signatures are those of every text. */
export const changeForms = {
  dismissChangeNote: { title: '撤销证照变更的登记', submit: '撤销登记', body: DismissNoteBody },
  admitLateChange: { title: '准予逾期的变更继续办理', submit: '准予继续办理', body: AdmitLateBody },
  endForLateness: { title: '逾期未申请变更，办理终止', submit: '立件办理终止', body: EndForLatenessBody, isLoss: true },
  issueChangeSupplementNotice: {
    title: '一次性告知补正',
    submit: '发出补正告知',
    body: ChangeSupplementBody,
    rows: { field: 'items', key: 'materialId' },
  },
  answerChangeSupplement: {
    title: '提交变更的补正材料',
    submit: '提交补正材料',
    body: AnswerChangeSupplementBody,
    fileFields: { files: 'many' },
    isForCounter: true,
  },
  concludeChangeCheck: { title: '核对变更', submit: '核对通过', body: ConcludeCheckBody },
  confirmSmallChange: { title: '复核变更', submit: '复核通过，登记', body: ConfirmSmallBody },
  returnSmallChange: { title: '退回变更', submit: '退回', body: ReturnBody },
  confirmTargetedEvaluation: { title: '复核现场核查', submit: '复核确认', body: ConfirmEvaluationBody },
  returnTargetedEvaluation: { title: '退回现场核查', submit: '退回重新核查', body: ReturnBody },
  offerSupplement: { title: '拟定补充协议', submit: '生成补充协议，发给乙方', body: OfferSupplementBody },
  commentSupplement: { title: '对补充协议提出意见', submit: '提交意见', body: CommentSupplementBody },
  proposeChangeRefusal: { title: '提出不同意变更的意见', submit: '提交负责人决定', body: ProposeRefusalBody },
  returnChangeRefusal: { title: '退回不同意变更的意见', submit: '退回，继续审查', body: ReturnBody },
  refuseChange: { title: '决定不同意变更', submit: '批准，不同意变更', body: RefuseChangeBody, isLoss: true },
  withdrawChange: { title: '撤回变更申请', submit: '确定撤回', body: WithdrawChangeBody, isLoss: true },
  mergeChange: { title: '并入另一件变更', submit: '并入，一并办理', body: MergeChangeBody },
} as const satisfies Partial<Record<CommandName, CommandForm>>
