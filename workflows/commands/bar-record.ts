import * as z from 'zod'
import { formatDate, PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { UsccShape } from '#workflows/domain/uscc'
import { BarRecordContext, type BarRecordInput } from '#workflows/machines/bar-record'
import { BarScope, doesMatterBar } from '#workflows/policy/bar-scope'
import { PenaltyMatter } from '#workflows/policy/penalty-matter'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import { head, officer } from './grants'

const machine = 'barRecord' as const

const said = (label: string) => z.string({ error: `请填写${label}` }).trim()
const hint = z.string().trim()
const choice = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const articles = { falseApplication: '第十条（三）', administrativePenalty: '第十条（四）' } as const
export const barFactTitles = { falseApplication: '虚假申请查实', administrativePenalty: '行政处罚' } as const

/** A day of the past, or the reason why it cannot be taken. */
function dayIssue(day: PlainDate, { on, from }: { on: PlainDate; from?: string }): string | undefined {
  if (day > on) return `日期不能晚于今天（${formatDate(on)}）`
  return from !== undefined && day < from ? `日期不能早于原决定（${formatDate(plainDate(from))}）` : undefined
}

/** The ledger of 第十条（三）、（四）, one for all agencies: each enters what it has found or been told, and acts on its own entries. */
export const barRecordCommands = {
  recordBarFact: openingCommand({
    machine,
    article: '第十条',
    grants: officer,
    input: z.strictObject({
      cause: z.enum(['falseApplication', 'administrativePenalty'], { error: '请选择登记的事实' }),
      uscc: UsccShape,
      name: said('单位全称').min(4, '请填写单位全称，不少于4个字').max(80),
      scope: BarScope.default('entity'),
      siteId: choice(z.string().max(80)),
      siteAddress: hint.max(120).default(''),
      licenceNumber: hint.max(40).default(''),
      personName: hint.max(40).default(''),
      decidedOn: PlainDate,
      decisionNumber: hint.max(80).default(''),
      authority: hint.max(80).default(''),
      matter: choice(PenaltyMatter),
      facts: said('查明的事实').min(10, '请填写查明的事实，不少于10个字').max(1000),
    }),
    open(input, { on, actor, policy, facts }) {
      const { cause, uscc, name, scope, siteId, decidedOn, decisionNumber, authority, matter } = input
      const isPenalty = cause === 'administrativePenalty'
      const site = facts.sites.find(({ id }) => id === siteId)
      const late = dayIssue(decidedOn, { on })
      const issues = {
        ...(late === undefined ? {} : { decidedOn: [late] }),
        ...(isPenalty && decisionNumber === '' ? { decisionNumber: ['请填写处罚决定书文号'] } : {}),
        ...(isPenalty && authority === '' ? { authority: ['请填写作出处罚决定的机关'] } : {}),
        ...(isPenalty && matter === undefined ? { matter: ['请选择处罚涉及的事项'] } : {}),
        ...(siteId !== undefined && site === undefined ? { siteId: ['请从该单位的执业（经营）地点中选择'] } : {}),
        ...(scope === 'site' && siteId === undefined && input.siteAddress === '' ? { siteAddress: ['请填写是哪一个地点'] } : {}),
        ...(decisionNumber !== '' && facts.recordedNumbers.includes(decisionNumber)
          ? { decisionNumber: ['这份决定已经登记在台账中，不用重复登记'] }
          : {}),
      }
      if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      const machineInput: BarRecordInput = {
        cause,
        uscc,
        name,
        scope,
        siteId: siteId ?? null,
        siteAddress: input.siteAddress === '' ? (site?.address ?? '') : input.siteAddress,
        licenceNumber: input.licenceNumber,
        personName: input.personName,
        decidedOn,
        decisionNumber,
        authority,
        facts: input.facts,
        matter: isPenalty ? (matter ?? null) : null,
        countsAsBar: !isPenalty || matter === undefined || doesMatterBar(policy, matter),
        recordedBy: actor.id,
      }
      return ok({
        agencyId: actor.agencyId ?? '',
        institutionId: facts.institutionId,
        siteId: siteId ?? null,
        parentId: null,
        title: `${name}（${barFactTitles[cause]}）`,
        machineInput,
      })
    },
  }),

  confirmBarFact: stepCommand({
    machine,
    article: '第十条',
    grants: [...officer, ...head],
    input: z.strictObject({ opinion: said('核对意见').min(2, '请填写核对意见，不少于2个字').max(500) }),
    toEvent(_input, { actor, on, context }) {
      const { recordedBy, cause } = BarRecordContext.parse(context)
      if (recordedBy === actor.id) return refuse({ code: 'samePerson', article: articles[cause] })
      return ok({ type: 'confirm', confirmedBy: actor.id, confirmedOn: on })
    },
  }),

  dropBarFact: stepCommand({
    machine,
    article: '第十条',
    grants: [...officer, ...head],
    input: z.strictObject({ reason: said('不予登记的理由').min(5, '请填写不予登记的理由，不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'drop' }),
  }),

  // A decision under review or suit holds on until it is set aside; the bar counts, and every page says so.
  markUnderReview: stepCommand({
    machine,
    article: '第十条（四）',
    grants: officer,
    input: z.strictObject({
      kind: z.enum(['review', 'suit'], { error: '请选择行政复议或者行政诉讼' }),
      filedOn: PlainDate,
      note: hint.max(500).default(''),
    }),
    toEvent({ kind, filedOn }, { on, context }) {
      const issue = dayIssue(filedOn, { on, from: BarRecordContext.parse(context).decidedOn })
      if (issue !== undefined) return refuse({ code: 'invalidInput', issues: { filedOn: [issue] } })
      return ok({ type: 'markUnderReview', review: { kind, filedOn } })
    },
  }),

  endReview: stepCommand({
    machine,
    article: '第十条（四）',
    grants: officer,
    input: z.strictObject({ outcome: said('复议（诉讼）结果').min(5, '请填写复议（诉讼）结果，不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'endReview' }),
  }),

  setAsideBarFact: stepCommand({
    machine,
    article: '第十条（四）',
    grants: head,
    input: z.strictObject({
      number: said('撤销决定（判决）文号').min(2, '请填写撤销决定（判决）文号，不少于2个字').max(80),
      authority: said('作出撤销决定的机关').min(2, '请填写作出撤销决定的机关，不少于2个字').max(80),
      decidedOn: PlainDate,
      note: hint.max(500).default(''),
    }),
    toEvent({ number, authority, decidedOn }, { on, context }) {
      const issue = dayIssue(decidedOn, { on, from: BarRecordContext.parse(context).decidedOn })
      if (issue !== undefined) return refuse({ code: 'invalidInput', issues: { decidedOn: [issue] } })
      return ok({ type: 'setAside', setAside: { number, authority, decidedOn } })
    },
  }),
}
