import * as z from 'zod'
import type { Actor } from '#workflows/access/authorise'
import { formatDate, type PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome, Refusal } from '#workflows/domain/refusal'
import { ApplicationContext } from '#workflows/machines/application-context'
import { ItemScore, validateScores } from '#workflows/policy/item-scores'
import { disputeOf, type PanelResult, panelResult } from '#workflows/policy/panel-result'
import type { PolicySet } from '#workflows/policy/schema'
import { JointDecision } from '#workflows/policy/score-sheet'
import { ok, refuse } from '#workflows/result'
import { scoreIssues } from './application-intake'
import { stepCommand } from './definition'
import type { ApplicationFacts } from './facts'
import { officer, system } from './grants'

const machine = 'application' as const
const member = [{ role: 'evaluator', relation: 'panelMember' }] as const

/**
 * The result that the panel's sheets give (第九条（三）); the one computation behind conclusion, form and notice.
 * @returns `invalidInput` under the empty key with one sentence for each thing that is still missing
 */
export function resultOf(facts: ApplicationFacts, policy: PolicySet): Outcome<PanelResult> {
  const { standard, site, submission, sheets, jointDecisions } = facts
  if (submission === null) return refuse({ code: 'notFound' })
  const result = panelResult({
    standard,
    policy,
    scope: { kind: site.kind, services: submission.form.services.services },
    selfEvaluation: submission.selfEvaluation,
    sheets,
    jointDecisions,
  })
  if (result.ok) return result
  return refuse({ code: 'invalidInput', issues: { '': result.refusal.problems.map((problem) => problem.message) } })
}

function ownTurn(actor: Actor, context: unknown): Outcome<ApplicationContext> {
  const own = ApplicationContext.parse(context)
  if (own.conflictedBy.includes(actor.id)) return refuse({ code: 'forbidden', rule: 'conflictDeclared' })
  return ok(own)
}

/** Names the members whose sheet is still awaited; undefined when all are in. */
function sheetsMissing({ panel }: ApplicationFacts, context: unknown): Refusal | undefined {
  const { conflictedBy, sheetsBy } = ApplicationContext.parse(context)
  const waiting = panel.filter(({ accountId }) => !conflictedBy.includes(accountId) && !sheetsBy.includes(accountId))
  if (waiting.length === 0) return undefined
  return { code: 'invalidInput', issues: { '': [`${waiting.map((member) => member.name).join('、')}的评分表尚未提交`] } }
}

/** The last day of a licence that was over on the day of the visit; undefined when it held, or has no end. */
function endedLicence({ licenceExpiresOn, visitedOn }: ApplicationFacts): PlainDate | undefined {
  return licenceExpiresOn !== null && visitedOn !== null && licenceExpiresOn < visitedOn ? licenceExpiresOn : undefined
}

/** Round, panel, sheets and conclusion (第九条（三）), and the publication of the result ((四)). */
export const evaluationCommands = {
  joinRound: stepCommand({
    machine,
    article: '第九条（三）',
    grants: system,
    input: z.strictObject({ roundId: z.string().min(1).max(64) }),
    toEvent: ({ roundId }) => ok({ type: 'joinRound', roundId }),
  }),
  beginEvaluation: stepCommand({
    machine,
    article: '第九条（三）',
    grants: system,
    input: z.strictObject({}),
    toEvent: () => ok({ type: 'beginEvaluation' }),
  }),

  declareConflict: stepCommand({
    machine,
    article: '第九条（三）',
    grants: member,
    input: z.strictObject({
      hasConflict: z.enum(['yes', 'no'], { error: '请选择有无应当回避的情形' }),
      note: z.string().trim().max(300).default(''),
    }),
    toEvent({ hasConflict, note }, { actor, context }) {
      if (hasConflict === 'yes' && note.length < 2) return refuse({ code: 'invalidInput', issues: { note: ['请写明应当回避的情形'] } })
      const { conflictedBy, sheetsBy } = ApplicationContext.parse(context)
      if (conflictedBy.includes(actor.id) && hasConflict === 'no')
        return refuse({
          code: 'invalidInput',
          issues: { hasConflict: ['您已申明应当回避，不能自行撤回。申明有误的，请联系经办机构调整评估小组'] },
        })
      if (sheetsBy.includes(actor.id)) return refuse({ code: 'invalidInput', issues: { hasConflict: ['评分表已经提交，不能再更改申明'] } })
      return ok({ type: 'declareConflict', memberId: actor.id, hasConflict: hasConflict === 'yes' })
    },
  }),

  submitScoreSheet: stepCommand({
    machine,
    article: '第九条（三）',
    grants: member,
    input: z.strictObject({ entries: z.array(ItemScore).max(100) }),
    toEvent({ entries }, { actor, facts, context }) {
      const own = ownTurn(actor, context)
      if (!own.ok) return own
      if (facts.roundStage === 'evaluating.overrun')
        return refuse({ code: 'invalidInput', issues: { '': ['集中评估的月份已过，请等待负责人批准延长后再提交评分表'] } })
      if (!own.value.clearedBy.includes(actor.id))
        return refuse({ code: 'invalidInput', issues: { '': ['请先申明有无应当回避的情形，再评分'] } })
      if (own.value.sheetsBy.includes(actor.id))
        return refuse({ code: 'invalidInput', issues: { '': ['您的评分表已经提交并封存，不能重复提交'] } })
      const issues = validateScores(facts.items, entries)
      if (issues.length > 0) return refuse({ code: 'invalidInput', issues: scoreIssues(issues) })
      return ok({ type: 'submitSheet', memberId: actor.id })
    },
  }),

  // 附表规则: a veto that any member fails is decided together, with a minute, never by the mean.
  recordJointMinute: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: z.strictObject({ decisions: z.array(JointDecision).min(1, '请至少填写一项合议结论').max(60) }),
    toEvent({ decisions }, { facts, context }) {
      // While sheets are sealed, even a refusal would tell what is in them.
      const sealed = sheetsMissing(facts, context)
      if (sealed !== undefined) return refuse(sealed)
      const undisputed = decisions.filter(({ itemId }) => {
        const item = facts.items.find(({ id }) => id === itemId)
        return item === undefined || disputeOf(item, facts.sheets) === null
      })
      if (undisputed.length > 0) {
        const named = undisputed.map(({ itemId }) => itemId).join('、')
        return refuse({ code: 'invalidInput', issues: { decisions: [`成员对项目${named}没有不同意见，不能合议改变评分`] } })
      }
      return ok({ type: 'takeVetoMinute' })
    },
  }),

  concludeEvaluation: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: z.strictObject({}),
    toEvent(_input, { actor, facts, policy, context }) {
      const missing = sheetsMissing(facts, context)
      if (missing !== undefined) return refuse(missing)
      if (!ApplicationContext.parse(context).visitRecorded)
        return refuse({ code: 'invalidInput', issues: { '': ['还没有现场考查记录，请先登记现场考查，再作评估结论'] } })
      const ended = endedLicence(facts)
      if (ended !== undefined)
        return refuse({
          code: 'invalidInput',
          issues: {
            '': [
              `执业（经营）许可证有效期至${formatDate(ended)}，现场考查时已经过期。请机构先提交换发的证照；不能提交的，按无法评估作出结论`,
            ],
          },
        })
      const result = resultOf(facts, policy)
      if (!result.ok) return result
      return ok({
        type: 'concludeEvaluation',
        passed: result.value.passed,
        servicesPassed: [...result.value.servicesPassed],
        concludedBy: actor.id,
      })
    },
  }),

  // Dossier A13: the visit failed twice; or the licence had ended on the day of the evaluation (edge case 11).
  concludeUnable: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: z.strictObject({
      reason: z.string({ error: '请写明无法评估的情况' }).trim().min(10, '请写明无法评估的情况，不少于10个字').max(1000),
    }),
    toEvent(_input, { actor, facts, policy, context }) {
      const attemptsNeeded = policy.evaluation.visitAttempts
      const licenceEnded = endedLicence(facts) !== undefined
      if (!licenceEnded && ApplicationContext.parse(context).failedVisits < attemptsNeeded)
        return refuse({
          code: 'invalidInput',
          issues: { reason: [`${attemptsNeeded}次现场考查都没有成功并有记录，或者证照在考查时已经过期的，才能按无法评估作出结论`] },
        })
      return ok({ type: 'concludeUnable', concludedBy: actor.id, licenceEnded, attemptsNeeded })
    },
  }),

  publishResult: stepCommand({
    machine,
    article: '第九条（四）',
    grants: system,
    input: z.strictObject({ publishedAt: z.string().min(1).max(40) }),
    toEvent: ({ publishedAt }) => ok({ type: 'publishResult', publishedAt }),
  }),
}
