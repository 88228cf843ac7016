import * as z from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { InstitutionType } from '#workflows/domain/institution-kinds'
import { BarCause } from '#workflows/policy/bar-cause'
import { PenaltyMatter } from '#workflows/policy/penalty-matter'
import { CountUnit, DeadlineKey, type DeadlineRule, PolicySet, ReminderAudience } from '#workflows/policy/schema'

/** A legal basis names a numbered article, or a numbered order; a value without one is refused. */
export const Article = z
  .string({ error: '请写明依据的条文' })
  .trim()
  .regex(/第[一二三四五六七八九十百零至、\d]+[条号]/, '请写明依据的条文，例如“第十五条”')
  .max(80)

const texts = (label: string, max: number) =>
  z
    .string({ error: `请填写${label}` })
    .trim()
    .min(2, `请填写${label}`)
    .max(max)
const whole = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : value),
  z.int('请填写整数'),
)
const yesNo = z.enum(['yes', 'no'], { error: '请选择' }).transform((answer) => answer === 'yes')
const oneOf = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' || value === undefined ? undefined : value), schema)

/** How far a count may go before it can only be a slip of the pen. */
const mostOf = { workingDay: 250, day: 366, month: 60, year: 10 } as const satisfies Record<CountUnit, number>

function checkCount(
  { count, unit }: { count?: number | undefined; unit?: CountUnit | undefined },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  if (count === undefined || unit === undefined) return
  if (count < 1 || count > mostOf[unit])
    context.addIssue({ code: 'custom', path: ['count'], message: `应在1至${mostOf[unit]}之间，请核对数值和单位` })
}

const Reminder = z.strictObject({
  when: z.enum(['afterStart', 'beforeDue'], { error: '请选择' }),
  count: whole.pipe(z.int().min(0, '不能小于0').max(366, '不能大于366')),
  unit: CountUnit,
  to: ReminderAudience,
})

const DeadlineAmendment = z
  .strictObject({
    part: z.literal('deadline'),
    key: DeadlineKey,
    /** Of rules that count; one that falls on a given day has none. */
    count: whole.optional(),
    unit: CountUnit.optional(),
    excludeFirstDay: yesNo,
    rollsToWorkingDay: yesNo,
    basis: Article,
    draft: yesNo,
    consequence: texts('逾期的后果', 300),
    reminders: z.array(Reminder).max(12).default([]),
  })
  .superRefine(checkCount)

/** One correction of a pack, as one form sends it: every part states all of its values, so that nothing is half applied. */
export const PackAmendment = z.discriminatedUnion('part', [
  z
    .strictObject({
      part: z.literal('validity'),
      title: texts('名称', 80),
      effectiveFrom: PlainDate,
      effectiveTo: z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable()),
    })
    .refine(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveTo >= effectiveFrom, {
      path: ['effectiveTo'],
      message: '有效期的最后一日不能早于施行日期',
    }),
  DeadlineAmendment,
  z
    .strictObject({
      part: z.literal('rounds'),
      kind: z.enum(['fixedMonths', 'rolling'], { error: '请选择评估的组织方式' }),
      months: z.array(whole.pipe(z.int().min(1, '月份应为1至12').max(12, '月份应为1至12'))).min(1, '请至少选择一个月'),
      /** Months from the acceptance of an application to the end of its evaluation; of rolling evaluation only. */
      withinMonths: oneOf(whole.optional()),
      basis: Article,
    })
    .superRefine(({ kind, months, withinMonths }, context) => {
      if (new Set(months).size < months.length) context.addIssue({ code: 'custom', path: ['months'], message: '同一个月只能选择一次' })
      if (kind === 'rolling' && (withinMonths === undefined || withinMonths < 1 || withinMonths > 12))
        context.addIssue({ code: 'custom', path: ['withinMonths'], message: '请填写1至12的整数' })
    }),
  z
    .strictObject({
      part: z.literal('term'),
      count: whole,
      unit: z.enum(['month', 'year'], { error: '请选择单位' }),
      longTermAllowedFor: z.array(InstitutionType).default([]),
      basis: Article,
    })
    .superRefine(checkCount),
  z.strictObject({
    part: z.literal('renewal'),
    formOpensDaysBefore: whole.pipe(z.int().min(1, '应在1至366之间').max(366, '应在1至366之间')),
    continuationMaxDays: whole.pipe(z.int().min(1, '应在1至366之间').max(366, '应在1至366之间')),
    basis: Article,
    draft: yesNo,
  }),
  z
    .strictObject({ part: z.literal('bar'), cause: BarCause, count: whole, unit: z.enum(['day', 'month', 'year']), basis: Article })
    .superRefine(checkCount),
  z.strictObject({
    part: z.literal('barScope'),
    includeNoFaultEnd: yesNo,
    headquartersPenaltyCounts: yesNo,
    countingMatters: z.array(PenaltyMatter).default([]),
  }),
  z
    .strictObject({
      part: z.literal('suspension'),
      /** Empty: the pack knows no 中止. */
      maxDays: oneOf(whole.pipe(z.int().min(1, '应在1至366之间').max(366, '应在1至366之间')).optional()),
      basis: z.string().trim().max(80).default(''),
    })
    .refine(({ maxDays, basis }) => maxDays === undefined || Article.safeParse(basis).success, {
      path: ['basis'],
      message: '请写明依据的条文，例如“第十五条”',
    }),
  z.strictObject({
    part: z.literal('evaluation'),
    medical: texts('医疗机构评分表的版本', 80),
    pharmacy: texts('零售药店评分表的版本', 80),
    switchedOffItems: z.array(z.string().max(20)).default([]),
    visitAttempts: whole.pipe(z.int().min(1, '应在1至10之间').max(10, '应在1至10之间')),
    selfGapPoints: whole.pipe(z.int().min(1, '应在1至100之间').max(100, '应在1至100之间')),
    basis: Article,
  }),
  z.strictObject({ part: z.literal('clauses'), clauseSetVersion: texts('协议文本的版本', 80) }),
  z.strictObject({
    part: z.literal('parties'),
    agency: texts('经办机构的名称', 40),
    authority: texts('行政部门的名称', 40),
    basis: Article,
  }),
])
export type PackAmendment = z.output<typeof PackAmendment>
type Part<P extends PackAmendment['part']> = Extract<PackAmendment, { part: P }>

/**
 * The pack with one part replaced. The kind of a rule and what it counts from belong to the charts and stay; a count for a
 * rule that has none is left out.
 */
export function amendPack(policy: PolicySet, amendment: PackAmendment): PolicySet {
  return PolicySet.parse(amended(policy, amendment))
}

function amended(policy: PolicySet, amendment: PackAmendment): PolicySet {
  switch (amendment.part) {
    case 'validity': {
      const { title, effectiveFrom, effectiveTo } = amendment
      return { ...policy, title, effectiveFrom, effectiveTo }
    }
    case 'clauses':
      return { ...policy, clauseSetVersion: amendment.clauseSetVersion }
    case 'parties': {
      const { agency, authority, basis } = amendment
      return { ...policy, parties: { agency, authority, basis } }
    }
    case 'deadline':
      return withDeadline(policy, amendment)
    case 'rounds': {
      const { kind, months, withinMonths, basis } = amendment
      const evaluatedWithin = kind === 'rolling' && withinMonths !== undefined ? { count: withinMonths, unit: 'month' as const } : null
      return { ...policy, rounds: { kind, months: [...months].sort((a, b) => a - b), evaluatedWithin, basis } }
    }
    case 'term': {
      const { count, unit, longTermAllowedFor, basis } = amendment
      return { ...policy, term: { count, unit, longTermAllowedFor, basis } }
    }
    case 'renewal': {
      const { formOpensDaysBefore, continuationMaxDays, basis, draft } = amendment
      return { ...policy, renewal: { formOpensDaysBefore, continuationMaxDays, basis, draft } }
    }
    case 'bar': {
      const { cause, count, unit, basis } = amendment
      const rules = policy.bars.rules.map((rule) => (rule.cause === cause ? { cause, count, unit, basis } : rule))
      return { ...policy, bars: { ...policy.bars, rules } }
    }
    case 'barScope':
      return withBarScope(policy, amendment)
    case 'suspension': {
      const { maxDays, basis } = amendment
      return { ...policy, suspension: maxDays === undefined ? null : { maxDays, basis } }
    }
    case 'evaluation': {
      const { medical, pharmacy, switchedOffItems, visitAttempts, selfGapPoints, basis } = amendment
      const evaluation = { ...policy.evaluation, standards: { medical, pharmacy }, switchedOffItems, visitAttempts, selfGapPoints, basis }
      return { ...policy, evaluation }
    }
  }
}

function withDeadline(policy: PolicySet, amendment: Part<'deadline'>): PolicySet {
  const { key, count, unit, excludeFirstDay, rollsToWorkingDay, basis, draft, consequence, reminders } = amendment
  const entry = policy.deadlines[key]
  const rule: DeadlineRule =
    'count' in entry.rule ? { ...entry.rule, count: count ?? entry.rule.count, unit: unit ?? entry.rule.unit } : entry.rule
  const changed = { ...entry, rule, excludeFirstDay, rollsToWorkingDay, basis, draft, consequence, reminders }
  return { ...policy, deadlines: { ...policy.deadlines, [key]: changed } }
}

function withBarScope(policy: PolicySet, { includeNoFaultEnd, headquartersPenaltyCounts, countingMatters }: Part<'barScope'>): PolicySet {
  const known = new Map(policy.bars.penaltyMatters.map((rule) => [rule.matter, rule]))
  const penaltyMatters = PenaltyMatter.options.map((matter) => ({
    matter,
    countsAsBar: countingMatters.includes(matter),
    draft: known.get(matter)?.draft ?? true,
  }))
  return { ...policy, bars: { ...policy.bars, includeNoFaultEnd, headquartersPenaltyCounts, penaltyMatters } }
}
