import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { mayBeLongTerm, TermType } from '#workflows/domain/agreement-terms'
import { Service } from '#workflows/domain/institution-kinds'
import { Phone } from '#workflows/domain/phone'
import { latestPlausibleDay } from '#workflows/domain/plausible-date'
import { ApplicationContext } from '#workflows/machines/application-context'
import { ok, refuse } from '#workflows/result'
import { CounterPaper, counterFault } from './counter'
import { stepCommand } from './definition'
import { applicant, applicantOrCounter, officer } from './grants'
import { signingCommands } from './signing'
import { SubmittedFile } from './submitted-file'

const machine = 'application' as const
const optionalDate = z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable())

/** Objections to the notice (第九条（四）), negotiation and the two signatures ((五)). */
export const agreementStageCommands = {
  // DECISIONS 33: no account; real name and facts; the name is kept from the institution and out of the log.
  fileObjection: stepCommand({
    machine,
    article: '第九条（四）',
    grants: [
      { role: 'public', relation: 'anyone' },
      { role: 'applicant', relation: 'anyone' },
      { role: 'officer', relation: 'handlingAgency' },
    ],
    confidential: ['name', 'phone'],
    input: z.strictObject({
      name: z.string({ error: '请填写真实姓名或者单位名称' }).trim().min(2, '请填写真实姓名或者单位名称').max(60),
      phone: Phone,
      statement: z
        .string({ error: '请写明提出异议的事实和理由' })
        .trim()
        .min(20, '请写明提出异议的事实和理由，不少于20个字')
        .max(3000, '异议内容不超过3000字'),
      evidence: z.array(SubmittedFile).max(10, '证明材料不超过10份').default([]),
      channel: z.enum(['portal', 'post']).default('portal'),
      /** By post the postmark decides (edge case 26). */
      postmarkOn: optionalDate.default(null),
    }),
    toEvent({ channel, postmarkOn }, { actor, commandId, facts, on }) {
      if (channel === 'portal') return ok({ type: 'fileObjection', objectionId: commandId, byPost: false })
      if (!actor.roles.includes('officer')) return refuse({ code: 'forbidden', rule: 'fileObjection:postByOfficer' })
      const period = facts.noticePeriod
      if (postmarkOn === null || period === null || postmarkOn > on)
        return refuse({ code: 'invalidInput', issues: { postmarkOn: ['请填写信封上邮戳的日期'] } })
      if (postmarkOn < period.from || postmarkOn > period.lastDay)
        return refuse({
          code: 'invalidInput',
          issues: {
            postmarkOn: [
              `邮戳日期不在公示期内（${formatDate(period.from)}至${formatDate(period.lastDay)}），不能作为异议办理，请登记为线索`,
            ],
          },
        })
      return ok({ type: 'fileObjection', objectionId: commandId, byPost: true })
    },
  }),

  decideObjection: stepCommand({
    machine,
    article: '第九条（四）',
    grants: [{ role: 'officer', relation: 'outsidePanel' }],
    input: z.strictObject({
      objectionId: z.string().min(1).max(80),
      secondHandlerId: z.string({ error: '请选择另一名核查人员' }).min(1, '请选择另一名核查人员').max(64),
      upheld: z.enum(['yes', 'no'], { error: '请选择核查结论' }),
      /** What an upheld objection leads to. */
      measure: z.preprocess(
        (value) => (value === '' ? undefined : value),
        z.enum(['reEvaluate', 'notPassed'], { error: '请选择处理方式' }).optional(),
      ),
      finding: z.string({ error: '请写明核查的事实和理由' }).trim().min(20, '请写明核查的事实和理由，不少于20个字').max(3000),
    }),
    toEvent({ objectionId, secondHandlerId, upheld, measure }, { actor, facts, context }) {
      const isColleague = facts.colleagues.some(({ id }) => id === secondHandlerId)
      const isOnPanel = [...facts.panel, ...facts.firstPanel].some(({ accountId }) => accountId === secondHandlerId)
      if (secondHandlerId === actor.id || !isColleague || isOnPanel)
        return refuse({ code: 'invalidInput', issues: { secondHandlerId: ['另一名核查人员须是本机构未参加本次评估的其他工作人员'] } })
      if (upheld === 'no') return ok({ type: 'decideObjection', objectionId, outcome: 'rejected' })
      if (measure === undefined) return refuse({ code: 'invalidInput', issues: { measure: ['异议成立的，请选择处理方式'] } })
      if (measure === 'reEvaluate' && ApplicationContext.parse(context).reEvaluated)
        return refuse({ code: 'invalidInput', issues: { measure: ['已经重新评估过一次，不再安排重新评估'] } })
      return ok({ type: 'decideObjection', objectionId, outcome: measure })
    },
  }),

  offerTerms: stepCommand({
    machine,
    article: '第九条（五）',
    grants: officer,
    input: z.strictObject({
      services: z.array(Service).min(1, '请至少选择一项服务类别'),
      termType: TermType.default('fixed'),
      startsOn: optionalDate,
      remark: z.string().trim().max(1000).default(''),
    }),
    toEvent({ services, startsOn, termType }, { on, context, facts, policy }) {
      const { servicesPassed } = ApplicationContext.parse(context)
      if (services.some((service) => !servicesPassed.includes(service)))
        return refuse({ code: 'invalidInput', issues: { services: ['只能约定评估通过的服务类别'] } })
      // 第十三条: long-term agreements are for medical institutions.
      if (termType === 'long' && !mayBeLongTerm(policy, facts.site.kind))
        return refuse({ code: 'invalidInput', issues: { termType: ['长期服务协议只能与医疗机构签订，零售药店请选择固定期限'] } })
      if (startsOn !== null && startsOn < on)
        return refuse({ code: 'invalidInput', issues: { startsOn: [`约定的生效日期不能早于今天（${formatDate(on)}）`] } })
      // No rule of the Measure: a year typed wrongly would bind both sides to it.
      const latest = latestPlausibleDay(on)
      if (startsOn !== null && startsOn > latest)
        return refuse({ code: 'invalidInput', issues: { startsOn: [`约定的生效日期不能晚于${formatDate(latest)}，请核对年份`] } })
      return ok({ type: 'offerTerms' })
    },
  }),
  commentTerms: stepCommand({
    machine,
    article: '第五条（一）',
    grants: applicant,
    input: z.strictObject({
      clauseId: z.string().trim().max(40).default(''),
      comment: z.string({ error: '请写明对条款的意见' }).trim().min(5, '请写明对条款的意见，不少于5个字').max(1000),
    }),
    toEvent: () => ok({ type: 'commentTerms' }),
  }),
  agreeTerms: stepCommand({
    machine,
    article: '第九条（五）',
    grants: applicantOrCounter,
    input: z.strictObject({ confirmed: z.literal('yes', { error: '请勾选确认后再提交' }), counter: CounterPaper.optional() }),
    toEvent({ counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution.id, counter)
      return fault === undefined ? ok({ type: 'agreeTerms' }) : refuse(fault)
    },
  }),

  ...signingCommands(machine, '第九条（五）'),
}
