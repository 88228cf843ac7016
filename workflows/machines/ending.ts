import { assign, setup } from 'xstate'
import * as z from 'zod'
import { EndingGround } from '#workflows/domain/ending-grounds'
import { AgreementEnd } from './agreement-context'
import { nominalDelays } from './nominal-delays'

export const EndingContext = z.strictObject({
  agreementId: z.string(),
  ground: EndingGround,
  /** How the case runs: talks and two signatures, a notice beforehand, or straight to the decision. */
  path: z.enum(['consensual', 'noticeFirst', 'direct']),
  proposedBy: z.string(),
  servedOn: z.string().nullable(),
  hasStatement: z.boolean(),
  draftedBy: z.string().nullable(),
  /** What the agency means to decide or the parties to sign; fixed by the decision. */
  end: AgreementEnd.nullable(),
  signedOnPaper: z.boolean(),
  contest: z.strictObject({ kind: z.enum(['review', 'suit']), filedOn: z.string() }).nullable(),
  setAside: z
    .strictObject({ number: z.string(), authority: z.string(), decidedOn: z.string(), expiresOn: z.string().nullable() })
    .nullable(),
})
export type EndingContext = z.infer<typeof EndingContext>
export type EndingInput = Pick<EndingContext, 'agreementId' | 'ground' | 'path' | 'proposedBy'>

type Signature = { documentId: string; signedDigest: string; note: string }
export type EndingEvent =
  | { type: 'acknowledgeNotice'; servedOn: string }
  | { type: 'giveStatement' }
  | { type: 'waiveStatement' }
  | { type: 'draftDecision'; end: AgreementEnd; draftedBy: string }
  | { type: 'returnDecision' }
  | { type: 'decide'; decidedBy: string }
  | { type: 'drop'; droppedBy: string }
  | { type: 'offerRescission'; end: AgreementEnd; draftedBy: string }
  | { type: 'commentTerms' }
  | ({ type: 'signByInstitution' } & Signature)
  | ({ type: 'signOnPaper' } & Signature)
  | ({ type: 'countersign' } & Signature)
  | ({ type: 'confirmPaper' } & Signature)
  | { type: 'contest'; contest: NonNullable<EndingContext['contest']> }
  | { type: 'endContest' }
  | { type: 'stay' }
  | { type: 'setAside'; setAside: NonNullable<EndingContext['setAside']> }
  | { type: 'closeWithAgreement' }

const machine = setup({
  types: {
    context: {} as EndingContext,
    events: {} as EndingEvent,
    input: {} as EndingInput,
    tags: {} as 'officer' | 'head' | 'institution' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['serviceDeemed', 'statementWindow', 'supplementSigning', 'remedyEnds']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    addDocumentVersion: (_, _params: { documentId: string; digest: string; note: string }) => {},
    endAgreement: () => {},
    stayAgreementEnd: () => {},
    restoreAgreement: () => {},
    liftAgreementBar: () => {},
  },
  guards: {
    isConsensual: ({ context }) => context.path === 'consensual',
    noticeFirst: ({ context }) => context.path === 'noticeFirst',
    // 第十七条 and the rule of two: nobody decides what they drafted or proposed.
    byAnother: ({ context, event }) =>
      event.type === 'decide' && event.decidedBy !== context.draftedBy && event.decidedBy !== context.proposedBy,
    droppedByAnother: ({ context, event }) => event.type === 'drop' && event.droppedBy !== context.proposedBy,
    onPaper: ({ context }) => context.signedOnPaper,
    notOnPaper: ({ context }) => !context.signedOnPaper,
  },
})

const storeSignature = {
  type: 'addDocumentVersion',
  params: ({ event }: { event: EndingEvent }) => {
    if (!('signedDigest' in event)) throw new Error(`${event.type} carries no signature`)
    return { documentId: event.documentId, digest: event.signedDigest, note: event.note }
  },
} as const
const keepDraft = machine.assign(({ event }) =>
  event.type === 'draftDecision' || event.type === 'offerRescission' ? { end: event.end, draftedBy: event.draftedBy } : {},
)
const drop = { guard: 'droppedByAnother', target: '#ending.dropped' } as const

/**
 * The end of an agreement before its term is over: by consent (第十六条), for a violation (第十七条), because its basis has
 * changed (第十八条), for a change refused or not reported (第十五条), or by an event of 第十九条. Facts first, then the
 * party's word, then a decision by two, then its day; the agreement itself ends in its own case.
 */
export const endingMachine = machine.createMachine({
  id: 'ending',
  context: ({ input }) => ({
    agreementId: input?.agreementId ?? '',
    ground: input?.ground ?? 'otherImpossible',
    path: input?.path ?? 'direct',
    proposedBy: input?.proposedBy ?? '',
    servedOn: null,
    hasStatement: false,
    draftedBy: null,
    end: null,
    signedOnPaper: false,
    contest: null,
    setAside: null,
  }),
  initial: 'opened',
  states: {
    opened: {
      meta: { article: '第十五至十九条' },
      always: [{ guard: 'isConsensual', target: 'talks' }, { guard: 'noticeFirst', target: 'notice' }, { target: 'deciding' }],
    },
    // The party hears the facts and the ground before anything is decided, and may answer.
    notice: {
      meta: { article: '第十五至十九条' },
      tags: 'institution',
      entry: { type: 'issueDocument', params: { kind: 'endingPriorNotice' } },
      initial: 'unserved',
      on: {
        giveStatement: {
          target: 'deciding',
          actions: [assign({ hasStatement: true }), { type: 'issueDocument', params: { kind: 'statementRecord' } }],
        },
        waiveStatement: 'deciding',
        drop,
        closeWithAgreement: 'closed',
      },
      states: {
        unserved: {
          after: { serviceDeemed: 'served' },
          on: { acknowledgeNotice: { target: 'served', actions: assign({ servedOn: ({ event }) => event.servedOn }) } },
        },
        served: { after: { statementWindow: '#ending.deciding' } },
      },
    },
    // 第十七条: one drafts, another decides.
    deciding: {
      meta: { article: '第十五至十九条' },
      initial: 'drafting',
      on: { drop, closeWithAgreement: 'closed' },
      states: {
        drafting: { tags: 'officer', on: { draftDecision: { target: 'approving', actions: keepDraft } } },
        approving: {
          tags: 'head',
          on: {
            returnDecision: 'drafting',
            decide: {
              guard: 'byAnother',
              target: '#ending.decided',
              actions: { type: 'issueDocument', params: { kind: 'endingDecision' } },
            },
          },
        },
      },
    },
    // 第十六条: both want it; the day and what is settled stand in a text that both sign.
    talks: {
      meta: { article: '第十六条' },
      tags: 'officer',
      on: {
        offerRescission: { target: 'signing', actions: keepDraft },
        drop: { target: 'dropped' },
        closeWithAgreement: 'closed',
      },
    },
    signing: {
      meta: { article: '第十六条' },
      initial: 'byInstitution',
      entry: { type: 'issueDocument', params: { kind: 'rescissionAgreement' } },
      on: { closeWithAgreement: 'closed' },
      states: {
        byInstitution: {
          tags: 'institution',
          after: { supplementSigning: '#ending.dropped' },
          on: {
            commentTerms: '#ending.talks',
            signByInstitution: { target: 'byAgency', actions: storeSignature },
            signOnPaper: { target: 'byAgency', actions: [storeSignature, assign({ signedOnPaper: true })] },
          },
        },
        byAgency: {
          tags: 'head',
          on: {
            countersign: { guard: 'notOnPaper', target: '#ending.decided', actions: storeSignature },
            confirmPaper: { guard: 'onPaper', target: '#ending.decided', actions: storeSignature },
          },
        },
      },
    },
    // The agreement holds until its last day; a decision may be contested, and stands unless a stay is ordered (edge case 50).
    decided: {
      meta: { article: '第十五至十九条' },
      entry: 'endAgreement',
      initial: 'unserved',
      on: {
        setAside: {
          target: 'setAside',
          actions: [assign({ setAside: ({ event }) => event.setAside }), 'restoreAgreement', 'liftAgreementBar'],
        },
      },
      states: {
        unserved: {
          after: { serviceDeemed: 'final' },
          on: {
            acknowledgeNotice: { target: 'final', actions: assign({ servedOn: ({ event }) => event.servedOn }) },
            contest: { target: 'contested', actions: assign({ contest: ({ event }) => event.contest }) },
          },
        },
        final: {
          after: { remedyEnds: '#ending.effective' },
          on: { contest: { target: 'contested', actions: assign({ contest: ({ event }) => event.contest }) } },
        },
        contested: {
          tags: 'officer',
          on: { stay: { actions: 'stayAgreementEnd' }, endContest: '#ending.effective' },
        },
      },
    },
    effective: { type: 'final', meta: { article: '第十六至十九条' } },
    // DECISIONS 7: what was ended stays ended on record; the agreement lives on in a new case.
    setAside: { type: 'final', meta: { article: '第十六至十九条' } },
    dropped: { type: 'final', meta: { article: '第十六至十九条' } },
    closed: { type: 'final', meta: { article: '第十九条' } },
  },
})
