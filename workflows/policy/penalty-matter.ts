import { z } from 'zod'

/** What an administrative penalty was about: 第十条（四） names any, which of them bar is a table of the policy. */
export const PenaltyMatter = z.enum(['businessConduct', 'unrelated', 'warningOnly'], { error: '请选择处罚涉及的事项' })
export type PenaltyMatter = z.output<typeof PenaltyMatter>

export const penaltyMatterTitles = {
  businessConduct: '执业（经营）行为',
  unrelated: '与医药服务无关的事项（如消防、税务）',
  warningOnly: '仅给予警告',
} as const satisfies Record<PenaltyMatter, string>

/** Whether penalties for a matter bar by themselves; `draft` marks a value that the Measure does not give. */
export const PenaltyMatterRule = z.strictObject({ matter: PenaltyMatter, countsAsBar: z.boolean(), draft: z.boolean() })
export type PenaltyMatterRule = z.output<typeof PenaltyMatterRule>
