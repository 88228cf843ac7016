import { z } from 'zod'
import { PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { InstitutionKind, InstitutionType, Service } from '#workflows/domain/institution-kinds'
import type { PolicySet } from '#workflows/policy/schema'

const tenthsMessage = '得分应为0至100分，最多一位小数'
/** A score in tenths of a point: 25 is 2.5 points. */
export const Tenths = z.int(tenthsMessage).min(0, tenthsMessage).max(1_000, tenthsMessage)
export type Tenths = z.output<typeof Tenths>

const Penalty = z.strictObject({
  code: z.string(),
  when: z.string().min(1),
  points: Tenths,
  // With `per` the points count for each occurrence, up to `cap`.
  per: z.string().optional(),
  cap: Tenths.optional(),
})

/** How an item is scored. Bands are closed below and open above. Only band items have a fixed set of scores. */
export const ScoringRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pass_fail'), passWhen: z.string().min(1) }),
  z.strictObject({ type: z.literal('deduct'), deductions: z.array(Penalty).min(1) }),
  z.strictObject({
    type: z.literal('add'),
    additions: z.array(z.strictObject({ code: z.string(), when: z.string().min(1), points: Tenths })).min(1),
    vetoWhen: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('bands'),
    measure: z.string().min(1),
    unit: z.string().min(1),
    bands: z.array(z.strictObject({ gte: z.number(), lt: z.number().optional(), score: Tenths })).min(1),
  }),
])
export type ScoringRule = z.output<typeof ScoringRule>

/** One row of the table. A veto without points has `maxScore` 0; a veto may also carry points. */
export const StandardItem = z.strictObject({
  id: z.string().regex(/^[MP]-[A-Z]\d{2}$/),
  category: z.string().min(1),
  title: z.string().min(1),
  criterion: z.string().min(1),
  methods: z.array(z.string().min(1)).min(1),
  maxScore: Tenths,
  rule: ScoringRule,
  veto: z.boolean(),
  appliesTo: z.strictObject({
    kinds: z.array(z.union([z.literal('*'), InstitutionKind])).min(1),
    services: z.array(z.union([z.literal('*'), Service])).min(1),
  }),
  evidence: z.array(z.string().min(1)),
  basis: z.string().min(1),
})
export type StandardItem = z.output<typeof StandardItem>

/** One version of 附件1 or 附件2. `passMark` is in hundredths of a point of the normalised total, `maxScore` in tenths. */
export const EvaluationStandard = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  status: z.enum(['draft', 'published']),
  /** Stored versions of older programs lack it: they are the first, of the Measure's own first day. */
  effectiveFrom: PlainDate.default(plainDate('2016-05-11')),
  title: z.string().min(1),
  attachment: z.string().min(1),
  institutionType: InstitutionType,
  passMark: z.int().min(0).max(10_000),
  maxScore: Tenths,
  // Items of this category belong to single services; below the floor that service alone is refused.
  serviceRule: z.strictObject({ category: z.string(), floorPercent: z.int().min(0).max(100) }).nullable(),
  notes: z.array(z.string().min(1)),
  categories: z.array(z.strictObject({ id: z.string(), title: z.string().min(1), maxScore: Tenths })).min(1),
  items: z.array(StandardItem).min(1),
})
export type EvaluationStandard = z.output<typeof EvaluationStandard>

/** The seed file: both tables with their common facts. */
export const EvaluationStandards = z.strictObject({
  schemaVersion: z.literal(1),
  jurisdiction: z.strictObject({ code: z.string(), name: z.string() }),
  status: z.enum(['draft', 'published']),
  comment: z.string(),
  standards: z.array(EvaluationStandard).min(1),
})
export type EvaluationStandards = z.output<typeof EvaluationStandards>

/** What decides which items an institution sees. */
export type EvaluationScope = { readonly kind: InstitutionKind; readonly services: readonly Service[] }

/** The version that a policy names for a type of institution; throws when the seed does not hold it. */
export function getStandard(
  { standards }: Pick<EvaluationStandards, 'standards'>,
  policy: PolicySet,
  type: InstitutionType,
): EvaluationStandard {
  const reference = policy.evaluation.standards[type]
  const found = standards.find((standard) => `${standard.id}@${standard.version}` === reference)
  if (!found) throw new Error(`no evaluation standard ${reference}`)
  return found
}

/** The items an institution is measured by: of its kind and services, less those the policy switches off (第七条(二)). */
export function applicableItems(standard: EvaluationStandard, policy: PolicySet, scope: EvaluationScope): readonly StandardItem[] {
  return standard.items.filter(
    ({ id, appliesTo }) =>
      !policy.evaluation.switchedOffItems.includes(id) &&
      appliesTo.kinds.some((kind) => kind === '*' || kind === scope.kind) &&
      appliesTo.services.some((service) => service === '*' || scope.services.includes(service)),
  )
}

/** The service an item of the service category belongs to; undefined for items that concern all services. */
export function findServiceOfItem(standard: EvaluationStandard, item: StandardItem): Service | undefined {
  if (item.category !== standard.serviceRule?.category) return undefined
  const [service] = item.appliesTo.services
  return service === undefined || service === '*' ? undefined : service
}

/** An item that is answered with pass or fail only. */
export function isPureVeto(item: StandardItem): boolean {
  return item.veto && item.maxScore === 0
}
