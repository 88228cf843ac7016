import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { RuleReleaseContext, type RuleReleaseInput } from '#workflows/machines/rule-release'
import { amendPack, PackAmendment } from '#workflows/policy/pack-amendment'
import { packFaults } from '#workflows/policy/pack-check'
import type { PolicySet } from '#workflows/policy/schema'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import type { RuleReleaseFacts } from './facts'
import { cityStaff } from './grants'

const machine = 'ruleRelease' as const
const article = '第四条'

/** The faults of a pack as sentences above the form: they concern values that this form does not show. */
function checkPack({ policy, known }: RuleReleaseFacts): Outcome<PolicySet> {
  if (policy === null) throw new Error('a release without its pack')
  const faults = Object.values(packFaults(policy, known)).flat()
  return faults.length > 0 ? refuse({ code: 'invalidInput', issues: { '': faults } }) : ok(policy)
}

/** Rules only ever look forward: what has happened was right under the rules of its day. */
function dateFault(policy: PolicySet, { on, facts }: { on: PlainDate; facts: RuleReleaseFacts }): string | undefined {
  if (policy.effectiveFrom < on) return `施行日期（${formatDate(policy.effectiveFrom)}）不能早于公布之日，请先修改施行日期`
  return facts.publishedFrom.includes(policy.effectiveFrom)
    ? `已有一个规则版本自${formatDate(policy.effectiveFrom)}起施行，请先修改施行日期`
    : undefined
}

const Opinion = z.string({ error: '请填写核对意见' }).trim().min(2, '请填写核对意见，不少于2个字').max(500)

/** Versions of the rules: drawn up, checked and published at the city agency alone, by two persons (第四条, DECISIONS 14). */
export const ruleReleaseCommands = {
  draftRules: openingCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({
      basedOn: z.string({ error: '请选择以哪个版本为基础' }).min(1, '请选择以哪个版本为基础').max(120),
      code: z
        .string({ error: '请填写版本代码' })
        .trim()
        .regex(/^[a-z][a-z0-9-]{2,30}$/, '版本代码为小写字母、数字和短横线，3至31个字'),
      version: z
        .string({ error: '请填写版本号' })
        .trim()
        .regex(/^[a-z0-9][a-z0-9.-]{0,30}$/, '版本号为小写字母、数字、点和短横线，不超过31个字'),
      title: z.string({ error: '请填写名称' }).trim().min(4, '请填写名称，不少于4个字').max(80),
      effectiveFrom: PlainDate,
    }),
    open({ basedOn, code, version, title, effectiveFrom }, { actor, facts, on }) {
      const policyId = `${code}@${version}`
      const issues = {
        ...(facts.policy === null ? { basedOn: ['没有这个版本，请从列出的版本中选择'] } : {}),
        ...(facts.takenIds.includes(policyId) ? { version: [`版本“${policyId}”已经用过，请换一个版本号`] } : {}),
        ...(effectiveFrom < on ? { effectiveFrom: [`施行日期不能早于今天（${formatDate(on)}）`] } : {}),
      }
      if (facts.policy === null || Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      const policy = { ...facts.policy, code, version, title, status: 'draft' as const, effectiveFrom, effectiveTo: null }
      const machineInput: RuleReleaseInput = { policyId, basedOn, policy, draftedBy: actor.id }
      return ok({
        agencyId: actor.agencyId ?? '',
        institutionId: null,
        siteId: null,
        parentId: null,
        title: `规则版本 ${policyId}`,
        machineInput,
      })
    },
  }),

  amendRules: stepCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({ change: PackAmendment }),
    toEvent({ change }, { actor, on, facts }) {
      if (facts.policy === null) throw new Error('a release without its pack')
      const policy = { ...amendPack(facts.policy, change), status: 'draft' as const }
      const faults = partFaults(policy, change, facts)
      const early =
        change.part === 'validity' && change.effectiveFrom < on
          ? { 'change.effectiveFrom': [`施行日期不能早于今天（${formatDate(on)}）`] }
          : {}
      const issues = { ...faults, ...early }
      if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      return ok({ type: 'amend', policy, by: actor.id })
    },
  }),

  checkRules: stepCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({ opinion: Opinion }),
    toEvent(_input, { actor, on, facts, context }) {
      if (RuleReleaseContext.parse(context).authors.includes(actor.id)) return refuse({ code: 'samePerson', article })
      const checked = checkPack(facts)
      return checked.ok ? ok({ type: 'check', checkedBy: actor.id, checkedOn: on }) : checked
    },
  }),

  publishRules: stepCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({
      opinion: Opinion,
      openCases: z.enum(['keep', 'adopt'], { error: '请选择正在办理的事项适用哪个版本' }).default('keep'),
    }),
    toEvent({ openCases }, { actor, on, facts, context }) {
      if (RuleReleaseContext.parse(context).authors.includes(actor.id)) return refuse({ code: 'samePerson', article })
      // The tables and texts that the pack names may have changed since the check.
      const checked = checkPack(facts)
      if (!checked.ok) return checked
      const fault = dateFault(checked.value, { on, facts })
      if (fault !== undefined) return refuse({ code: 'invalidInput', issues: { '': [fault] } })
      return ok({ type: 'publish', publishedBy: actor.id, publishedOn: on, forOpenCases: openCases === 'adopt' })
    },
  }),

  dropRules: stepCommand({
    machine,
    article,
    grants: cityStaff,
    input: z.strictObject({ reason: z.string({ error: '请写明理由' }).trim().min(5, '请写明理由，不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'drop' }),
  }),
}

/** Of the faults of a pack those that this amendment brought in, at its fields: a draft may still have others elsewhere. */
function partFaults(policy: PolicySet, { part }: PackAmendment, { known }: RuleReleaseFacts): Record<string, string[]> {
  const fields: Partial<Record<PackAmendment['part'], readonly string[]>> = {
    evaluation: ['medical', 'pharmacy', 'switchedOffItems'],
    clauses: ['clauseSetVersion'],
  }
  const faults = packFaults(policy, known)
  return Object.fromEntries(
    (fields[part] ?? []).flatMap((field) => (faults[field] === undefined ? [] : [[`change.${field}`, faults[field]]])),
  )
}
