import * as z from 'zod'
import { dateFromParts, formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { latestPlausibleDay } from '#workflows/domain/plausible-date'
import { EvaluationRoundContext } from '#workflows/machines/evaluation-round'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import { head, officer } from './grants'
import { LostDays } from './notice'
import { PanelInput, panelFrom } from './panel'

const machine = 'evaluationRound' as const

/** Commands on the evaluation round of an agency (第九条（三）、（四）). */
export const evaluationRoundCommands = {
  openRound: openingCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: z.strictObject({
      year: z.coerce.number({ error: '请填写年份' }).int().min(2016, '年份应为2016年以后').max(2100, '年份有误，请核对'),
      month: z.coerce.number({ error: '请选择月份' }).int(),
    }),
    open(input, { policy, facts }) {
      if (!policy.rounds.months.includes(input.month))
        return refuse({ code: 'invalidInput', issues: { month: [`集中评估只在${policy.rounds.months.join('月、')}月组织`] } })
      if (facts.agencyId === null) return refuse({ code: 'forbidden', rule: 'officer:handlingAgency' })
      const title = `${input.year}年${input.month}月集中评估`
      if (facts.roundTitles.includes(title)) return refuse({ code: 'invalidInput', issues: { month: [`${title}已经设立，不能重复设立`] } })
      return ok({
        agencyId: facts.agencyId,
        institutionId: null,
        siteId: null,
        parentId: null,
        title,
        machineInput: input,
      })
    },
  }),

  appointPanel: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: PanelInput,
    toEvent(input, { facts }) {
      const scored = facts.applications.flatMap(({ sheetsBy }) => sheetsBy)
      const panel = panelFrom(input, { evaluators: facts.evaluators, scored })
      return panel.ok ? ok({ type: 'appointPanel', panel: panel.value }) : panel
    },
  }),

  extendRound: stepCommand({
    machine,
    article: '第九条（三）',
    grants: head,
    input: z.strictObject({
      until: PlainDate,
      reason: z.string({ error: '请写明延长理由' }).trim().min(10, '延长理由不少于10个字').max(500),
    }),
    toEvent({ until }, { on, context, facts }) {
      const { year, month } = EvaluationRoundContext.parse(context)
      const monthBegins = dateFromParts({ year, month, day: 1 })
      if (until <= on || until <= monthBegins)
        return refuse({ code: 'invalidInput', issues: { until: [`延长后的日期应晚于${formatDate(on)}`] } })
      const latest = latestPlausibleDay(on)
      if (until > latest)
        return refuse({ code: 'invalidInput', issues: { until: [`延长后的日期不能晚于${formatDate(latest)}，请核对年份`] } })
      if (facts.evaluatedBy !== null && until > facts.evaluatedBy)
        return refuse({
          code: 'invalidInput',
          issues: { until: [`本批次最早受理的申请应在${formatDate(facts.evaluatedBy)}以前完成评估，延长后的日期不能晚于这一天`] },
        })
      return ok({ type: 'extend', until })
    },
  }),

  submitResults: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: z.strictObject({}),
    toEvent(_input, { actor, facts }) {
      const open = facts.applications.filter((application) => application.stage !== 'evaluated')
      if (facts.applications.length === 0)
        return refuse({ code: 'invalidInput', issues: { '': ['本批次没有参加评估的机构，请作空批次结束'] } })
      if (open.length > 0)
        return refuse({
          code: 'invalidInput',
          issues: { '': [`还有${open.length}家机构没有评估结论：${open.map((a) => a.title).join('、')}`] },
        })
      return ok({ type: 'submitResults', submittedBy: actor.id })
    },
  }),

  returnResults: stepCommand({
    machine,
    article: '第九条（四）',
    grants: head,
    input: z.strictObject({ reason: z.string({ error: '请写明退回理由' }).trim().min(5, '退回理由不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'returnResults' }),
  }),

  approveResults: stepCommand({
    machine,
    article: '第九条（四）',
    grants: head,
    input: z.strictObject({ opinion: z.string({ error: '请填写审批意见' }).trim().min(2, '请填写审批意见').max(500) }),
    toEvent(_input, { actor, context }) {
      const { submittedBy } = EvaluationRoundContext.parse(context)
      if (submittedBy === actor.id) return refuse({ code: 'samePerson', article: '第九条（四）' })
      return ok({ type: 'approveResults', approvedBy: actor.id })
    },
  }),

  publishResults: stepCommand({
    machine,
    article: '第九条（四）',
    grants: officer,
    input: z.strictObject({}),
    toEvent: (_input, { at }) => ok({ type: 'publish', publishedAt: at }),
  }),

  // Dossier §2.3: accepted after the lock; until the results are handed in, by recorded approval.
  admitLateApplication: stepCommand({
    machine,
    article: '第九条（三）',
    grants: head,
    input: z.strictObject({
      applicationId: z.string({ error: '请选择申请' }).min(1, '请选择申请').max(80),
      reason: z.string({ error: '请写明批准理由' }).trim().min(10, '批准理由不少于10个字').max(500),
    }),
    toEvent({ applicationId }, { facts }) {
      if (!facts.waiting.some(({ id }) => id === applicationId))
        return refuse({ code: 'invalidInput', issues: { applicationId: ['只能批准本机构已经受理、等待评估批次的申请'] } })
      return ok({ type: 'admitLate' })
    },
  }),

  // Edge case 29: the notice could not be read on some days; the same number of working days is added.
  extendPublicNotice: stepCommand({
    machine,
    article: '第九条（四）',
    grants: head,
    input: z.strictObject({
      lostDays: LostDays,
      reason: z.string({ error: '请写明中断的情况' }).trim().min(10, '请写明中断的起止时间和原因，不少于10个字').max(500),
    }),
    toEvent(_input, { on, facts }) {
      if (facts.extendedNoticeUntil === null) return refuse({ code: 'notAllowedNow', stage: 'publicNotice' })
      if (facts.extendedNoticeUntil > latestPlausibleDay(on))
        return refuse({ code: 'invalidInput', issues: { lostDays: ['顺延的天数有误，请核对'] } })
      return ok({ type: 'extendNotice', until: facts.extendedNoticeUntil })
    },
  }),

  closeEmptyRound: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: z.strictObject({ reason: z.string({ error: '请写明情况' }).trim().min(5, '请写明情况，不少于5个字').max(500) }),
    toEvent(_input, { facts }) {
      if (facts.applications.length > 0)
        return refuse({ code: 'invalidInput', issues: { reason: ['本批次有参加评估的机构，不能作空批次结束'] } })
      return ok({ type: 'closeEmpty' })
    },
  }),
}
