import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { RuleOverrideContext, type RuleOverrideInput } from '#workflows/machines/rule-override'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import { cityStaff } from './grants'

const machine = 'ruleOverride' as const
const article = '第二十七条'

const said = (label: string) => z.string({ error: `请填写${label}` }).trim()

/** New cases on a pack past its end: proposed and approved by two persons of the city agency, for a span of days (第二十七条, DECISIONS 13). */
export const ruleOverrideCommands = {
  proposeOverride: openingCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({
      policyId: z.string({ error: '请选择规则版本' }).min(1, '请选择规则版本').max(120),
      firstDay: PlainDate,
      lastDay: PlainDate,
      basis: said('依据的文件').min(4, '请填写依据的文件，不少于4个字').max(120),
      reason: said('理由').min(10, '请填写理由，不少于10个字').max(500),
    }),
    open(input, { on, actor, facts }) {
      const { policyId, firstDay, lastDay } = input
      const pack = facts.endedPack
      const issues = {
        ...(pack?.id === policyId ? {} : { policyId: ['只有最近公布、已经载明有效期的规则版本可以例外适用'] }),
        ...(firstDay < on ? { firstDay: [`第一日不能早于今天（${formatDate(on)}）`] } : {}),
        ...(pack?.id === policyId && firstDay <= pack.effectiveTo
          ? { firstDay: [`第一日应在有效期（至${formatDate(pack.effectiveTo)}）届满以后`] }
          : {}),
        ...(lastDay < firstDay ? { lastDay: ['最后一日不能早于第一日'] } : {}),
      }
      if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      const machineInput: RuleOverrideInput = { ...input, proposedBy: actor.id }
      return ok({
        agencyId: actor.agencyId ?? '',
        institutionId: null,
        siteId: null,
        parentId: null,
        title: `例外适用 ${policyId}（${firstDay}至${lastDay}）`,
        machineInput,
      })
    },
  }),

  approveOverride: stepCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({ opinion: said('审批意见').min(2, '请填写审批意见，不少于2个字').max(500) }),
    toEvent(_input, { actor, on, context, facts }) {
      const { proposedBy, policyId } = RuleOverrideContext.parse(context)
      if (proposedBy === actor.id) return refuse({ code: 'samePerson', article })
      if (facts.endedPack?.id !== policyId)
        return refuse({ code: 'invalidInput', issues: { '': ['已经公布新的规则版本，不再需要例外适用，请作废这份记录'] } })
      return ok({ type: 'approve', approvedBy: actor.id, approvedOn: on })
    },
  }),

  dropOverride: stepCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({ reason: said('理由').min(5, '请填写理由，不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'drop' }),
  }),
}
