import type { ReactNode } from 'react'
import type { FileFields } from '#app/view/command-form'
import type { CommandName } from '#workflows/commands/index'
import { ChangeAddressBody } from './bodies-address'
import { AgreeTermsBody, CommentTermsBody, noteBody, OfferTermsBody } from './bodies-agreement'
import { FailedVisitBody } from './bodies-failed-visit'
import { AcknowledgeFilingBody, AnswerRemarksBody, FileAgreementBody } from './bodies-filing'
import { ConfirmFraudBody, DismissFraudBody, ReportFraudBody } from './bodies-fraud'
import {
  AcceptBody,
  AnswerSupplementBody,
  type BodyProps,
  DecideRefusalBody,
  FollowUpBody,
  RefuseBody,
  SupplementBody,
  TransferBody,
  WithdrawBody,
} from './bodies-intake'
import { ConfirmBarFactBody, DropBarFactBody, EndReviewBody, MarkUnderReviewBody, SetAsideBarFactBody } from './bodies-ledger'
import { HandInLicenceBody } from './bodies-licence'
import { PublishListBody, WithdrawListBody } from './bodies-list'
import { CorrectNoticeBody } from './bodies-notice'
import {
  ApproveResultsBody,
  CloseEmptyRoundBody,
  ExtendRoundBody,
  PublishResultsBody,
  ReturnResultsBody,
  SubmitResultsBody,
} from './bodies-round'
import { ApproveOverrideBody, CheckRulesBody, DropRulesBody, PublishRulesBody } from './bodies-rules'
import { AcknowledgeNoticeBody, ConfirmPaperBody, RegisterPaperBody, ReportRepresentativeBody } from './bodies-signing'
import { RecordVisitBody, ScheduleVisitBody } from './bodies-visit'
import { changeForms } from './registry-change'
import { endingForms } from './registry-ending'
import { lifeForms } from './registry-life'

export type CommandForm = {
  title: string
  submit: string
  body: (props: BodyProps) => ReactNode
  /** Red: the case ends against somebody, or a right is given up. */
  isLoss?: boolean
  /** Sent with files of the checklist: the form is multipart and its files are stored before the command. */
  hasFiles?: boolean
  /** Files of the command itself, by their path in its input; the body shows a `CommandFile` of the same name for each. */
  fileFields?: FileFields
  /** An officer may enter it for the institution, from paper (第九条（一）): the fields of `counter` stand above the body. */
  isForCounter?: boolean
  /** Fields that are lists even when one box is ticked. */
  listFields?: readonly string[]
  /** Rows of which the empty ones are left out: the field that must be filled for a row to count. */
  rows?: { field: string; key: string }
  /** Where a good outcome leads when it is not the case, which the sender may no longer read. */
  donePath?: (input: Readonly<Record<string, unknown>>) => string
}

const registerPaper: CommandForm = {
  title: '登记乙方纸质签署',
  submit: '登记，交负责人',
  body: RegisterPaperBody,
  fileFields: { scan: 'pdf', authorityLetter: 'one' },
}
const confirmPaper: CommandForm = {
  title: '登记双方纸质签署',
  submit: '登记，协议成立',
  body: ConfirmPaperBody,
  fileFields: { scan: 'pdf' },
}

/** The commands that the generic page offers, each with its form. */
export const commandForms = {
  acceptApplication: { title: '受理申请', submit: '受理', body: AcceptBody },
  proposeRefusal: { title: '提出不予受理意见', submit: '提交负责人决定', body: RefuseBody },
  refuseApplication: { title: '决定不予受理', submit: '批准，不予受理', body: DecideRefusalBody, isLoss: true },
  returnRefusal: { title: '退回不予受理意见', submit: '退回经办人员', body: ReturnResultsBody },
  reportFraud: { title: '报告涉嫌弄虚作假', submit: '提交报告', body: ReportFraudBody, fileFields: { evidence: 'many' } },
  dismissFraud: { title: '核实后不成立', submit: '不成立，继续办理', body: DismissFraudBody },
  confirmFraud: { title: '查实弄虚作假', submit: '认定并不予受理', body: ConfirmFraudBody, isLoss: true },
  changeSiteAddress: {
    title: '申报执业地点地址变更',
    submit: '提交变更',
    body: ChangeAddressBody,
    fileFields: { licence: 'one' },
    isForCounter: true,
  },
  issueSupplementNotice: {
    title: '一次性告知补正',
    submit: '发出补正告知',
    body: SupplementBody,
    rows: { field: 'items', key: 'materialId' },
  },
  issueFollowUpNotice: {
    title: '就补正材料再次告知',
    submit: '发出补正告知',
    body: FollowUpBody,
    rows: { field: 'items', key: 'materialId' },
  },
  answerSupplementNotice: { title: '提交补正材料', submit: '提交补正材料', body: AnswerSupplementBody, hasFiles: true, isForCounter: true },
  transferApplication: {
    title: '移送其他经办机构',
    submit: '移送',
    body: TransferBody,
    donePath: ({ toAgencyId }) => `/desk?handedTo=${encodeURIComponent(String(toAgencyId))}`,
  },
  withdrawApplication: { title: '撤回申请', submit: '确定撤回', body: WithdrawBody, isLoss: true, isForCounter: true },
  scheduleVisit: { title: '安排现场考查', submit: '发出现场评估通知', body: ScheduleVisitBody },
  recordFailedVisit: { title: '登记未能考查', submit: '登记', body: FailedVisitBody, listFields: ['present'] },
  handInLicence: {
    title: '提交换发的证照',
    submit: '提交证照',
    body: HandInLicenceBody,
    fileFields: { licence: 'one' },
    isForCounter: true,
  },
  recordVisit: { title: '登记现场考查', submit: '登记考查记录', body: RecordVisitBody, listFields: ['present'] },
  offerTerms: { title: '提出协议内容', submit: '发给申请人确认', body: OfferTermsBody, listFields: ['services'] },
  commentTerms: { title: '对协议条款提出意见', submit: '提交意见', body: CommentTermsBody },
  agreeTerms: { title: '确认协议内容', submit: '同意，生成协议文本', body: AgreeTermsBody, isForCounter: true },
  acknowledgeNotice: { title: '登记送达回证', submit: '登记送达', body: AcknowledgeNoticeBody, fileFields: { proof: 'one' } },
  reportRepresentative: {
    title: '申报法定代表人变更',
    submit: '提交变更',
    body: ReportRepresentativeBody,
    fileFields: { proof: 'one' },
    isForCounter: true,
  },
  registerPaperSignature: registerPaper,
  registerPaperSupplement: registerPaper,
  registerPaperRenewal: registerPaper,
  registerPaperRescission: registerPaper,
  confirmPaperAgreement: confirmPaper,
  confirmPaperSupplement: confirmPaper,
  confirmPaperRenewal: confirmPaper,
  confirmPaperRescission: confirmPaper,
  fileAgreement: { title: '报送备案', submit: '报送备案', body: FileAgreementBody },
  acknowledgeFiling: { title: '出具备案回执', submit: '出具回执', body: AcknowledgeFilingBody },
  answerFilingRemarks: { title: '答复备案意见', submit: '提交答复', body: AnswerRemarksBody },
  publishList: { title: '审批并公布名单', submit: '同意，公布名单', body: PublishListBody },
  withdrawList: { title: '撤回名单', submit: '撤回名单', body: WithdrawListBody, isLoss: true },
  confirmBarFact: { title: '核对并确认', submit: '核对无误，确认', body: ConfirmBarFactBody },
  dropBarFact: { title: '不予登记', submit: '不予登记', body: DropBarFactBody },
  markUnderReview: { title: '登记复议（诉讼）', submit: '登记', body: MarkUnderReviewBody },
  endReview: { title: '登记决定维持', submit: '登记', body: EndReviewBody },
  setAsideBarFact: { title: '登记决定撤销', submit: '登记撤销，解除限制', body: SetAsideBarFactBody },
  checkRules: { title: '核对规则版本', submit: '核对无误', body: CheckRulesBody },
  publishRules: { title: '公布规则版本', submit: '公布', body: PublishRulesBody },
  dropRules: { title: '作废规则草稿', submit: '作废', body: DropRulesBody, isLoss: true },
  approveOverride: { title: '批准例外适用', submit: '批准', body: ApproveOverrideBody },
  dropOverride: { title: '不予批准例外适用', submit: '不予批准', body: DropRulesBody, isLoss: true },
  settleClaims: {
    title: '登记结算清理',
    submit: '登记',
    body: noteBody({ label: '结算清理情况', hint: '写明核对的期间、结清的金额和日期。' }),
  },
  returnPlaque: {
    title: '登记收回标识牌',
    submit: '登记',
    body: noteBody({ label: '标识牌收回情况', hint: '写明收回日期、经手人和标识牌编号。' }),
  },
  announceExit: {
    title: '登记公告',
    submit: '登记',
    body: noteBody({ label: '公告的时间和位置', hint: '写明公告日期、网站栏目或者张贴地点。' }),
  },
  extendRound: { title: '延长评估期', submit: '决定延长', body: ExtendRoundBody },
  submitResults: { title: '提交评估结果审批', submit: '提交审批', body: SubmitResultsBody },
  returnResults: { title: '退回评估结果', submit: '退回', body: ReturnResultsBody },
  approveResults: { title: '审批评估结果', submit: '审批通过', body: ApproveResultsBody },
  publishResults: { title: '公示评估结果', submit: '发布公示', body: PublishResultsBody },
  correctNotice: { title: '更正公示内容', submit: '发布更正公告', body: CorrectNoticeBody },
  closeEmptyRound: { title: '空批次结束', submit: '结束本批次', body: CloseEmptyRoundBody },
  ...changeForms,
  ...lifeForms,
  ...endingForms,
} as const satisfies Partial<Record<CommandName, CommandForm>>

export type PagedCommand = keyof typeof commandForms

export const isPagedCommand = (name: string): name is PagedCommand => Object.hasOwn(commandForms, name)

/** The form of a command, in its general shape. */
export const commandForm = (command: PagedCommand): CommandForm => commandForms[command]

/** What comes with the person at the window. */
export const counterFiles = { 'counter.paper': 'one', 'counter.authorityLetter': 'one' } as const satisfies FileFields

/** Every file field that a form may be sent with, the counter's among them. */
export const fileFieldsOf = ({ fileFields = {}, isForCounter }: CommandForm): FileFields =>
  isForCounter === true ? { ...fileFields, ...counterFiles } : fileFields

export const takesFiles = (form: CommandForm): boolean => form.hasFiles === true || Object.keys(fileFieldsOf(form)).length > 0

/** What the page posts as the command takes it: lists stay lists, empty rows fall out. */
export function shapedInput(form: CommandForm, input: Record<string, unknown>): Record<string, unknown> {
  const shaped = { ...input }
  for (const field of form.listFields ?? []) shaped[field] = shaped[field] === undefined ? [] : [shaped[field]].flat()
  if (form.rows !== undefined) {
    const { field, key } = form.rows
    const rows = Array.isArray(shaped[field]) ? shaped[field] : []
    shaped[field] = rows.filter((row: unknown) => typeof row === 'object' && row !== null && Boolean((row as Record<string, unknown>)[key]))
  }
  return shaped
}
