import * as z from 'zod'
import { formatDate, PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { Refusal } from '#workflows/domain/refusal'
import { ApplicationContext } from '#workflows/machines/application-context'
import { ok, refuse } from '#workflows/result'
import { type By, stepCommand } from './definition'
import { officer } from './grants'

const machine = 'application' as const
const TimeOfDay = z.string({ error: '请填写时间' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按24小时制填写时间，如09:30')

/** The visit as its notice names it: a day and the hour at which the panel comes. */
export const ScheduledVisit = z.strictObject({ visitOn: PlainDate, arrivesAt: TimeOfDay })
export type ScheduledVisit = z.infer<typeof ScheduledVisit>

/** What was seen on site; the institution confirms it, or its refusal is put on record. */
export const VisitRecord = z
  .strictObject({
    visitedOn: PlainDate,
    arrivedAt: TimeOfDay,
    leftAt: TimeOfDay,
    /** Account ids of the members who were there. */
    present: z.array(z.string().min(1).max(64)).min(2, '现场考查至少两名评估小组成员参加').max(20),
    representativeName: z.string().trim().min(2, '请填写被考查单位在场人员的姓名').max(40),
    representativePosition: z.string().trim().min(2, '请填写在场人员的职务').max(40),
    findings: z.string().trim().min(20, '请写明现场考查的情况，不少于20个字').max(3000),
    statement: z.string().trim().max(1000).default(''),
    confirmation: z.enum(['signed', 'refused'], { error: '请选择被考查单位是否签字确认' }),
    refusalReason: z.string().trim().max(300).default(''),
    /** Who saw the refusal, when there is one. */
    witnessName: z.string().trim().max(40).default(''),
    witnessPosition: z.string().trim().max(40).default(''),
  })
  .refine(({ arrivedAt, leftAt }) => arrivedAt < leftAt, { path: ['leftAt'], message: '离开时间应晚于到达时间' })
  .superRefine((record, { addIssue }) => {
    if (record.confirmation === 'signed') return
    const needed = { refusalReason: '拒绝签字的理由', witnessName: '见证人的姓名', witnessPosition: '见证人的单位和职务' } as const
    for (const [path, words] of Object.entries(needed))
      if (record[path as keyof typeof needed] === '') addIssue({ code: 'custom', path: [path], message: `请填写${words}` })
  })
export type VisitRecord = z.infer<typeof VisitRecord>

/** A visit that could not be made: who went, when, and why not. */
export const FailedVisit = z.strictObject({
  visitedOn: PlainDate,
  arrivedAt: TimeOfDay,
  present: z.array(z.string().min(1).max(64)).min(2, '现场考查至少两名评估小组成员参加').max(20),
  cause: z.enum(['refused', 'absent', 'closed'], { error: '请选择未能考查的原因' }),
  facts: z.string({ error: '请写明现场情况' }).trim().min(10, '请写明现场情况，不少于10个字').max(2000),
})
export type FailedVisit = z.infer<typeof FailedVisit>

/** Why a visit could not be made, as its record says it. */
export const failedVisitCauses = {
  refused: '机构拒绝接受考查',
  absent: '机构没有人员在场',
  closed: '机构已经停业或者没有营业',
} as const satisfies Record<FailedVisit['cause'], string>

/** The visit on site (第九条（三）): its notice beforehand, its record afterwards. */
export const visitCommands = {
  scheduleVisit: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: ScheduledVisit,
    toEvent({ visitOn }, { on, facts }) {
      const period = facts.roundPeriod
      if (facts.panel.length === 0 || period === null)
        return refuse({ code: 'invalidInput', issues: { visitOn: ['请先确定评估小组，再安排现场考查'] } })
      if (visitOn < on) return refuse({ code: 'invalidInput', issues: { visitOn: [`考查日期不能早于今天（${formatDate(on)}）`] } })
      if (visitOn < period.from || (period.to !== null && visitOn > period.to))
        return refuse({
          code: 'invalidInput',
          issues: {
            visitOn: [`考查日期应在评估期内（${formatDate(period.from)}起${period.to === null ? '' : `至${formatDate(period.to)}`}）`],
          },
        })
      return ok({ type: 'scheduleVisit', visitOn })
    },
  }),

  recordVisit: stepCommand({
    machine,
    article: '第九条（三）',
    grants: [...officer, { role: 'evaluator', relation: 'panelMember' }],
    input: VisitRecord,
    toEvent(record, by) {
      const fault = visitFault(record, by)
      return fault === undefined ? ok({ type: 'recordVisit' }) : refuse(fault)
    },
  }),

  // Dossier A13: the institution refused, nobody was there, or it was closed. Two such records allow a conclusion.
  recordFailedVisit: stepCommand({
    machine,
    article: '第九条（三）',
    grants: [...officer, { role: 'evaluator', relation: 'panelMember' }],
    input: FailedVisit,
    toEvent(record, by) {
      const fault = visitFault(record, by)
      if (fault !== undefined) return refuse(fault)
      const { visitOn } = ApplicationContext.parse(by.context)
      if (visitOn !== null && record.visitedOn < visitOn)
        return refuse({
          code: 'invalidInput',
          issues: { visitedOn: [`通知的考查日期是${formatDate(plainDate(visitOn))}，不能早于这一天`] },
        })
      return ok({ type: 'recordFailedVisit' })
    },
  }),
}

/** What must hold of every record of a visit, made or not. */
function visitFault(
  { visitedOn, present }: { visitedOn: PlainDate; present: string[] },
  { on, actor, facts, context }: By<'application'>,
): Refusal | undefined {
  const { conflictedBy } = ApplicationContext.parse(context)
  if (conflictedBy.includes(actor.id)) return { code: 'forbidden', rule: 'recordVisit:notInConflict' }
  if (visitedOn > on) return { code: 'invalidInput', issues: { visitedOn: [`考查日期不能晚于今天（${formatDate(on)}）`] } }
  if (facts.roundPeriod !== null && visitedOn < facts.roundPeriod.from)
    return { code: 'invalidInput', issues: { visitedOn: ['考查日期早于本批次评估开始的日期，请核对'] } }
  const strangers = present.filter((id) => !facts.panel.some(({ accountId }) => accountId === id))
  if (strangers.length > 0) return { code: 'invalidInput', issues: { present: ['只能登记评估小组的成员'] } }
  if (present.some((id) => conflictedBy.includes(id)))
    return { code: 'invalidInput', issues: { present: ['已申明回避的成员不参加现场考查'] } }
  return undefined
}
