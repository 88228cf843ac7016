import { z } from 'zod'
import type { BarCause } from '#workflows/policy/bar-cause'
import type { PolicySet } from '#workflows/policy/schema'

/** 第十五至十九条: on what ground an agreement ends before its term is over. */
export const EndingGround = z.enum(
  [
    'consensual',
    'violation',
    'lawChanged',
    'changeRefused',
    'changeOverdue',
    'closed',
    'closedQuietly',
    'merged',
    'licenceRevoked',
    'practitionerDied',
    'otherImpossible',
  ],
  { error: '请选择解除（终止）的情形' },
)
export type EndingGround = z.output<typeof EndingGround>

export type EndingGroundFacts = {
  readonly title: string
  readonly article: string
  /** 解除 is an act of the parties, 终止 follows from an event. */
  readonly kind: 'rescission' | 'termination'
  /** Talks and two signatures; a notice with the party's word first; or an authority's document that leaves nothing to hear. */
  readonly path: 'consensual' | 'noticeFirst' | 'direct'
  readonly barCause: BarCause
  /** What the facts must show, said to the officer. */
  readonly hint: string
}

export const endingGrounds = {
  consensual: {
    title: '双方协商一致解除',
    article: '第十六条',
    kind: 'rescission',
    path: 'consensual',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明由谁提出、协商的经过，以及结算、住院病人等的安排。',
  },
  violation: {
    title: '违反法律、法规、政策规定或者双方约定',
    article: '第十七条',
    kind: 'rescission',
    path: 'noticeFirst',
    barCause: 'agreementRescinded',
    hint: '写明时间、地点、行为、涉及的条款和证据，一项事实一条。',
  },
  lawChanged: {
    title: '所依据的法律、法规、政策变化，协商变更未达成一致',
    article: '第十八条',
    kind: 'rescission',
    path: 'noticeFirst',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明变化的规定、为什么不能继续履行，以及协商变更的经过。',
  },
  changeRefused: {
    title: '变更协商不成',
    article: '第十五条',
    kind: 'termination',
    path: 'noticeFirst',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明申请变更的事项、不同意的理由和协商的经过。',
  },
  changeOverdue: {
    title: '逾期未申请变更',
    article: '第十五条',
    kind: 'termination',
    path: 'noticeFirst',
    barCause: 'agreementEnded',
    hint: '写明变更的证照、变更日期、申请期限的最后一日和通知的情况。',
  },
  closed: {
    title: '关闭、解散或者破产',
    article: '第十九条（二）',
    kind: 'termination',
    path: 'direct',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明注销、解散决定或者裁定的文号、机关和日期。',
  },
  closedQuietly: {
    title: '停业、关闭未报告',
    article: '第十九条（二）',
    kind: 'termination',
    path: 'noticeFirst',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明现场查看的时间和情况、停止上传结算的起始日期和联系的经过。',
  },
  merged: {
    title: '合并后不再存在',
    article: '第十九条（二）',
    kind: 'termination',
    path: 'direct',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明合并的批准文件、日期和存续的单位。',
  },
  licenceRevoked: {
    title: '被吊销营业执照、执业许可证、药品经营许可证等',
    article: '第十九条（三）',
    kind: 'termination',
    path: 'direct',
    barCause: 'agreementEnded',
    hint: '写明处罚决定的机关、文号、日期和被吊销的证照。',
  },
  practitionerDied: {
    title: '个体执业者死亡',
    article: '第十九条（四）',
    kind: 'termination',
    path: 'direct',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明死亡日期和证明文件。',
  },
  otherImpossible: {
    title: '其他导致协议不能继续履行的情形',
    article: '第十九条（四）',
    kind: 'termination',
    path: 'noticeFirst',
    barCause: 'agreementEndedWithoutFault',
    hint: '写明具体情形、为什么不能继续履行，以及依据。',
  },
} as const satisfies Record<EndingGround, EndingGroundFacts>

/** The bar that an end on this ground brings (第十条（二）), or null where the policy says that none does (edge cases 51, 52). */
export const barCauseOfGround = (policy: PolicySet, ground: EndingGround): BarCause | null =>
  policy.endings.withoutBar.includes(ground) ? null : endingGrounds[ground].barCause
