import type { CommandName } from '#workflows/commands/index'
import {
  CommentRescissionBody,
  ContestEndingBody,
  DecideEndingBody,
  DraftDecisionBody,
  DropEndingBody,
  EndContestBody,
  GiveStatementBody,
  OfferRescissionBody,
  ReturnDecisionBody,
  SetAsideEndingBody,
  StayEndingBody,
  WaiveStatementBody,
} from './bodies-ending'
import type { CommandForm } from './registry'

/** The commands on an ending (第十五至十九条); its opening has pages of its own, its signatures are those of every text. */
export const endingForms = {
  giveStatement: {
    title: '陈述申辩',
    submit: '提交陈述申辩',
    body: GiveStatementBody,
    fileFields: { files: 'many' },
    isForCounter: true,
  },
  waiveStatement: { title: '放弃陈述申辩', submit: '确定放弃', body: WaiveStatementBody, isLoss: true, isForCounter: true },
  draftEndingDecision: { title: '拟定解除（终止）决定', submit: '提交负责人决定', body: DraftDecisionBody },
  returnEndingDecision: { title: '退回解除（终止）决定', submit: '退回重新拟定', body: ReturnDecisionBody },
  decideEnding: { title: '作出解除（终止）决定', submit: '同意，作出决定', body: DecideEndingBody, isLoss: true },
  dropEnding: { title: '不予解除（终止）', submit: '决定不予解除（终止）', body: DropEndingBody },
  offerRescission: { title: '拟定协商解除协议书', submit: '生成协议书，发给乙方', body: OfferRescissionBody },
  commentRescission: { title: '对协商解除协议书提出意见', submit: '提交意见', body: CommentRescissionBody },
  contestEnding: { title: '登记复议（诉讼）', submit: '登记', body: ContestEndingBody },
  endContest: { title: '登记决定维持', submit: '登记', body: EndContestBody },
  stayEnding: { title: '登记停止执行', submit: '登记，协议继续履行', body: StayEndingBody },
  setAsideEnding: { title: '登记决定撤销', submit: '登记撤销，恢复协议', body: SetAsideEndingBody },
} as const satisfies Partial<Record<CommandName, CommandForm>>
