import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { checkApplicationForm } from '#workflows/domain/application-checks'
import { jurisdictionOf } from '#workflows/domain/areas'
import { missingMaterials } from '#workflows/domain/materials'
import { type ScoreIssue, validateScores } from '#workflows/policy/item-scores'
import { totalOf } from '#workflows/policy/scoring'
import { ok, refuse } from '#workflows/result'
import { CounterPaper, counterFault } from './counter'
import { openingCommand, stepCommand } from './definition'
import type { ApplicationFacts } from './facts'
import { applicantOrCounter, officer } from './grants'
import { Submission, SubmittedMaterial } from './submission'
import { SubmittedFile } from './submitted-file'

const machine = 'application' as const

export const SupplementItem = z.strictObject({
  materialId: z.string().min(1).max(40),
  title: z.string().min(1).max(100),
  problem: z.string({ error: '请写明缺少什么或者哪里不符合要求' }).trim().min(2, '请写明缺少什么或者哪里不符合要求').max(300),
  remedy: z.string({ error: '请写明怎样补正' }).trim().min(2, '请写明怎样补正').max(300),
})

/** Why the answer itself is not enough (edge case 12): the code that a further notice cannot do without. */
export const FollowUpCause = z.enum(['missing', 'incomplete', 'unclear', 'expired', 'differs', 'other'], {
  error: '再次告知须选择补正材料本身存在的问题',
})
const FollowUpItem = SupplementItem.extend({ cause: FollowUpCause })

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
    grants: applicantOrCounter,
    input: Submission,
    open(input, { actor, on, facts }) {
      const { institution, site } = facts
      const fault = counterFault(actor, institution.id, input.counter)
      if (fault !== undefined) return refuse(fault)
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
    input: z.strictObject({ items: z.array(FollowUpItem).min(1, '请至少列明一项需要补正的材料').max(60) }),
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
    grants: applicantOrCounter,
    input: z.strictObject({
      /** Served on paper: the day on the receipt, when an officer enters it. */
      servedOn: PlainDate.optional(),
      proof: SubmittedFile.optional(),
    }),
    toEvent({ servedOn, proof }, { actor, on, facts }) {
      const isOwn = actor.institutionIds.includes(facts.institution.id)
      if (isOwn && (servedOn !== undefined || proof !== undefined))
        return refuse({ code: 'invalidInput', issues: { servedOn: ['送达回证由经办机构登记；在线查阅的，签收日期就是今天'] } })
      if (isOwn) return ok({ type: 'acknowledgeNotice', servedOn: on })
      if (servedOn === undefined || proof === undefined)
        return refuse({ code: 'invalidInput', issues: { servedOn: ['请填写送达回证上的签收日期，并上传送达回证'] } })
      if (servedOn > on) return refuse({ code: 'invalidInput', issues: { servedOn: [`签收日期不能晚于今天（${formatDate(on)}）`] } })
      return ok({ type: 'acknowledgeNotice', servedOn })
    },
  }),

  answerSupplementNotice: stepCommand({
    machine,
    article: '第九条（二）',
    grants: applicantOrCounter,
    input: z.strictObject({
      materials: z.array(SubmittedMaterial).max(60),
      explanation: z.string().trim().max(1000).default(''),
      counter: CounterPaper.optional(),
    }),
    toEvent({ materials, counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution.id, counter)
      if (fault !== undefined) return refuse(fault)
      const missing = facts.lastSupplement.filter((item) => !materials.some((material) => material.materialId === item.materialId))
      if (missing.length > 0) {
        const issues: Record<string, string[]> = {}
        for (const item of missing) issues[`material.${item.materialId}`] = [`请上传“${item.title}”的补正材料`]
        return refuse({ code: 'invalidInput', issues })
      }
      return ok({ type: 'answerSupplement' })
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
    grants: applicantOrCounter,
    input: z.strictObject({ reason: z.string().trim().max(500).default(''), counter: CounterPaper.optional() }),
    toEvent({ counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution.id, counter)
      return fault === undefined ? ok({ type: 'withdraw' }) : refuse(fault)
    },
  }),
}
