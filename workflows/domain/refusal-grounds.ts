import { z } from 'zod'

/** 第十条: the five grounds on which an application is not accepted. */
export const RefusalGround = z.enum(
  ['selfEvaluationBelowStandard', 'agreementEndedWithinYear', 'falseApplicationWithinYear', 'penaltyWithinYear', 'otherPolicyGround'],
  { error: '请选择不予受理的情形' },
)
export type RefusalGround = z.output<typeof RefusalGround>

export type RefusalGroundFacts = {
  readonly item: 1 | 2 | 3 | 4 | 5
  readonly title: string
  readonly article: string
  /** What the institution can do, for the notice. */
  readonly remedy: string
}

export const refusalGrounds = {
  selfEvaluationBelowStandard: {
    item: 1,
    title: '自评未达到规定的条件和标准',
    article: '第十条（一）',
    remedy: '按评估标准改进并重新自评，达到合格线且没有否决项后，可以随时重新申请。',
  },
  agreementEndedWithinYear: {
    item: 2,
    title: '服务协议解除（终止）未满1年',
    article: '第十条（二）',
    remedy: '自协议解除（终止）之日起满1年的次日，可以重新申请。',
  },
  falseApplicationWithinYear: {
    item: 3,
    title: '以不正当手段申请，被查实未满1年',
    article: '第十条（三）',
    remedy: '自查实之日起满1年的次日，可以用真实的资料重新申请。',
  },
  penaltyWithinYear: {
    item: 4,
    title: '受到行政处罚未满1年',
    article: '第十条（四）',
    remedy: '自处罚决定作出之日起满1年的次日，可以重新申请；处罚被依法撤销的，可以凭撤销决定立即申请。',
  },
  otherPolicyGround: {
    item: 5,
    title: '不符合医疗保险政策规定的其他情形',
    article: '第十条（五）',
    remedy: '所依据的规定不再适用时，可以重新申请。',
  },
} as const satisfies Record<RefusalGround, RefusalGroundFacts>
