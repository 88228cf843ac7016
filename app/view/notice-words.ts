import type { DeadlineKey } from '#workflows/policy/schema'

/** What a notice asks of its reader: one table for turns, one for reminders. */

/** The tags of states that call somebody who has no worklist open all day; officers find theirs on the desk. */
export const calledTags = ['institution', 'head', 'authority'] as const
export type CalledTag = (typeof calledTags)[number]

/** `machine.state` → what whoever is called should do; null where another case's notice calls the same person. */
export const turnWords: Readonly<Record<string, string | null>> = {
  'application.submitted.examination.refusalProposed': '请审核不予受理意见，批准或者退回。',
  'application.supplementing.unserved': '请打开补正告知书，按告知补正材料。',
  'application.supplementing.served': '请按补正告知书逐项上传材料并提交。',
  // The head approves the results of the whole round at once.
  'application.evaluated': null,
  'application.reEvaluated': '请审批并公示重新评估的结果，或者退回。',
  'application.negotiating.offered': '请核对经办机构提出的协议内容，同意或者写明意见退回。',
  'application.signing.byInstitution': '请核对协议文本并签章。',
  'application.signing.byAgency': '乙方已经签章，请核对协议文本并加盖本机构电子签章。',
  'evaluationRound.evaluating.overrun': '评估月已过，请说明原因并确定延长到哪一天。',
  'evaluationRound.handedIn': '请审批评估结果。',
  'agreement.filing.filed': '请审阅备案材料，出具备案回执，可以提出意见。',
  'agreement.term.inForce.continued.late': '协议期满延续的期限已满，请督促经办人员办结续签。',
  'agreement.settlement.grace': '许可证有效期已届满，请在宽限期内提交换发的许可证，以免暂停结算。',
  'agreement.performance.suspensionAsked': '乙方申请中止协议，请审核，同意或者不同意。',
  'agreement.performance.suspended': '协议已经中止，中止期间不结算。需要恢复的，请在中止期满前申请恢复。',
  'change.noted.inTime': '经办机构已登记许可证的变更，请在期限内提出变更申请。',
  'change.noted.overdue': '变更申请期限已过，协议不会自动终止：乙方请立即补报，由经办机构负责人决定是否准予继续办理。',
  'change.late': '变更申请逾期提出，请决定是否准予继续办理。',
  'change.supplementing.unserved': '请打开补正告知书，按告知补正变更材料。',
  'change.supplementing.served': '请按补正告知书逐项上传变更材料并提交。',
  'change.evaluating.confirming': '核查结果已经登记，请由登记人以外的人复核。',
  'change.small.confirming': '变更内容已经核对，请由核对人以外的人复核。',
  'change.refusalProposed': '请审核不同意变更的意见，批准或者退回。',
  'change.signing.byInstitution': '请核对补充协议文本并签章。',
  'change.signing.byAgency': '乙方已经签章，请核对补充协议文本并加盖本机构电子签章。',
  'renewal.refusalProposed': '请审核不予续签的意见，批准或者退回。',
  'renewal.signing.byInstitution': '请核对续签的协议文本并签章。',
  'renewal.signing.byAgency': '乙方已经签章，请核对续签的协议文本并加盖本机构电子签章。',
  'ending.notice.unserved': '经办机构拟解除或者终止协议，请打开告知书，在期限内陈述和申辩。',
  'ending.notice.served': '请在期限内就拟解除或者终止协议的事实和理由陈述、申辩。',
  'ending.deciding.approving': '请审核解除或者终止协议的意见，批准或者退回。',
  'ending.signing.byInstitution': '请核对协商解除协议的文本并签章。',
  'ending.signing.byAgency': '乙方已经签章，请核对协商解除协议的文本并加盖本机构电子签章。',
  'barRecord.recorded': '请核对登记的事实和决定书，确认或者不予登记。',
  'ruleRelease.checked': '规则版本已经核对，请审核后公布或者作废。',
  'ruleOverride.proposed': '请审核规则的例外适用，批准或者不予批准。',
  'institutionList.drafted': '请核对定点机构名单并发布，或者退回。',
}

/** What to do before a period ends, for whoever is reminded of it. */
export const reminderWords: Partial<Record<DeadlineKey, string>> = {
  acceptanceDue: '请督促经办人员完成受理审查',
  supplementWindow: '请按补正告知书逐项上传材料并提交',
  roundLock: '请在截止前处理完可以受理的申请',
  evaluationEnds: '请在评估月内完成评估并提交结果',
  evaluationExtension: '请督促评估小组完成评估并提交结果',
  objectionHandling: '请核查并答复提出异议的人',
  reEvaluationDue: '请督促评估小组完成重新评估',
  signingWindow: '请完成协议的协商和签章',
  filing: '请填写备案表，报同级行政部门备案',
  termEnds: '需要继续为参保人员服务的，请留意续签期限',
  changeWindow: '请就执业许可的变更提出协议变更申请',
  renewalOpens: '需要续签的，请准备续签申请',
  changeDecision: '请审查变更申请并作出决定',
  renewalDecision: '请审查续签申请并作出决定',
  continuationEnds: '请督促经办人员办结续签',
  statementWindow: '对拟解除或者终止协议有意见的，请陈述和申辩',
  endEffective: '请做好参保人员转接、费用结算和标牌交回的准备',
  supplementSigning: '请完成补充协议的签章',
  connectionDue: '请完成医保信息系统联调',
  licenceEnds: '请办理许可证延续，提交换发的许可证',
  licenceGrace: '请提交换发的许可证',
  suspensionEnds: '需要恢复的，请申请恢复履行协议',
}

/** How far a lead is dealt with. */
export const leadStates = {
  open: { label: '等待核实', tone: 'active' },
  pursued: { label: '依职权核查', tone: 'done' },
  closed: { label: '已办结', tone: 'neutral' },
} as const

/** What a public notice is called (第九条（四）). */
export const noticeTitle = ({ round, isReEvaluation }: { readonly round: string; readonly isReEvaluation: boolean }): string =>
  `${round}集中评估${isReEvaluation ? '重新评估' : ''}结果公示`
