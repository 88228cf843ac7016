import { assign, setup } from 'xstate'
import * as z from 'zod'

export const RuleOverrideContext = z.strictObject({
  /** The pack past its last day that new cases may begin under once more. */
  policyId: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  /** The document on which the longer use rests, and why it is needed. */
  basis: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedOn: z.string().nullable(),
})
export type RuleOverrideContext = z.infer<typeof RuleOverrideContext>

export type RuleOverrideInput = Omit<RuleOverrideContext, 'approvedBy' | 'approvedOn'>
export type RuleOverrideEvent = { type: 'approve'; approvedBy: string; approvedOn: string } | { type: 'drop' }

const machine = setup({
  types: {
    context: {} as RuleOverrideContext,
    events: {} as RuleOverrideEvent,
    input: {} as RuleOverrideInput,
    tags: {} as 'head',
    meta: {} as { article: string },
  },
  actions: { recordOverride: () => {} },
  guards: {
    // DECISIONS 13: two persons of the city agency.
    byAnotherPerson: ({ context, event }) => event.type === 'approve' && event.approvedBy !== context.proposedBy,
  },
})

/** The record without which no case may begin on a pack past its end (第二十七条). */
export const ruleOverrideMachine = machine.createMachine({
  id: 'ruleOverride',
  context: ({ input }) => ({ ...input, approvedBy: null, approvedOn: null }),
  initial: 'proposed',
  states: {
    proposed: {
      meta: { article: '第二十七条' },
      tags: 'head',
      on: {
        approve: {
          guard: 'byAnotherPerson',
          target: 'approved',
          actions: [assign({ approvedBy: ({ event }) => event.approvedBy, approvedOn: ({ event }) => event.approvedOn }), 'recordOverride'],
        },
        drop: 'dropped',
      },
    },
    approved: { type: 'final', meta: { article: '第二十七条' } },
    dropped: { type: 'final', meta: { article: '第二十七条' } },
  },
})
