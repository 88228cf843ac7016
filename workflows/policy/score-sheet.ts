import { z } from 'zod'
import { Instant } from '#workflows/calendar/plain-date'
import { ItemScore } from '#workflows/policy/item-scores'

/** 第九条(三): the four roles of a panel; a result needs a valid sheet of each. */
export const PanelRole = z.enum(['agencyStaff', 'clinicalExpert', 'managementExpert', 'insuredPerson'])
export type PanelRole = z.output<typeof PanelRole>

export const panelRoleTitles = {
  agencyStaff: '经办机构工作人员',
  clinicalExpert: '临床或护理等医疗专家',
  managementExpert: '医院管理专家',
  insuredPerson: '参保人员代表',
} as const satisfies Record<PanelRole, string>

/** The sheet of one member. It is valid once submitted, unless the member declared a conflict of interest. */
export const ScoreSheet = z.strictObject({
  evaluatorId: z.string().min(1),
  role: PanelRole,
  hasConflict: z.boolean(),
  submittedAt: Instant.nullable(),
  entries: z.array(ItemScore),
})
export type ScoreSheet = z.output<typeof ScoreSheet>

/** What the panel decided together, with the minute: a disputed veto, or whether an item applies. */
export const JointDecision = z.strictObject({
  itemId: z.string().min(1),
  veto: z.enum(['pass', 'fail']).nullable(),
  applies: z.boolean().nullable(),
  minute: z.string({ error: '请写明合议情况' }).trim().min(5, '请写明合议情况，至少5个字').max(1_000),
})
export type JointDecision = z.output<typeof JointDecision>

/** Whether a sheet counts towards the mean. */
export function isValidSheet(sheet: ScoreSheet): boolean {
  return sheet.submittedAt !== null && !sheet.hasConflict
}
