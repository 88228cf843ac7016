import { assign, setup } from 'xstate'
import * as z from 'zod'
import { BarScope } from '#workflows/policy/bar-scope'
import { PenaltyMatter } from '#workflows/policy/penalty-matter'

export const BarRecordContext = z.strictObject({
  cause: z.enum(['falseApplication', 'administrativePenalty']),
  uscc: z.string(),
  /** As it stands on the decision. */
  name: z.string(),
  scope: BarScope,
  siteId: z.string().nullable(),
  /** Hints by which another owner's application at the same place is noticed; empty when not known. */
  siteAddress: z.string(),
  licenceNumber: z.string(),
  personName: z.string(),
  /** The day from which the year of 第十条 is counted. */
  decidedOn: z.string(),
  decisionNumber: z.string(),
  authority: z.string(),
  facts: z.string(),
  /** Of a penalty only. */
  matter: PenaltyMatter.nullable(),
  /** By the table of the policy, on the day of the record. */
  countsAsBar: z.boolean(),
  recordedBy: z.string(),
  confirmedBy: z.string().nullable(),
  confirmedOn: z.string().nullable(),
  review: z.strictObject({ kind: z.enum(['review', 'suit']), filedOn: z.string() }).nullable(),
  setAside: z.strictObject({ number: z.string(), authority: z.string(), decidedOn: z.string() }).nullable(),
})
export type BarRecordContext = z.infer<typeof BarRecordContext>

export type BarRecordInput = Omit<BarRecordContext, 'confirmedBy' | 'confirmedOn' | 'review' | 'setAside'>
export type BarRecordEvent =
  | { type: 'confirm'; confirmedBy: string; confirmedOn: string }
  | { type: 'drop' }
  | { type: 'markUnderReview'; review: NonNullable<BarRecordContext['review']> }
  | { type: 'endReview' }
  | { type: 'setAside'; setAside: NonNullable<BarRecordContext['setAside']> }

// Maker and checker: nobody confirms what they entered.
const byAnotherPerson = ({ context, event }: { context: BarRecordContext; event: BarRecordEvent }): boolean =>
  event.type === 'confirm' && event.confirmedBy !== context.recordedBy

const machine = setup({
  types: {
    context: {} as BarRecordContext,
    events: {} as BarRecordEvent,
    input: {} as BarRecordInput,
    tags: {} as 'head',
    meta: {} as { article: string },
  },
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    recordBar: (_, _params: { cause: string }) => {},
    markBar: (_, _params: { underReview: boolean }) => {},
    liftBar: () => {},
  },
  guards: {
    byAnotherPerson,
    findingByAnother: (given) => byAnotherPerson(given) && given.context.cause === 'falseApplication',
    // Kept as a fact without a bar: a matter that does not count.
    mereNoteByAnother: (given) => byAnotherPerson(given) && !given.context.countsAsBar,
  },
})

const confirmed = machine.assign({
  confirmedBy: ({ event }) => (event.type === 'confirm' ? event.confirmedBy : null),
  confirmedOn: ({ event }) => (event.type === 'confirm' ? event.confirmedOn : null),
})
const causeOf = ({ context }: { context: BarRecordContext }) => ({ cause: context.cause })

/**
 * One fact of the ledger that 第十条（三）、（四） look at: a finding of false material, or an administrative penalty.
 * A contested one holds on; one that is set aside lifts its bar, and both stay on record.
 */
export const barRecordMachine = machine.createMachine({
  id: 'barRecord',
  context: ({ input }) => ({ ...input, confirmedBy: null, confirmedOn: null, review: null, setAside: null }),
  initial: 'recorded',
  states: {
    recorded: {
      meta: { article: '第十条' },
      tags: 'head',
      on: {
        confirm: [
          { guard: 'mereNoteByAnother', target: 'standing', actions: confirmed },
          {
            guard: 'findingByAnother',
            target: 'standing',
            actions: [confirmed, { type: 'recordBar', params: causeOf }, { type: 'issueDocument', params: { kind: 'barFactDecision' } }],
          },
          {
            guard: 'byAnotherPerson',
            target: 'standing',
            actions: [confirmed, { type: 'recordBar', params: causeOf }],
          },
        ],
        drop: 'dropped',
      },
    },
    standing: {
      initial: 'final',
      meta: { article: '第十条' },
      on: {
        setAside: {
          target: 'setAside',
          actions: [assign({ setAside: ({ event }) => event.setAside }), 'liftBar'],
        },
      },
      states: {
        final: {
          on: {
            markUnderReview: {
              target: 'underReview',
              actions: [assign({ review: ({ event }) => event.review }), { type: 'markBar', params: { underReview: true } }],
            },
          },
        },
        underReview: {
          on: { endReview: { target: 'final', actions: { type: 'markBar', params: { underReview: false } } } },
        },
      },
    },
    setAside: { type: 'final', meta: { article: '第十条' } },
    dropped: { type: 'final', meta: { article: '第十条' } },
  },
})
