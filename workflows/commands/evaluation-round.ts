import * as z from 'zod'
import { dateFromParts, formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { latestPlausibleDay } from '#workflows/domain/plausible-date'
import { EvaluationRoundContext } from '#workflows/machines/evaluation-round'
import { PanelRole } from '#workflows/policy/score-sheet'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'

const officer = [{ role: 'officer', relation: 'handlingAgency' }] as const
const head = [{ role: 'head', relation: 'handlingAgency' }] as const
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
    input: z.strictObject({
      members: z
        .array(z.strictObject({ accountId: z.string().min(1).max(64), role: PanelRole }))
        .min(4, '评估小组至少四人：经办机构工作人员、临床或护理专家、医院管理专家、参保人员各一人')
        .max(20, '评估小组不超过二十人'),
    }),
    toEvent({ members }, { facts }) {
      const panel = members.flatMap(({ accountId, role }) => {
        const person = facts.evaluators.find((candidate) => candidate.id === accountId && candidate.role === role)
        return person === undefined ? [] : [{ accountId, role, name: person.name }]
      })
      const missing = PanelRole.options.filter((role) => !panel.some((member) => member.role === role))
      if (missing.length > 0 || panel.length !== members.length)
        return refuse({ code: 'invalidInput', issues: { members: ['评估小组须由四类人员组成，每类至少一人，且不得重复'] } })
      if (new Set(panel.map((member) => member.accountId)).size !== panel.length)
        return refuse({ code: 'invalidInput', issues: { members: ['同一人只能以一种身份参加评估小组'] } })
      // A sheet that is in belongs to the record; whoever gave it stays on the panel.
      const dropped = facts.applications.some(({ sheetsBy }) => sheetsBy.some((id) => !panel.some(({ accountId }) => accountId === id)))
      if (dropped) return refuse({ code: 'invalidInput', issues: { members: ['已经提交评分表的成员不能更换，只能增加成员'] } })
      return ok({ type: 'appointPanel', panel })
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
    toEvent({ until }, { on, context }) {
      const { year, month } = EvaluationRoundContext.parse(context)
      const monthBegins = dateFromParts({ year, month, day: 1 })
      if (until <= on || until <= monthBegins)
        return refuse({ code: 'invalidInput', issues: { until: [`延长后的日期应晚于${formatDate(on)}`] } })
      const latest = latestPlausibleDay(on)
      if (until > latest)
        return refuse({ code: 'invalidInput', issues: { until: [`延长后的日期不能晚于${formatDate(latest)}，请核对年份`] } })
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
