import { z } from 'zod'
import { Instant, PlainDate } from '#workflows/calendar/plain-date'
import { DocumentHead, printable } from '../document-head'
import { tenths } from '../layout/score-text'

const Tenths = z.int().min(0)
const Hundredths = z.int().min(0).max(10_000)

/** A scored item; scores in tenths of a point. */
const ScoredItem = z.strictObject({
  id: printable(20),
  title: printable(100),
  fullTenths: Tenths.positive(),
  /** null: the applicant gave no score. */
  selfTenths: Tenths.nullable(),
  officialTenths: Tenths,
  reason: printable(500).optional(),
})
type ScoredItem = z.output<typeof ScoredItem>

const Veto = z.strictObject({
  id: printable(20),
  title: printable(100),
  isSelfPassed: z.boolean().nullable(),
  isPassed: z.boolean(),
  reason: printable(500).optional(),
})

const Totals = z.strictObject({
  /** Sum of the full marks of the applicable items: the denominator. */
  denominatorTenths: Tenths.positive(),
  selfTenths: Tenths,
  officialTenths: Tenths,
  /** sum ÷ denominator × 100, rounded to two decimals. */
  selfNormalisedHundredths: Hundredths,
  officialNormalisedHundredths: Hundredths,
  passMarkHundredths: Hundredths,
})

/** What the scored evaluation form prints. */
export const EvaluationFormData = z
  .strictObject({
    head: DocumentHead,
    institution: z.strictObject({
      name: printable(100),
      kind: printable(60),
      address: printable(200),
      services: z.array(printable(40)).min(1),
    }),
    standard: z.strictObject({ title: printable(100), version: printable(60) }),
    round: printable(40),
    visitedOn: PlainDate,
    categories: z.array(z.strictObject({ id: printable(10), title: printable(60), items: z.array(ScoredItem).min(1) })).min(1),
    totals: Totals,
    vetoes: z.array(Veto),
    /** The minute in which the panel decided the vetoes together. */
    vetoMinute: z.strictObject({ decidedAt: Instant, text: printable(1500), participants: z.array(printable(40)).min(1) }).optional(),
    /** Marks per service of the items that belong to it, for a pass in part. */
    services: z.array(
      z.strictObject({
        name: printable(40),
        scoreTenths: Tenths,
        fullTenths: Tenths,
        isPassed: z.boolean(),
        note: printable(200).optional(),
      }),
    ),
    isPassed: z.boolean(),
    members: z.array(z.strictObject({ role: printable(40), name: printable(40), confirmedAt: Instant })).min(1),
    /** The institution's confirmation of the visit, or the record that it refused. */
    institutionConfirmation: z.strictObject({ name: printable(40), at: Instant, refusal: printable(200).optional() }).optional(),
    approval: z.strictObject({ name: printable(40), position: printable(40), approvedAt: Instant }),
  })
  .superRefine(checkSums)
export type EvaluationFormData = z.output<typeof EvaluationFormData>

/** The printed totals must be the sums of the printed items: a form that contradicts itself is never made. */
function checkSums(data: { categories: { items: ScoredItem[] }[]; totals: z.output<typeof Totals> }, context: z.RefinementCtx): void {
  const items = data.categories.flatMap((category) => category.items)
  const sums = sumOf(items)
  const report = (path: string, printed: number, sum: number) => {
    if (printed !== sum)
      context.addIssue({ code: 'custom', path: ['totals', path], message: `合计应为${tenths(sum)}，填写为${tenths(printed)}` })
  }
  report('denominatorTenths', data.totals.denominatorTenths, sums.full)
  report('selfTenths', data.totals.selfTenths, sums.self)
  report('officialTenths', data.totals.officialTenths, sums.official)
}

/** Sums of full marks, self scores and official scores in tenths; an item without a self score counts as 0. */
export function sumOf(items: readonly ScoredItem[]): { full: number; self: number; official: number } {
  return items.reduce(
    (sum, item) => ({
      full: sum.full + item.fullTenths,
      self: sum.self + (item.selfTenths ?? 0),
      official: sum.official + item.officialTenths,
    }),
    { full: 0, self: 0, official: 0 },
  )
}
