import { assign, setup } from 'xstate'
import * as z from 'zod'
import { PanelRole } from '#workflows/policy/score-sheet'
import { nominalDelays } from './nominal-delays'

export const PanelMember = z.strictObject({ accountId: z.string(), name: z.string(), role: PanelRole })
export type PanelMember = z.infer<typeof PanelMember>

export const EvaluationRoundContext = z.strictObject({
  year: z.int(),
  month: z.int(),
  panel: z.array(PanelMember),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  extendedUntil: z.string().nullable(),
})
export type EvaluationRoundContext = z.infer<typeof EvaluationRoundContext>

export type EvaluationRoundEvent =
  | { type: 'appointPanel'; panel: PanelMember[] }
  | { type: 'extend'; until: string }
  | { type: 'submitResults'; submittedBy: string }
  | { type: 'returnResults' }
  | { type: 'approveResults'; approvedBy: string }
  | { type: 'publish'; publishedAt: string }
  | { type: 'closeEmpty' }

const machine = setup({
  types: {
    context: {} as EvaluationRoundContext,
    events: {} as EvaluationRoundEvent,
    input: {} as { year: number; month: number },
    tags: {} as 'officer' | 'head' | 'evaluator' | 'public' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['roundLock', 'evaluationOpens', 'evaluationEnds', 'evaluationExtension', 'publicNotice']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    enrolApplications: () => {},
    beginEvaluations: () => {},
    publishToApplications: () => {},
  },
  guards: {
    // 第九条（三）: all four kinds of member, each account once.
    hasAllRoles: ({ event }) =>
      event.type === 'appointPanel' &&
      PanelRole.options.every((role) => event.panel.some((member) => member.role === role)) &&
      new Set(event.panel.map((member) => member.accountId)).size === event.panel.length,
    // Maker and checker: nobody approves what they handed in.
    byAnotherPerson: ({ context, event }) => event.type === 'approveResults' && event.approvedBy !== context.submittedBy,
  },
})

const appointPanel = {
  guard: 'hasAllRoles',
  actions: machine.assign({ panel: ({ context, event }) => (event.type === 'appointPanel' ? event.panel : context.panel) }),
} as const
const submitResults = {
  target: '#evaluationRound.handedIn',
  actions: machine.assign({
    submittedBy: ({ context, event }) => (event.type === 'submitResults' ? event.submittedBy : context.submittedBy),
  }),
} as const
const extend = {
  target: 'extended',
  actions: machine.assign({ extendedUntil: ({ context, event }) => (event.type === 'extend' ? event.until : context.extendedUntil) }),
} as const

/** The evaluation round of April or October of one agency (第九条（三）、（四）). */
export const evaluationRoundMachine = machine.createMachine({
  id: 'evaluationRound',
  context: ({ input }) => ({
    // X15: the factory is also called without input while a snapshot is stepped.
    year: input?.year ?? 0,
    month: input?.month ?? 0,
    panel: [],
    submittedBy: null,
    approvedBy: null,
    publishedAt: null,
    extendedUntil: null,
  }),
  initial: 'open',
  states: {
    // Applications accepted until the lock date belong to this round; later ones to the next.
    open: {
      meta: { article: '第九条（三）' },
      tags: 'officer',
      after: { roundLock: { target: 'locked', actions: 'enrolApplications' } },
      on: { appointPanel },
    },
    locked: {
      meta: { article: '第九条（三）' },
      tags: 'officer',
      after: { evaluationOpens: { target: 'evaluating', actions: 'beginEvaluations' } },
      on: { appointPanel, closeEmpty: 'closedEmpty' },
    },
    evaluating: {
      meta: { article: '第九条（三）' },
      initial: 'inMonth',
      on: { appointPanel, closeEmpty: 'closedEmpty' },
      states: {
        inMonth: { tags: ['officer', 'evaluator'], after: { evaluationEnds: 'overrun' }, on: { submitResults } },
        // The month is over: only the head, with a reason and a new date, may let the work go on.
        overrun: { tags: ['head', 'overdue'], on: { extend } },
        extended: { tags: ['officer', 'evaluator'], after: { evaluationExtension: 'overrun' }, on: { submitResults } },
      },
    },
    handedIn: {
      meta: { article: '第九条（四）' },
      tags: 'head',
      on: {
        returnResults: { target: 'evaluating', actions: 'beginEvaluations' },
        approveResults: {
          guard: 'byAnotherPerson',
          target: 'approved',
          actions: assign({ approvedBy: ({ event }) => event.approvedBy }),
        },
      },
    },
    approved: {
      meta: { article: '第九条（四）' },
      tags: 'officer',
      on: {
        publish: {
          target: 'publicNotice',
          actions: [
            assign({ publishedAt: ({ event }) => event.publishedAt }),
            { type: 'issueDocument', params: { kind: 'publicNotice' } },
            'publishToApplications',
          ],
        },
      },
    },
    // 第九条（四）: five working days, ended by the clock alone.
    publicNotice: { meta: { article: '第九条（四）' }, tags: 'public', after: { publicNotice: 'closed' } },
    closed: { type: 'final', meta: { article: '第九条（四）' } },
    closedEmpty: { type: 'final', meta: { article: '第九条（三）' } },
  },
})
