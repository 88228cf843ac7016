import { assign, setup } from 'xstate'
import * as z from 'zod'

export const RuleReleaseContext = z.strictObject({
  /** `code@version`: the id under which the pack is stored, used once for ever. */
  policyId: z.string(),
  /** Id of the pack that the draft began as a copy of; what the differences are shown against. */
  basedOn: z.string(),
  /** The pack as JSON. Read as a PolicySet by the commands, so that a draft outlives a program that learns new values. */
  policy: z.record(z.string(), z.unknown()),
  /** Everybody who wrote in it: none of them may check or publish it. */
  authors: z.array(z.string()).min(1),
  checkedBy: z.string().nullable(),
  checkedOn: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedOn: z.string().nullable(),
  /** Whether the pack corrects its predecessor for open cases as well; else every open case keeps the pack that it began under. */
  forOpenCases: z.boolean(),
})
export type RuleReleaseContext = z.infer<typeof RuleReleaseContext>

export type RuleReleaseInput = Pick<RuleReleaseContext, 'policyId' | 'basedOn' | 'policy'> & { draftedBy: string }
export type RuleReleaseEvent =
  | { type: 'amend'; policy: Record<string, unknown>; by: string }
  | { type: 'check'; checkedBy: string; checkedOn: string }
  | { type: 'publish'; publishedBy: string; publishedOn: string; forOpenCases: boolean }
  | { type: 'drop' }

const machine = setup({
  types: {
    context: {} as RuleReleaseContext,
    events: {} as RuleReleaseEvent,
    input: {} as RuleReleaseInput,
    tags: {} as 'officer' | 'head',
    meta: {} as { article: string },
  },
  actions: {
    storeRules: (_, _params: { status: string }) => {},
  },
  guards: {
    // Maker and checker: nobody checks or publishes what they wrote.
    byAnotherPerson: ({ context, event }) => {
      if (event.type === 'check') return !context.authors.includes(event.checkedBy)
      return event.type === 'publish' && !context.authors.includes(event.publishedBy)
    },
  },
})

const amended = machine.assign({
  policy: ({ context, event }) => (event.type === 'amend' ? event.policy : context.policy),
  authors: ({ context, event }) =>
    event.type === 'amend' && !context.authors.includes(event.by) ? [...context.authors, event.by] : context.authors,
  checkedBy: null,
  checkedOn: null,
})
const store = (status: 'draft' | 'checked' | 'published' | 'dropped') => ({ type: 'storeRules' as const, params: { status } })

/**
 * One version of the rules on its way into force (第四条): drawn up and checked at the city agency by two persons, published,
 * and never changed again. A text that is changed after the check has to be checked anew.
 */
export const ruleReleaseMachine = machine.createMachine({
  id: 'ruleRelease',
  context: ({ input }) => ({
    policyId: input?.policyId ?? '',
    basedOn: input?.basedOn ?? '',
    policy: input?.policy ?? {},
    authors: [input?.draftedBy ?? ''],
    checkedBy: null,
    checkedOn: null,
    publishedBy: null,
    publishedOn: null,
    forOpenCases: false,
  }),
  initial: 'draft',
  states: {
    draft: {
      meta: { article: '第四条' },
      tags: 'officer',
      entry: store('draft'),
      on: {
        amend: { target: 'draft', reenter: true, actions: amended },
        check: {
          guard: 'byAnotherPerson',
          target: 'checked',
          actions: assign({ checkedBy: ({ event }) => event.checkedBy, checkedOn: ({ event }) => event.checkedOn }),
        },
        drop: { target: 'dropped', actions: store('dropped') },
      },
    },
    checked: {
      meta: { article: '第四条' },
      tags: 'head',
      entry: store('checked'),
      on: {
        amend: { target: 'draft', actions: amended },
        publish: {
          guard: 'byAnotherPerson',
          target: 'published',
          actions: [
            assign({
              publishedBy: ({ event }) => event.publishedBy,
              publishedOn: ({ event }) => event.publishedOn,
              forOpenCases: ({ event }) => event.forOpenCases,
            }),
            store('published'),
          ],
        },
        drop: { target: 'dropped', actions: store('dropped') },
      },
    },
    published: { type: 'final', meta: { article: '第四条' } },
    dropped: { type: 'final', meta: { article: '第四条' } },
  },
})
