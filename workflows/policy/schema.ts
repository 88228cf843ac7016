import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { BarCause } from '#workflows/policy/bar-cause'
import { PenaltyMatterRule } from '#workflows/policy/penalty-matter'

/** Every deadline of the spine. A machine may only arm keys named here; a policy has a rule for each. */
export const DeadlineKey = z.enum([
  'acceptanceDue',
  'serviceDeemed',
  'supplementWindow',
  'roundLock',
  'evaluationOpens',
  'evaluationEnds',
  'evaluationExtension',
  'publicNotice',
  'publicNoticeExtension',
  'objectionHandling',
  'reEvaluationDue',
  'signingWindow',
  'filing',
  'termStarts',
  'termEnds',
  'changeWindow',
  'renewalOpens',
  'renewalWindow',
  'changeDecision',
  'renewalDecision',
  'continuationEnds',
  'statementWindow',
  'endEffective',
  'remedyEnds',
  'supplementSigning',
  'connectionDue',
  'licenceEnds',
  'licenceGrace',
  'suspensionEnds',
])
export type DeadlineKey = z.output<typeof DeadlineKey>

/** A fact with a date from which, or towards which, a rule counts. */
export const Anchor = z.enum([
  'receivedOn',
  'documentIssuedOn',
  'noticeServedOn',
  'acceptedOn',
  'roundMonthStart',
  'roundMonthEnd',
  'extendedUntil',
  'noticeExtendedUntil',
  'publishedOn',
  'objectedOn',
  'noticeClosedOn',
  'signedOn',
  'agreementStartsOn',
  'agreementExpiresOn',
  'licenceChangedOn',
  'licenceExpiresOn',
  'agreementEndsOn',
  'suspendedOn',
])
export type Anchor = z.output<typeof Anchor>

/** Unit of a count. Working days follow the calendar of State Council notices; months and years go to the corresponding day. */
export const CountUnit = z.enum(['workingDay', 'day', 'month', 'year'])
export type CountUnit = z.output<typeof CountUnit>

const Count = z.int().min(1).max(1_000)

/** The four kinds of rule that cover the Measure. A new kind is a code change, a new number a change of data. */
export const DeadlineRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('period'), from: Anchor, count: Count, unit: CountUnit }),
  z.strictObject({
    kind: z.literal('window'),
    from: Anchor,
    months: z.array(z.int().min(1).max(12)).min(1),
    edge: z.enum(['opens', 'closes']),
  }),
  z.strictObject({ kind: z.literal('before'), anchor: Anchor, count: Count, unit: CountUnit }),
  z.strictObject({ kind: z.literal('on'), anchor: Anchor }),
])
export type DeadlineRule = z.output<typeof DeadlineRule>

/** Who is told when a reminder comes up. */
export const ReminderAudience = z.enum(['institution', 'officer', 'windowHead', 'agencyHead'])
export type ReminderAudience = z.output<typeof ReminderAudience>

/** A reminder after the start or before the end of a running deadline. `count: 0` is the due day itself. */
export const Reminder = z.strictObject({
  when: z.enum(['afterStart', 'beforeDue']),
  count: z.int().min(0).max(1_000),
  unit: CountUnit,
  to: ReminderAudience,
})
export type Reminder = z.output<typeof Reminder>

/**
 * One deadline: how it is counted, where in the day it falls, the article it rests on and what happens when it passes.
 * `draft` marks a value that the Measure does not give. Rolling and skipping the first day belong to each rule.
 */
export const DeadlineEntry = z.strictObject({
  title: z.string().min(1),
  rule: DeadlineRule,
  excludeFirstDay: z.boolean(),
  rollsToWorkingDay: z.boolean(),
  at: z.enum(['startOfDay', 'endOfDay']),
  basis: z.string().min(1),
  draft: z.boolean(),
  consequence: z.string().min(1),
  reminders: z.array(Reminder),
})
export type DeadlineEntry = z.output<typeof DeadlineEntry>

/** How long a cause of 第十条 bars a new application. */
export const BarRule = z.strictObject({
  cause: BarCause,
  count: Count,
  unit: z.enum(['day', 'month', 'year']),
  basis: z.string().min(1),
})
export type BarRule = z.output<typeof BarRule>

const StandardReference = z.string().regex(/^[a-z-]+@[\w.-]+$/)

/** 中止: how long an agreement may rest at the institution's wish. The Measure knows no such state. */
export const Suspension = z.strictObject({ maxDays: Count, basis: z.string().min(1) })
export type Suspension = z.output<typeof Suspension>

/** One version of the rules. Cases pin the version they began under; a correction is a new version. */
export const PolicySet = z.strictObject({
  schemaVersion: z.literal(1),
  code: z.string().min(1),
  version: z.string().min(1),
  status: z.enum(['draft', 'checked', 'published']),
  title: z.string().min(1),
  effectiveFrom: PlainDate,
  // Null while the source masks the year of the end.
  effectiveTo: PlainDate.nullable(),
  deadlines: z.record(DeadlineKey, DeadlineEntry),
  rounds: z.strictObject({
    /** `rolling`: a round may be held in any of the months, and each application is evaluated within a time from its acceptance. */
    kind: z.enum(['fixedMonths', 'rolling']).default('fixedMonths'),
    months: z.array(z.int().min(1).max(12)).min(1),
    evaluatedWithin: z
      .strictObject({ count: Count, unit: z.enum(['day', 'month']) })
      .nullable()
      .default(null),
    basis: z.string().min(1),
  }),
  term: z.strictObject({
    count: Count,
    unit: z.enum(['month', 'year']),
    longTermAllowedFor: z.array(z.enum(['medical', 'pharmacy'])),
    basis: z.string().min(1),
  }),
  renewal: z.strictObject({
    formOpensDaysBefore: Count,
    continuationMaxDays: Count,
    basis: z.string().min(1),
    draft: z.boolean(),
  }),
  bars: z.strictObject({
    includeNoFaultEnd: z.boolean(),
    rules: z.array(BarRule),
    // Versions stored before the ledger have neither: then every penalty counts, and a headquarters' not against its stores.
    penaltyMatters: z.array(PenaltyMatterRule).default([]),
    headquartersPenaltyCounts: z.boolean().default(false),
  }),
  // Null: no 中止; what rests for a time is agreed in a written supplement (edge case 40).
  suspension: Suspension.nullable().default(null),
  endings: z
    .strictObject({
      /** Grounds after which no bar runs (edge cases 51, 52); codes of workflows/domain/ending-grounds.ts. */
      withoutBar: z.array(z.string()),
      /** Longest time between the decision and its effect, for the patients who are still there (edge case 41). */
      transitionMaxDays: Count,
      basis: z.string().min(1),
    })
    .default({ withoutBar: ['practitionerDied', 'merged'], transitionMaxDays: 90, basis: '第十六至十九条' }),
  evaluation: z.strictObject({
    standards: z.strictObject({ medical: StandardReference, pharmacy: StandardReference }),
    switchedOffItems: z.array(z.string()),
    tableDesignVetoes: z.array(z.string()),
    /** Visits that must have failed before there is a conclusion without scores (dossier A13). */
    visitAttempts: Count,
    /** A self-evaluation this many points above the result is worth a look (edge case 19). A draft: the Measure sets none. */
    selfGapPoints: Count.default(15),
    basis: z.string().min(1),
  }),
  clauseSetVersion: z.string().min(1),
  /** What the two sides of the administration are called since when; the place stands before it (edge case 54). */
  parties: z
    .strictObject({ agency: z.string().min(1), authority: z.string().min(1), basis: z.string().min(1) })
    .default({ agency: '社会保险经办机构', authority: '人力资源社会保障行政部门', basis: '第三条、第四条' }),
  counting: z.strictObject({ dayEnds: z.literal('24:00'), timeZone: z.literal('+08:00'), basis: z.string().min(1) }),
})
export type PolicySet = z.output<typeof PolicySet>
