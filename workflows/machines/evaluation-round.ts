import { assign, setup } from 'xstate'
import * as z from 'zod'
import { nominalDelays } from './nominal-delays'
import { isWholePanel, PanelMember } from './panel-member'

export const EvaluationRoundContext = z.strictObject({
  year: z.int(),
  month: z.int(),
  panel: z.array(PanelMember),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  extendedUntil: z.string().nullable(),
  /** Last day of a notice that was extended for lost days; null while the five working days stand. */
  noticeExtendedUntil: z.string().nullable(),
})
export type EvaluationRoundContext = z.infer<typeof EvaluationRoundContext>

export type EvaluationRoundEvent =
  | { type: 'appointPanel'; panel: PanelMember[] }
  | { type: 'extend'; until: string }
  | { type: 'submitResults'; submittedBy: string }
  | { type: 'returnResults' }
  | { type: 'approveResults'; approvedBy: string }
  | { type: 'publish'; publishedAt: string }
  | { type: 'admitLate' }
  | { type: 'extendNotice'; until: string }
  | { type: 'closeEmpty' }

const machine = setup({
  types: {
    context: {} as EvaluationRoundContext,
    events: {} as EvaluationRoundEvent,
    input: {} as { year: number; month: number },
    tags: {} as 'officer' | 'head' | 'evaluator' | 'public' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['roundLock', 'evaluationOpens', 'evaluationEnds', 'evaluationExtension', 'publicNotice', 'publicNoticeExtension']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    enrolApplications: () => {},
    beginEvaluations: () => {},
    enrolLateApplication: () => {},
    publishToApplications: () => {},
    extendNotices: () => {},
  },
  guards: {
    // 第九条（三）: all four kinds of member, each account once.
    hasAllRoles: ({ event }) => event.type === 'appointPanel' && isWholePanel(event.panel),
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

const extendNotice = [
  machine.assign({
    noticeExtendedUntil: ({ context, event }) => (event.type === 'extendNotice' ? event.until : context.noticeExtendedUntil),
  }),
  'extendNotices',
] as const

/** Dossier §2.3: accepted after the lock, let in by the head with a reason, as long as the results are not handed in. */
const admitLate = { actions: 'enrolLateApplication' } as const

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
    noticeExtendedUntil: null,
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
      on: { appointPanel, admitLate, closeEmpty: 'closedEmpty' },
    },
    evaluating: {
      meta: { article: '第九条（三）' },
      initial: 'inMonth',
      on: { appointPanel, admitLate, closeEmpty: 'closedEmpty' },
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
    publicNotice: {
      meta: { article: '第九条（四）' },
      tags: 'public',
      initial: 'running',
      states: {
        // Days on which it could not be read are added (edge case 29); the applications on it follow.
        running: {
          after: { publicNotice: '#evaluationRound.closed' },
          on: { extendNotice: { target: 'extended', actions: extendNotice } },
        },
        extended: {
          after: { publicNoticeExtension: '#evaluationRound.closed' },
          on: { extendNotice: { target: 'extended', reenter: true, actions: extendNotice } },
        },
      },
    },
    closed: { type: 'final', meta: { article: '第九条（四）' } },
    closedEmpty: { type: 'final', meta: { article: '第九条（三）' } },
  },
})
