import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { checkApplicationForm } from '#workflows/domain/application-checks'
import { jurisdictionOf } from '#workflows/domain/areas'
import { missingMaterials } from '#workflows/domain/materials'
import type { Outcome } from '#workflows/domain/refusal'
import { RefusalGround } from '#workflows/domain/refusal-grounds'
import type { BarCause } from '#workflows/policy/bar-cause'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { type ScoreIssue, validateScores } from '#workflows/policy/item-scores'
import { totalOf } from '#workflows/policy/scoring'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import type { ApplicationFacts } from './facts'
import { Submission, SubmittedMaterial } from './submission'

const machine = 'application' as const
const applicant = [{ role: 'applicant', relation: 'ownInstitution' }] as const
const officer = [{ role: 'officer', relation: 'handlingAgency' }] as const

export const SupplementItem = z.strictObject({
  materialId: z.string().min(1).max(40),
  title: z.string().min(1).max(100),
  problem: z.string({ error: '请写明缺少什么或者哪里不符合要求' }).trim().min(2, '请写明缺少什么或者哪里不符合要求').max(300),
  remedy: z.string({ error: '请写明怎样补正' }).trim().min(2, '请写明怎样补正').max(300),
})

/** What each ground of 第十条 must be shown with: the failed table, the day from which its bar runs, or the rule. */
const groundNeeds = {
  selfEvaluationBelowStandard: { kind: 'failedSelfEvaluation' },
  agreementEndedWithinYear: { kind: 'eventOn', cause: 'agreementEnded' },
  falseApplicationWithinYear: { kind: 'eventOn', cause: 'falseApplication' },
  penaltyWithinYear: { kind: 'eventOn', cause: 'administrativePenalty' },
  otherPolicyGround: { kind: 'rule' },
} as const satisfies Record<RefusalGround, { kind: 'failedSelfEvaluation' | 'rule' } | { kind: 'eventOn'; cause: BarCause }>

/** Issues of score entries under the names that the forms give the fields. */
export function scoreIssues(issues: readonly ScoreIssue[]): Record<string, string[]> {
  const byField: Record<string, string[]> = {}
  for (const { itemId, field, message } of issues) byField[`${field}.${itemId}`] = [...(byField[`${field}.${itemId}`] ?? []), message]
  return byField
}

/** 第十条: what forbids acceptance today, from the facts alone; undefined when nothing does. */
export function acceptanceObstacle(facts: ApplicationFacts): { article: string; until: string | null; reason: string } | undefined {
  const bar = facts.bars[0]
  if (bar !== undefined) return { article: bar.basis, until: bar.barredUntil, reason: bar.explanation }
  const total = totalOf(facts.standard, facts.items, facts.submission?.selfEvaluation ?? [])
  if (!total.passed) return { article: '第十条（一）', until: null, reason: '自评未达到评估标准规定的合格要求，整改后可以重新自评并申请' }
  return undefined
}

/** From submission to acceptance, refusal or withdrawal (第八条至第十条). */
export const intakeCommands = {
  submitApplication: openingCommand({
    machine,
    article: '第八条',
    grants: applicant,
    input: Submission,
    open(input, { on, facts }) {
      const { institution, site } = facts
      if (facts.hasRunningApplication)
        return refuse({
          code: 'invalidInput',
          issues: { '': ['该执业地点已有正在办理的申请；每个执业地点一次只办理一件（第八条），办结或者撤回以后才能再次提交'] },
        })
      const issues: Record<string, string[]> = {}
      for (const { path, message } of checkApplicationForm(input.form, { kind: site.kind, institutionName: institution.name, today: on }))
        issues[path] = [...(issues[path] ?? []), message]
      const handedIn = input.materials.map((material) => material.materialId)
      for (const { id, title } of missingMaterials({ kind: site.kind, services: input.form.services.services }, handedIn))
        issues[`material.${id}`] = [`请上传“${title}”`]
      // 第八条: the whole table must be answered; a total below the pass mark may still be sent, to get a written refusal.
      Object.assign(issues, scoreIssues(validateScores(facts.items, input.selfEvaluation)))
      if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      const jurisdiction = jurisdictionOf(facts.site)
      if (!jurisdiction.ok) return refuse({ code: 'invalidInput', issues: { admdvs: [jurisdiction.refusal.message] } })
      return ok({
        agencyId: jurisdiction.value.agency,
        institutionId: facts.institution.id,
        siteId: facts.site.id,
        parentId: null,
        title: facts.site.name,
        machineInput: undefined,
      })
    },
  }),

  acceptApplication: stepCommand({
    machine,
    article: '第九条（二）',
    grants: officer,
    input: z.strictObject({ opinion: z.string({ error: '请填写受理意见' }).trim().min(2, '请填写受理意见').max(500) }),
    toEvent(_input, { on, facts }) {
      const obstacle = acceptanceObstacle(facts)
      if (obstacle !== undefined) return refuse({ code: 'ineligible', ...obstacle })
      return ok({ type: 'accept', acceptedOn: on })
    },
  }),

  issueSupplementNotice: stepCommand({
    machine,
    article: '第九条（二）',
    grants: officer,
    input: z.strictObject({ items: z.array(SupplementItem).min(1, '请至少列明一项需要补正的材料').max(60) }),
    toEvent: () => ok({ type: 'giveSupplementNotice', followUp: false }),
  }),

  // 第九条（二）, DECISIONS 8: a further notice may only name what the answer itself brought.
  issueFollowUpNotice: stepCommand({
    machine,
    article: '第九条（二）',
    grants: officer,
    input: z.strictObject({ items: z.array(SupplementItem).min(1, '请至少列明一项需要补正的材料').max(60) }),
    toEvent({ items }, { facts }) {
      const foreign = items.filter((item) => !facts.answeredMaterials.includes(item.materialId))
      if (foreign.length > 0)
        return refuse({
          code: 'invalidInput',
          issues: { items: [`“${foreign.map((item) => item.title).join('、')}”在首次审查时已经可见，不得再次要求补正`] },
        })
      return ok({ type: 'giveSupplementNotice', followUp: true })
    },
  }),

  // The applicant opens the notice on the platform: that day is the day of service, and the window runs from it.
  acknowledgeNotice: stepCommand({
    machine,
    article: '第九条（二）',
    grants: applicant,
    input: z.strictObject({}),
    toEvent: (_input, { on }) => ok({ type: 'acknowledgeNotice', servedOn: on }),
  }),

  answerSupplementNotice: stepCommand({
    machine,
    article: '第九条（二）',
    grants: applicant,
    input: z.strictObject({
      materials: z.array(SubmittedMaterial).max(60),
      explanation: z.string().trim().max(1000).default(''),
    }),
    toEvent({ materials }, { facts }) {
      const missing = facts.lastSupplement.filter((item) => !materials.some((material) => material.materialId === item.materialId))
      if (missing.length > 0) {
        const issues: Record<string, string[]> = {}
        for (const item of missing) issues[`material.${item.materialId}`] = [`请上传“${item.title}”的补正材料`]
        return refuse({ code: 'invalidInput', issues })
      }
      return ok({ type: 'answerSupplement' })
    },
  }),

  refuseApplication: stepCommand({
    machine,
    article: '第十条',
    grants: officer,
    input: z.strictObject({
      ground: RefusalGround,
      facts: z.string({ error: '请写明认定的事实' }).trim().min(10, '请写明认定的事实，不少于10个字').max(1000),
      /** Day of the end, the finding or the penalty decision, from which the year is counted. */
      eventOn: z.preprocess((value) => (value === '' ? undefined : value), PlainDate.optional()),
      rule: z.string().trim().max(200).default(''),
    }),
    toEvent(input, { on, facts, policy }): Outcome<{ type: 'refuse' }> {
      const needs = groundNeeds[input.ground]
      if (needs.kind === 'failedSelfEvaluation' && totalOf(facts.standard, facts.items, facts.submission?.selfEvaluation ?? []).passed)
        return refuse({ code: 'invalidInput', issues: { ground: ['自评已达到规定标准，不能以此理由不予受理'] } })
      if (needs.kind === 'eventOn') {
        if (input.eventOn === undefined)
          return refuse({ code: 'invalidInput', issues: { eventOn: ['请填写事实发生（查实、决定）的日期'] } })
        if (input.eventOn > on) return refuse({ code: 'invalidInput', issues: { eventOn: [`日期不能晚于今天（${formatDate(on)}）`] } })
        const bar = findBarPeriod(policy, { cause: needs.cause, startsOn: input.eventOn, source: input.ground })
        if (bar === undefined || bar.barredUntil < on)
          return refuse({ code: 'invalidInput', issues: { eventOn: ['距今已满规定的期限，不能以此理由不予受理'] } })
      }
      if (needs.kind === 'rule' && input.rule === '')
        return refuse({ code: 'invalidInput', issues: { rule: ['适用第（五）项的，请写明所依据的医疗保险政策规定'] } })
      return ok({ type: 'refuse' })
    },
  }),

  // 第四条: handed over to the competent agency; the day of receipt and the clock of acceptance stay.
  transferApplication: stepCommand({
    machine,
    article: '第四条',
    grants: officer,
    input: z.strictObject({
      toAgencyId: z.string({ error: '请选择接收的经办机构' }).min(1, '请选择接收的经办机构').max(6),
      reason: z.string({ error: '请写明移送的理由' }).trim().min(10, '请写明移送的理由，不少于10个字').max(500),
    }),
    toEvent({ toAgencyId }, { actor }) {
      if (findAgency(toAgencyId) === undefined || toAgencyId === actor.agencyId)
        return refuse({ code: 'invalidInput', issues: { toAgencyId: ['请选择本机构以外的经办机构'] } })
      return ok({ type: 'transfer', toAgencyId })
    },
  }),

  withdrawApplication: stepCommand({
    machine,
    article: '第九条（一）',
    grants: applicant,
    input: z.strictObject({ reason: z.string().trim().max(500).default('') }),
    toEvent: () => ok({ type: 'withdraw' }),
  }),
}
