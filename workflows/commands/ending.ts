import * as z from 'zod'
import { addDays, formatDate, PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { barCauseOfGround, EndingGround, endingGrounds } from '#workflows/domain/ending-grounds'
import type { Outcome } from '#workflows/domain/refusal'
import type { AgreementEnd } from '#workflows/machines/agreement-context'
import { EndingContext, type EndingInput } from '#workflows/machines/ending'
import type { PolicySet } from '#workflows/policy/schema'
import { ok, refuse } from '#workflows/result'
import { caseOf, livingAgreement, runningOf } from './agreement-case'
import { CounterPaper, counterFault } from './counter'
import { type CaseSubject, openingCommand, stepCommand } from './definition'
import type { LifeFacts } from './facts'
import { applicant, applicantOrCounter, head, officer, system } from './grants'
import { signingCommands } from './signing'
import { SubmittedFile } from './submitted-file'

const machine = 'ending' as const
const said = (error: string, least = 5, most = 1000) => z.string({ error }).trim().min(least, `${error}，不少于${least}个字`).max(most)

/** What an ending rests on: facts one by one, and the papers that show them. */
export const EndingProposal = z.strictObject({
  agreementId: z.string().min(1).max(80),
  ground: EndingGround,
  facts: z
    .array(said('请逐条写明事实', 10, 1000))
    .min(1, '请至少写明一条事实')
    .max(20),
  /** The clause, law or document that the facts are measured by. */
  basis: said('请写明所依据的条款、规定或者文书', 4, 500),
  /** 第十八条: the changed rule and the talks that failed. */
  talks: z.string().trim().max(1000).default(''),
  /** The day of the authority's document, for events of 第十九条. */
  eventOn: z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable()).default(null),
  plannedEndsOn: z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable()).default(null),
  evidence: z.array(SubmittedFile).max(20, '证据不超过20份').default([]),
})
export type EndingProposal = z.output<typeof EndingProposal>

/** What a proposal lacks by its ground, as issues by field; empty when nothing. */
export function proposalFault({ ground, talks, eventOn, evidence }: EndingProposal, on: PlainDate): Record<string, string[]> {
  const { path } = endingGrounds[ground]
  return {
    ...(ground === 'lawChanged' && talks.length < 10 ? { talks: ['请写明变化的规定和协商变更的经过'] } : {}),
    ...(eventOn !== null && eventOn > on ? { eventOn: [`日期不能晚于今天（${formatDate(on)}）`] } : {}),
    ...(path === 'direct' && eventOn === null ? { eventOn: ['请填写有关文书或者证明上的日期'] } : {}),
    ...(path !== 'consensual' && evidence.length === 0 ? { evidence: ['请上传证明事实的材料'] } : {}),
  }
}

const EndTerms = z.strictObject({
  endsOn: PlainDate,
  settlement: said('请写明费用结算的安排'),
  /** Edge case 41: those who are in a bed on the last day. */
  patients: z.string().trim().max(1000).default(''),
})

/** The end as the agreement will carry it out, or why that day cannot be. */
function endOf(
  { endsOn, patients }: z.output<typeof EndTerms>,
  asked: { on: PlainDate; endingId: string; ground: EndingGround; policy: PolicySet; facts: LifeFacts; eventOn?: PlainDate },
): Outcome<AgreementEnd> {
  const { on, ground, policy, facts } = asked
  const { agreement } = facts
  if (agreement === null) return refuse({ code: 'notFound' })
  const { article, kind, path } = endingGrounds[ground]
  const { expiresOn, services, startsOn } = agreement.context
  const latest = addDays(on, policy.endings.transitionMaxDays)
  const issues: Record<string, string[]> = {}
  // An event of 第十九条 ends it on its own day; a decision never reaches back.
  if (path !== 'direct' && endsOn < on) issues.endsOn = [`生效日期不能早于今天（${formatDate(on)}）`]
  if (endsOn < startsOn) issues.endsOn = [`不能早于协议生效日（${formatDate(plainDate(startsOn))}）`]
  if (endsOn > latest) issues.endsOn = [`过渡期最长${policy.endings.transitionMaxDays}天，不能晚于${formatDate(latest)}`]
  if (expiresOn !== null && agreement.context.continuedOn === null && endsOn > expiresOn)
    issues.endsOn = [`不能晚于协议期满日（${formatDate(plainDate(expiresOn))}）`]
  if (services.some((service) => service === 'inpatient' || service === 'long_term_care') && patients.length < 5)
    issues.patients = ['有住院或者长期护理服务的，请写明在院病人的过渡和结算安排']
  if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  return ok({ endingId: asked.endingId, kind, article, endsOn, barCause: barCauseOfGround(policy, ground) })
}

function openEnding(proposal: EndingProposal, by: { on: PlainDate; actorId: string; facts: LifeFacts }): Outcome<CaseSubject> {
  const agreement = livingAgreement(by.facts)
  if (!agreement.ok) return agreement
  const issues = proposalFault(proposal, by.on)
  if (runningOf(by.facts, 'ending').some(({ stage }) => !stage.startsWith('decided')))
    issues.ground = ['这份协议已经有正在办理的解除（终止），请在那一件中办理']
  if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const { path, kind } = endingGrounds[proposal.ground]
  const input: EndingInput = { agreementId: agreement.value.id, ground: proposal.ground, path, proposedBy: by.actorId }
  return ok(caseOf(agreement.value, kind === 'rescission' ? '解除' : '终止', input))
}

/** The end of an agreement by consent, decision or event (第十五至十九条). */
export const endingCommands = {
  proposeEnding: openingCommand({
    machine,
    article: '第十五至十九条',
    grants: officer,
    input: EndingProposal,
    underRulesOf: ({ agreementId }) => agreementId,
    open: (input, { actor, on, facts }) => openEnding(input, { on, actorId: actor.id, facts }),
  }),
  // 第十六条: the institution itself wishes to end it.
  requestRescission: openingCommand({
    machine,
    article: '第十六条',
    grants: applicant,
    input: z.strictObject({
      agreementId: z.string().min(1).max(80),
      reason: said('请写明申请解除的理由', 10, 1000),
      plannedEndsOn: z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable()).default(null),
      understood: z.literal('yes', { error: '请勾选知悉：协议解除后一年内不能重新申请' }),
    }),
    underRulesOf: ({ agreementId }) => agreementId,
    open({ agreementId, reason, plannedEndsOn }, { actor, on, facts }) {
      const proposal = EndingProposal.parse({ agreementId, ground: 'consensual', facts: [reason], basis: '第十六条', plannedEndsOn })
      return openEnding(proposal, { on, actorId: actor.id, facts })
    },
  }),
  // 第十五条: a change that was refused, or not asked for in time; the facts come from the case of the change.
  openEndingForChange: openingCommand({
    machine,
    article: '第十五条',
    grants: system,
    input: EndingProposal.extend({ changeId: z.string().min(1), proposedBy: z.string().min(1) }),
    underRulesOf: ({ agreementId }) => agreementId,
    open({ agreementId, ground, proposedBy }, { facts }) {
      const agreement = livingAgreement(facts)
      if (!agreement.ok) return agreement
      const { path } = endingGrounds[ground]
      return ok(caseOf(agreement.value, '终止', { agreementId, ground, path, proposedBy } satisfies EndingInput))
    },
  }),

  acknowledgeEndingNotice: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: applicantOrCounter,
    input: z.strictObject({}),
    toEvent: (_input, { on }) => ok({ type: 'acknowledgeNotice', servedOn: on }),
  }),
  giveStatement: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: applicantOrCounter,
    input: z.strictObject({
      statement: said('请写明陈述申辩的内容', 10, 5000),
      wantsHearing: z.enum(['yes', 'no']).default('no'),
      files: z.array(SubmittedFile).max(20).default([]),
      counter: CounterPaper.optional(),
    }),
    toEvent({ counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution?.id ?? '', counter)
      return fault === undefined ? ok({ type: 'giveStatement' }) : refuse(fault)
    },
  }),
  waiveStatement: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: applicantOrCounter,
    input: z.strictObject({ confirmed: z.literal('yes', { error: '请勾选确认放弃陈述申辩' }), counter: CounterPaper.optional() }),
    toEvent({ counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution?.id ?? '', counter)
      return fault === undefined ? ok({ type: 'waiveStatement' }) : refuse(fault)
    },
  }),

  draftEndingDecision: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: officer,
    input: EndTerms.extend({
      /** Whether the party's word was followed, and why (not). */
      statementOutcome: z.enum(['adopted', 'partlyAdopted', 'notAdopted']).optional(),
      onStatement: z.string().trim().max(2000).default(''),
    }),
    toEvent(input, { actor, on, context, facts, policy }) {
      const { ground, hasStatement } = EndingContext.parse(context)
      const issues = {
        ...(hasStatement && input.statementOutcome === undefined ? { statementOutcome: ['请选择陈述申辩是否采纳'] } : {}),
        ...(hasStatement && input.onStatement.length < 10 ? { onStatement: ['请写明是否采纳的理由，不少于10个字'] } : {}),
      }
      if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      const end = endOf(input, { on, endingId: facts.caseId ?? '', ground, policy, facts })
      return end.ok ? ok({ type: 'draftDecision', end: end.value, draftedBy: actor.id }) : end
    },
  }),
  returnEndingDecision: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: head,
    input: z.strictObject({ reason: said('请写明退回的理由') }),
    toEvent: () => ok({ type: 'returnDecision' }),
  }),
  decideEnding: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: head,
    input: z.strictObject({ opinion: said('请填写意见', 2, 500) }),
    toEvent(_input, { actor, context, on }) {
      const { draftedBy, proposedBy, end, path } = EndingContext.parse(context)
      if (actor.id === draftedBy || actor.id === proposedBy) return refuse({ code: 'samePerson', article: '第十五至十九条' })
      if (end !== null && path !== 'direct' && end.endsOn < on)
        return refuse({ code: 'invalidInput', issues: { '': [`拟定的生效日期（${formatDate(end.endsOn)}）已经过去，请退回重新拟定`] } })
      return ok({ type: 'decide', decidedBy: actor.id })
    },
  }),
  dropEnding: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: [...officer, ...head],
    input: z.strictObject({ reason: said('请写明不予解除（终止）的理由') }),
    toEvent(_input, { actor, context }) {
      const { proposedBy, path } = EndingContext.parse(context)
      if (path !== 'consensual' && actor.id === proposedBy) return refuse({ code: 'samePerson', article: '第十五至十九条' })
      return ok({ type: 'drop', droppedBy: actor.id })
    },
  }),

  offerRescission: stepCommand({
    machine,
    article: '第十六条',
    grants: officer,
    input: EndTerms.extend({ remark: z.string().trim().max(1000).default('') }),
    toEvent(input, { actor, on, facts, policy }) {
      const end = endOf(input, { on, endingId: facts.caseId ?? '', ground: 'consensual', policy, facts })
      return end.ok ? ok({ type: 'offerRescission', end: end.value, draftedBy: actor.id }) : end
    },
  }),
  commentRescission: stepCommand({
    machine,
    article: '第十六条',
    grants: applicant,
    input: z.strictObject({ comment: said('请写明对协商解除协议书的意见') }),
    toEvent: () => ok({ type: 'commentTerms' }),
  }),

  // Edge case 50: review within 60 days, suit within 6 months; the end stands unless a stay is ordered.
  contestEnding: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: officer,
    input: z.strictObject({
      kind: z.enum(['review', 'suit'], { error: '请选择行政复议或者行政诉讼' }),
      filedOn: PlainDate,
      note: z.string().trim().max(500).default(''),
    }),
    toEvent({ kind, filedOn }, { on }) {
      if (filedOn > on) return refuse({ code: 'invalidInput', issues: { filedOn: [`日期不能晚于今天（${formatDate(on)}）`] } })
      return ok({ type: 'contest', contest: { kind, filedOn } })
    },
  }),
  endContest: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: officer,
    input: z.strictObject({ outcome: said('请填写复议（诉讼）结果') }),
    toEvent: () => ok({ type: 'endContest' }),
  }),
  stayEnding: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: head,
    input: z.strictObject({ order: said('请填写停止执行的决定（裁定）文号和机关'), reason: said('请写明情况') }),
    toEvent(_input, { facts }) {
      if (facts.agreement?.context.isOver === true)
        return refuse({ code: 'invalidInput', issues: { order: ['协议已经解除（终止）；决定被撤销的，请登记撤销，恢复协议'] } })
      return ok({ type: 'stay' })
    },
  }),
  // Edge case 53: restored to its former last day, or to the one that the settlement names.
  setAsideEnding: stepCommand({
    machine,
    article: '第十五至十九条',
    grants: head,
    input: z.strictObject({
      number: said('请填写撤销决定（判决）文号', 2, 80),
      authority: said('请填写作出撤销决定的机关', 2, 80),
      decidedOn: PlainDate,
      expiresOn: z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable()).default(null),
    }),
    toEvent({ number, authority, decidedOn, expiresOn }, { on, facts }) {
      if (decidedOn > on) return refuse({ code: 'invalidInput', issues: { decidedOn: [`日期不能晚于今天（${formatDate(on)}）`] } })
      const former = facts.agreement?.context.expiresOn ?? null
      const lastDay = expiresOn ?? (former === null ? null : plainDate(former))
      if (lastDay !== null && lastDay <= on)
        return refuse({ code: 'invalidInput', issues: { expiresOn: ['原协议期限已经届满，请填写恢复后协议的期满日期'] } })
      return ok({ type: 'setAside', setAside: { number, authority, decidedOn, expiresOn: lastDay } })
    },
  }),
  closeEnding: stepCommand({
    machine,
    article: '第十九条',
    grants: system,
    input: z.strictObject({}),
    toEvent: () => ok({ type: 'closeWithAgreement' }),
  }),
}

const { signByInstitution, registerPaperSignature, confirmPaperAgreement, countersign } = signingCommands(machine, '第十六条')

/** The two signatures on an agreed rescission (第十六条). */
export const rescissionSigningCommands = {
  signRescission: signByInstitution,
  registerPaperRescission: registerPaperSignature,
  confirmPaperRescission: confirmPaperAgreement,
  countersignRescission: countersign,
}
