import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { RefusalGround } from '#workflows/domain/refusal-grounds'
import { ApplicationContext } from '#workflows/machines/application-context'
import type { BarCause } from '#workflows/policy/bar-cause'
import { type BarPeriod, findBarPeriod } from '#workflows/policy/eligibility'
import type { PolicySet } from '#workflows/policy/schema'
import { totalOf } from '#workflows/policy/scoring'
import { ok, refuse } from '#workflows/result'
import { stepCommand } from './definition'
import { head, officer } from './grants'
import { SubmittedFile } from './submitted-file'

const machine = 'application' as const

/** What each ground of 第十条 must be shown with: the failed table, the day from which its bar runs, or the rule. */
const groundNeeds = {
  selfEvaluationBelowStandard: { kind: 'failedSelfEvaluation' },
  agreementEndedWithinYear: { kind: 'eventOn', cause: 'agreementEnded' },
  falseApplicationWithinYear: { kind: 'eventOn', cause: 'falseApplication' },
  penaltyWithinYear: { kind: 'eventOn', cause: 'administrativePenalty' },
  otherPolicyGround: { kind: 'rule' },
} as const satisfies Record<RefusalGround, { kind: 'failedSelfEvaluation' | 'rule' } | { kind: 'eventOn'; cause: BarCause }>

/**
 * The period that a ground of 第十条 bars, counted from the day of its event by the policy; undefined for grounds without one.
 * @param eventOn day of the end, the finding or the decision
 */
export function barOfGround(policy: PolicySet, ground: RefusalGround, eventOn: PlainDate): BarPeriod | undefined {
  const needs = groundNeeds[ground]
  return needs.kind === 'eventOn' ? findBarPeriod(policy, { cause: needs.cause, startsOn: eventOn, source: ground }) : undefined
}

/** What an officer proposes and the head decides: the ground, its facts and the day from which its bar runs. */
const RefusalProposal = z.strictObject({
  ground: RefusalGround,
  facts: z.string({ error: '请写明认定的事实' }).trim().min(10, '请写明认定的事实，不少于10个字').max(1000),
  /** Day of the end, the finding or the penalty decision, from which the year is counted. */
  eventOn: z.preprocess((value) => (value === '' ? undefined : value), PlainDate.optional()),
  rule: z.string().trim().max(200).default(''),
})

const opinion = z.string({ error: '请填写意见' }).trim().min(2, '请填写意见').max(500)

/** Refusals on the grounds of 第十条, and false material found while the application runs (第十条（三）): always two persons. */
export const refusalCommands = {
  proposeRefusal: stepCommand({
    machine,
    article: '第十条',
    grants: officer,
    input: RefusalProposal,
    toEvent(input, { actor, on, facts, policy }): Outcome<{ type: 'proposeRefusal'; proposedBy: string }> {
      const needs = groundNeeds[input.ground]
      if (needs.kind === 'failedSelfEvaluation' && totalOf(facts.standard, facts.items, facts.submission?.selfEvaluation ?? []).passed)
        return refuse({ code: 'invalidInput', issues: { ground: ['自评已达到规定标准，不能以此理由不予受理'] } })
      if (needs.kind === 'eventOn') {
        if (input.eventOn === undefined)
          return refuse({ code: 'invalidInput', issues: { eventOn: ['请填写事实发生（查实、决定）的日期'] } })
        if (input.eventOn > on) return refuse({ code: 'invalidInput', issues: { eventOn: [`日期不能晚于今天（${formatDate(on)}）`] } })
        const bar = barOfGround(policy, input.ground, input.eventOn)
        if (bar === undefined || bar.barredUntil < on)
          return refuse({ code: 'invalidInput', issues: { eventOn: ['距今已满规定的期限，不能以此理由不予受理'] } })
      }
      if (needs.kind === 'rule' && input.rule === '')
        return refuse({ code: 'invalidInput', issues: { rule: ['适用第（五）项的，请写明所依据的医疗保险政策规定'] } })
      return ok({ type: 'proposeRefusal', proposedBy: actor.id })
    },
  }),

  refuseApplication: stepCommand({
    machine,
    article: '第十条',
    grants: head,
    input: z.strictObject({ opinion }),
    toEvent(_input, { actor, context }) {
      if (ApplicationContext.parse(context).refusalProposedBy === actor.id) return refuse({ code: 'samePerson', article: '第十条' })
      return ok({ type: 'refuse', decidedBy: actor.id })
    },
  }),

  returnRefusal: stepCommand({
    machine,
    article: '第十条',
    grants: head,
    input: z.strictObject({ reason: z.string({ error: '请写明退回理由' }).trim().min(5, '退回理由不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'returnRefusal' }),
  }),

  // Edge case 14: a report is no refusal; the case goes on until a second person has verified it.
  reportFraud: stepCommand({
    machine,
    article: '第十条（三）',
    grants: [...officer, ...head],
    input: z.strictObject({
      facts: z.string({ error: '请写明发现的情况和来源' }).trim().min(20, '请写明发现的情况和来源，不少于20个字').max(3000),
      evidence: z.array(SubmittedFile).max(20).default([]),
    }),
    toEvent(_input, { actor, context }) {
      if (ApplicationContext.parse(context).fraudReportedBy !== null)
        return refuse({ code: 'invalidInput', issues: { facts: ['已经有一份情况报告正在核实，请等待核实结果'] } })
      return ok({ type: 'reportFraud', reportedBy: actor.id })
    },
  }),

  dismissFraud: stepCommand({
    machine,
    article: '第十条（三）',
    grants: head,
    input: z.strictObject({ finding: z.string({ error: '请写明核实情况' }).trim().min(10, '请写明核实情况，不少于10个字').max(3000) }),
    toEvent(_input, { actor, context }) {
      const refusal = fraudFault(actor.id, context)
      return refusal ?? ok({ type: 'dismissFraud', decidedBy: actor.id })
    },
  }),

  confirmFraud: stepCommand({
    machine,
    article: '第十条（三）',
    grants: head,
    input: z.strictObject({
      finding: z.string({ error: '请写明查实的事实和证据' }).trim().min(20, '请写明查实的事实和证据，不少于20个字').max(3000),
      statementHeard: z.literal('yes', { error: '请先听取申请人的陈述和申辩，再作认定' }),
    }),
    toEvent(_input, { actor, context }) {
      const refusal = fraudFault(actor.id, context)
      return refusal ?? ok({ type: 'confirmFraud', decidedBy: actor.id })
    },
  }),
}

function fraudFault(actorId: string, context: unknown): Outcome<never> | undefined {
  const { fraudReportedBy } = ApplicationContext.parse(context)
  if (fraudReportedBy === null) return refuse({ code: 'invalidInput', issues: { finding: ['没有等待核实的情况报告'] } })
  return fraudReportedBy === actorId ? refuse({ code: 'samePerson', article: '第十条（三）' }) : undefined
}
