import type { Role } from '#workflows/access/authorise'
import type { CommandName } from '#workflows/commands/index'

/** Words for commands, roles and machines: one table each, used by every page. Those of stages are in `stages`. */

/** What the list of stages of a filter is called. */
export const stageGroups = {
  application: [
    { value: 'submitted', label: '等待受理' },
    { value: 'supplementing', label: '等待补正' },
    { value: 'queued', label: '等待评估批次' },
    { value: 'enrolled', label: '已列入批次' },
    { value: 'underEvaluation', label: '评估中' },
    { value: 'evaluated', label: '等待审批公示' },
    { value: 'publicNotice', label: '公示中' },
    { value: 'reEvaluation', label: '重新评估' },
    { value: 'reEvaluated', label: '重新评估待审批' },
    { value: 'negotiating', label: '协商协议' },
    { value: 'signing', label: '签章' },
  ],
  evaluationRound: [
    { value: 'round:open', label: '批次接收申请' },
    { value: 'round:locked', label: '批次名单已截止' },
    { value: 'round:evaluating', label: '批次评估中' },
    { value: 'round:handedIn', label: '批次待审批' },
    { value: 'round:approved', label: '批次待公示' },
    { value: 'round:publicNotice', label: '批次公示中' },
  ],
  agreement: [
    { value: 'agreement:term.awaitingStart', label: '协议待生效' },
    { value: 'agreement:term.inForce', label: '协议履行中' },
    { value: 'agreement:filing.due', label: '协议待报送备案' },
    { value: 'agreement:filing.filed', label: '等待备案回执' },
    { value: 'agreement:filing.remarked', label: '备案意见待答复' },
    { value: 'agreement:listing.unlisted', label: '已签约未公布' },
    { value: 'agreement:term.closing', label: '终止后事项' },
  ],
  institutionList: [{ value: 'list:drafted', label: '名单待公布' }],
  barRecord: [{ value: 'ledger:recorded', label: '限制台账待核对' }],
} as const

type CommandWords = {
  /** The button and the title of its page. */
  action: string
  /** The line of the record once it has happened. */
  done: string
}

const commandWords = {
  submitApplication: { action: '提交申请', done: '提交申请' },
  acceptApplication: { action: '受理申请', done: '受理申请' },
  issueSupplementNotice: { action: '一次性告知补正', done: '发出一次性补正告知' },
  issueFollowUpNotice: { action: '就补正材料再次告知', done: '就补正材料再次告知' },
  answerSupplementNotice: { action: '提交补正材料', done: '提交补正材料' },
  proposeRefusal: { action: '提出不予受理意见', done: '提出不予受理意见' },
  refuseApplication: { action: '批准不予受理', done: '决定不予受理' },
  returnRefusal: { action: '退回不予受理意见', done: '退回不予受理意见' },
  reportFraud: { action: '报告涉嫌弄虚作假', done: '报告涉嫌弄虚作假，等待核实' },
  dismissFraud: { action: '核实后不成立', done: '弄虚作假核实不成立' },
  confirmFraud: { action: '查实弄虚作假', done: '查实弄虚作假，不予受理' },
  changeSiteAddress: { action: '申报地址变更', done: '申报执业地点地址变更' },
  handInLicence: { action: '提交换发的证照', done: '提交换发的证照' },
  reportRepresentative: { action: '申报法定代表人变更', done: '申报法定代表人变更' },
  reopenApplication: { action: '恢复办理', done: '恢复办理申请' },
  recordFailedVisit: { action: '登记未能考查', done: '登记未能进行的现场考查' },
  concludeUnable: { action: '按无法评估作结论', done: '按无法评估作出结论' },
  appointReEvaluationPanel: { action: '确定重新评估小组', done: '确定重新评估小组' },
  publishReEvaluation: { action: '审批并公示重新评估结果', done: '公示重新评估结果' },
  returnReEvaluation: { action: '退回重新评估结论', done: '退回重新评估结论' },
  extendNoticePeriod: { action: '顺延公示', done: '公示期顺延' },
  correctNotice: { action: '更正公示内容', done: '更正公示内容，公示期重新计算' },
  registerPaperSignature: { action: '登记纸质签署', done: '登记乙方纸质签署' },
  confirmPaperAgreement: { action: '登记双方纸质签署', done: '甲方纸质签署并登记' },
  admitLateApplication: { action: '批准补列机构', done: '批准补列机构' },
  extendPublicNotice: { action: '顺延公示期', done: '公示期顺延' },
  acknowledgeNotice: { action: '查看补正告知书', done: '申请人查看补正告知书（送达）' },
  transferApplication: { action: '移送其他经办机构', done: '移送其他经办机构' },
  withdrawApplication: { action: '撤回申请', done: '撤回申请' },
  joinRound: { action: '列入评估批次', done: '列入评估批次' },
  beginEvaluation: { action: '开始评估', done: '开始评估' },
  scheduleVisit: { action: '安排现场考查', done: '发出现场评估通知' },
  recordVisit: { action: '登记现场考查', done: '登记现场考查记录' },
  declareConflict: { action: '申明有无回避情形', done: '申明有无回避情形' },
  submitScoreSheet: { action: '提交评分表', done: '提交评分表（密封）' },
  recordJointMinute: { action: '记录合议结论', done: '记录评估小组合议结论' },
  concludeEvaluation: { action: '作出评估结论', done: '评估小组完成评估' },
  publishResult: { action: '公示评估结果', done: '评估结果开始公示' },
  fileObjection: { action: '提出异议', done: '收到异议' },
  decideObjection: { action: '办结异议', done: '异议核查办结' },
  offerTerms: { action: '提出协议内容', done: '提出协议内容' },
  commentTerms: { action: '对条款提出意见', done: '对协议条款提出意见' },
  agreeTerms: { action: '确认协议内容', done: '确认协议内容' },
  signByInstitution: { action: '签章', done: '乙方签章' },
  countersign: { action: '签章', done: '甲方签章' },
  openRound: { action: '设立评估批次', done: '设立评估批次' },
  appointPanel: { action: '确定评估小组', done: '确定评估小组' },
  extendRound: { action: '延长评估期', done: '延长评估期' },
  submitResults: { action: '提交审批', done: '提交评估结果审批' },
  returnResults: { action: '退回', done: '退回评估结果' },
  approveResults: { action: '审批通过', done: '审批通过评估结果' },
  publishResults: { action: '公示结果', done: '公示评估结果' },
  closeEmptyRound: { action: '空批次结束', done: '空批次结束' },
  openAgreement: { action: '协议立卷', done: '服务协议立卷' },
  fileAgreement: { action: '报送备案', done: '报送备案' },
  acknowledgeFiling: { action: '出具备案回执', done: '出具备案回执' },
  answerFilingRemarks: { action: '答复备案意见', done: '答复备案意见' },
  listAgreement: { action: '列入名单', done: '列入名单公布' },
  delistAgreement: { action: '退出名单', done: '公布退出名单' },
  draftList: { action: '拟定名单', done: '拟定名单' },
  publishList: { action: '审批并公布名单', done: '公布名单' },
  withdrawList: { action: '撤回名单', done: '撤回名单' },
  settleClaims: { action: '登记结算清理', done: '结算清理完成' },
  returnPlaque: { action: '登记收回标识牌', done: '标识牌已收回' },
  announceExit: { action: '登记公告', done: '已公告协议终止' },
  recordBarFact: { action: '登记查实的事实', done: '登记查实的事实' },
  confirmBarFact: { action: '核对并确认', done: '核对确认，列入限制台账' },
  dropBarFact: { action: '不予登记', done: '不予登记' },
  markUnderReview: { action: '登记复议（诉讼）', done: '登记正在复议（诉讼），决定仍然有效' },
  endReview: { action: '登记决定维持', done: '复议（诉讼）办结，决定维持' },
  setAsideBarFact: { action: '登记决定撤销', done: '决定被撤销，限制解除' },
} as const satisfies Record<CommandName, CommandWords>

/** The words of a command's button. */
export const commandAction = (command: CommandName): string => commandWords[command].action

const deadlineWords: Readonly<Record<string, string>> = {
  acceptanceDue: '受理时限届满，尚未处理，转入督办',
  serviceDeemed: '发出后未查看，视为送达',
  supplementWindow: '补正期限届满，未补正，视为撤回',
  roundLock: '评估批次名单截止',
  evaluationOpens: '集中评估开始',
  evaluationEnds: '评估月结束，尚未提交结果',
  evaluationExtension: '延长期结束，尚未提交结果',
  publicNotice: '公示期满',
  publicNoticeExtension: '顺延后的公示期满',
  reEvaluationDue: '重新评估时限届满，尚未结论，转入督办',
  objectionHandling: '异议处理时限届满，尚未办结，转入督办',
  signingWindow: '协商签约期限届满，未签约',
  filing: '备案时限届满，尚未报送，提醒负责人',
  termStarts: '协议生效',
  termEnds: '协议期满，自动终止',
}

/** The line of the record for an event, a command or a fired deadline. */
export function eventTitle(command: string): string {
  if (command === 'upgradeCase') return '系统升级，案卷转入新的流程版本'
  if (command === 'changeCalendar') return '放假安排有变化，期限重新计算'
  if (command === 'adoptRules') return '规则作了更正，案卷转入新的规则版本'
  if (command.startsWith('deadline.')) return deadlineWords[command.slice('deadline.'.length)] ?? '期限届满'
  return Object.hasOwn(commandWords, command) ? commandWords[command as CommandName].done : command
}

export const roleTitles = {
  applicant: '医药机构',
  officer: '经办人员',
  head: '经办机构负责人',
  evaluator: '评估小组成员',
  authority: '行政部门人员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全保密管理员',
  auditAdmin: '安全审计员',
  public: '社会公众',
  system: '系统',
} as const satisfies Record<Role, string>

/** Machines as people call them. */
export const machineTitles: Readonly<Record<string, string>> = {
  application: '协议管理申请',
  evaluationRound: '评估批次',
  agreement: '服务协议',
  institutionList: '名单公布',
  barRecord: '限制台账',
}
