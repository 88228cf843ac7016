import * as z from 'zod'
import type { Outcome } from '#workflows/domain/refusal'
import type { PanelMember } from '#workflows/machines/panel-member'
import { PanelRole } from '#workflows/policy/score-sheet'
import { ok, refuse } from '#workflows/result'

export const PanelInput = z.strictObject({
  members: z
    .array(z.strictObject({ accountId: z.string().min(1).max(64), role: PanelRole }))
    .min(4, '评估小组至少四人：经办机构工作人员、临床或护理专家、医院管理专家、参保人员各一人')
    .max(20, '评估小组不超过二十人'),
})

/**
 * The members by name, each in the role that the pool knows them in (第九条（三）).
 * @param scored account ids of those whose sheet is in: it belongs to the record, and whoever gave it stays
 * @returns `invalidInput` under `members` when a role is missing, somebody is unknown, appears twice, or has scored and is left out
 */
export function panelFrom(
  { members }: z.output<typeof PanelInput>,
  { evaluators, scored }: { evaluators: readonly { id: string; name: string; role: PanelRole }[]; scored: readonly string[] },
): Outcome<PanelMember[]> {
  const panel = members.flatMap(({ accountId, role }) => {
    const person = evaluators.find((candidate) => candidate.id === accountId && candidate.role === role)
    return person === undefined ? [] : [{ accountId, role, name: person.name }]
  })
  const missing = PanelRole.options.filter((role) => !panel.some((member) => member.role === role))
  if (missing.length > 0 || panel.length !== members.length)
    return refuse({ code: 'invalidInput', issues: { members: ['评估小组须由四类人员组成，每类至少一人，且不得重复'] } })
  if (new Set(panel.map((member) => member.accountId)).size !== panel.length)
    return refuse({ code: 'invalidInput', issues: { members: ['同一人只能以一种身份参加评估小组'] } })
  if (scored.some((id) => !panel.some(({ accountId }) => accountId === id)))
    return refuse({ code: 'invalidInput', issues: { members: ['已经提交评分表的成员不能更换，只能增加成员'] } })
  return ok(panel)
}
