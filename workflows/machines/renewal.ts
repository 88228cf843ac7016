import { assign, setup } from 'xstate'
import * as z from 'zod'
import { nominalDelays } from './nominal-delays'

export const RenewalContext = z.strictObject({
  agreementId: z.string(),
  /** Last day of the term that is to be followed by another. */
  expiresOn: z.string(),
  filedOn: z.string(),
  /** Asked for before the window of 第十三条 opens: kept, and dated on the day on which it does (edge case 43). */
  isEarly: z.boolean(),
  reviewedBy: z.string().nullable(),
  refusalProposedBy: z.string().nullable(),
  signedOnPaper: z.boolean(),
})
export type RenewalContext = z.infer<typeof RenewalContext>
export type RenewalInput = Pick<RenewalContext, 'agreementId' | 'expiresOn' | 'filedOn' | 'isEarly'>

type Signature = { documentId: string; signedDigest: string; note: string }
export type RenewalEvent =
  | { type: 'holdForAssessment' }
  | { type: 'concludeReview'; reviewedBy: string }
  | { type: 'offerTerms' }
  | { type: 'commentTerms' }
  | ({ type: 'signByInstitution' } & Signature)
  | ({ type: 'signOnPaper' } & Signature)
  | ({ type: 'countersign' } & Signature)
  | ({ type: 'confirmPaper' } & Signature)
  | { type: 'proposeRefusal'; proposedBy: string }
  | { type: 'returnRefusal' }
  | { type: 'refuse'; decidedBy: string }
  | { type: 'withdraw' }
  | { type: 'closeWithAgreement' }

const machine = setup({
  types: {
    context: {} as RenewalContext,
    events: {} as RenewalEvent,
    input: {} as RenewalInput,
    tags: {} as 'officer' | 'head' | 'institution' | 'system' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['renewalOpens', 'renewalDecision', 'supplementSigning']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    addDocumentVersion: (_, _params: { documentId: string; digest: string; note: string }) => {},
    grantRenewal: () => {},
    refuseRenewal: () => {},
    withdrawRenewal: () => {},
  },
  guards: {
    isEarly: ({ context }) => context.isEarly,
    refusedByAnother: ({ context, event }) => event.type === 'refuse' && event.decidedBy !== context.refusalProposedBy,
    onPaper: ({ context }) => context.signedOnPaper,
    notOnPaper: ({ context }) => !context.signedOnPaper,
  },
})

const storeSignature = {
  type: 'addDocumentVersion',
  params: ({ event }: { event: RenewalEvent }) => {
    if (!('signedDigest' in event)) throw new Error(`${event.type} carries no signature`)
    return { documentId: event.documentId, digest: event.signedDigest, note: event.note }
  },
} as const
const receipt = { type: 'issueDocument', params: { kind: 'renewalReceipt' } } as const
const proposeRefusal = {
  target: '#renewal.refusalProposed',
  actions: machine.assign({ refusalProposedBy: ({ event }) => (event.type === 'proposeRefusal' ? event.proposedBy : null) }),
} as const

/**
 * Another term of the same agreement (第十三条): asked for in its last thirty days, reviewed against licences, unreported
 * changes and the yearly grades, talked over, signed by both. Undecided at its last day, the agreement is held on; the
 * agency's silence never ends it.
 */
export const renewalMachine = machine.createMachine({
  id: 'renewal',
  context: ({ input }) => ({
    agreementId: input?.agreementId ?? '',
    expiresOn: input?.expiresOn ?? '',
    filedOn: input?.filedOn ?? '',
    isEarly: input?.isEarly ?? false,
    reviewedBy: null,
    refusalProposedBy: null,
    signedOnPaper: false,
  }),
  initial: 'opened',
  states: {
    opened: {
      meta: { article: '第十三条' },
      entry: receipt,
      always: [{ guard: 'isEarly', target: 'early' }, { target: 'reviewing' }],
    },
    // Before the window: kept as it is, nothing to do for anybody.
    early: {
      meta: { article: '第十三条' },
      tags: 'system',
      after: { renewalOpens: { target: 'reviewing', actions: assign({ isEarly: false }) } },
      on: { withdraw: 'withdrawn', closeWithAgreement: 'closed' },
    },
    reviewing: {
      meta: { article: '第十三条' },
      tags: 'officer',
      initial: 'inTime',
      on: {
        concludeReview: { target: 'negotiating', actions: assign({ reviewedBy: ({ event }) => event.reviewedBy }) },
        proposeRefusal,
        withdraw: 'withdrawn',
        closeWithAgreement: 'closed',
      },
      states: {
        // 第二十二条: the last year's grade is not final yet; the review waits for it, and says so (edge case 46).
        inTime: { after: { renewalDecision: 'late' }, on: { holdForAssessment: 'onHold' } },
        onHold: { after: { renewalDecision: 'late' } },
        late: { tags: 'overdue' },
      },
    },
    // 第五条（一）、第十三条: talks about the next term.
    negotiating: {
      meta: { article: '第十三条' },
      tags: 'officer',
      on: { offerTerms: 'signing', proposeRefusal, withdraw: 'withdrawn', closeWithAgreement: 'closed' },
    },
    signing: {
      meta: { article: '第十三条' },
      initial: 'byInstitution',
      entry: { type: 'issueDocument', params: { kind: 'renewalAgreement' } },
      on: { closeWithAgreement: 'closed' },
      states: {
        byInstitution: {
          tags: 'institution',
          after: { supplementSigning: '#renewal.negotiating' },
          on: {
            commentTerms: '#renewal.negotiating',
            signByInstitution: { target: 'byAgency', actions: storeSignature },
            signOnPaper: { target: 'byAgency', actions: [storeSignature, assign({ signedOnPaper: true })] },
            withdraw: '#renewal.withdrawn',
          },
        },
        byAgency: {
          tags: 'head',
          on: {
            countersign: { guard: 'notOnPaper', target: '#renewal.renewed', actions: storeSignature },
            confirmPaper: { guard: 'onPaper', target: '#renewal.renewed', actions: storeSignature },
          },
        },
      },
    },
    // 第十九条（一）: not renewed after a timely application only by a reasoned decision of two.
    refusalProposed: {
      meta: { article: '第十九条（一）' },
      tags: 'head',
      on: {
        returnRefusal: { target: 'reviewing', actions: assign({ refusalProposedBy: null }) },
        refuse: {
          guard: 'refusedByAnother',
          target: 'refused',
          actions: [{ type: 'issueDocument', params: { kind: 'renewalRefusal' } }, 'refuseRenewal'],
        },
        closeWithAgreement: 'closed',
      },
    },
    renewed: { type: 'final', meta: { article: '第十三条' }, entry: 'grantRenewal' },
    refused: { type: 'final', meta: { article: '第十九条（一）' } },
    withdrawn: { type: 'final', meta: { article: '第十三条' }, entry: 'withdrawRenewal' },
    closed: { type: 'final', meta: { article: '第十九条' } },
  },
})
