import { assign, setup } from 'xstate'
import * as z from 'zod'
import { ChangeItem } from '#workflows/domain/change-items'
import { nominalDelays } from './nominal-delays'

export const ChangeContext = z.strictObject({
  agreementId: z.string(),
  items: z.array(ChangeItem),
  /** The earliest day on which one of the licences was changed: the case is late as soon as its month has passed. Null for what 第十五条 does not name. */
  licenceChangedOn: z.string().nullable(),
  /** Opened because a licence was seen to have changed; nothing has been applied for yet. */
  isNoted: z.boolean(),
  isLate: z.boolean(),
  isSmall: z.boolean(),
  needsTwo: z.boolean(),
  /** A place or something added: looked at on site before it is agreed. */
  needsEvaluation: z.boolean(),
  supplementGiven: z.boolean(),
  noticeServedOn: z.string().nullable(),
  checkedBy: z.string().nullable(),
  refusalProposedBy: z.string().nullable(),
  evaluatedBy: z.string().nullable(),
  evaluationPassed: z.boolean().nullable(),
  effectiveOn: z.string().nullable(),
  signedOnPaper: z.boolean(),
  mergedInto: z.string().nullable(),
  /** Other changes of the same agreement that this supplement settles as well (edge case 49). */
  absorbed: z.array(z.string()),
})
export type ChangeContext = z.infer<typeof ChangeContext>
export type ChangeInput = Pick<
  ChangeContext,
  'agreementId' | 'items' | 'licenceChangedOn' | 'isNoted' | 'isLate' | 'isSmall' | 'needsTwo' | 'needsEvaluation'
>

type Signature = { documentId: string; signedDigest: string; note: string }
export type ChangeEvent =
  | ({ type: 'fileChange' } & Pick<ChangeContext, 'items' | 'licenceChangedOn' | 'isLate' | 'needsEvaluation'>)
  | { type: 'dismissNote' }
  | { type: 'admitLate' }
  | { type: 'endForLateness' }
  | { type: 'giveSupplementNotice' }
  | { type: 'acknowledgeNotice'; servedOn: string }
  | { type: 'answerSupplement' }
  | { type: 'concludeCheck'; checkedBy: string }
  | { type: 'confirmSmallChange'; confirmedBy: string }
  | { type: 'returnSmallChange' }
  | { type: 'recordEvaluation'; evaluatedBy: string; passed: boolean }
  | { type: 'confirmEvaluation'; confirmedBy: string }
  | { type: 'returnEvaluation' }
  | { type: 'offerSupplement'; effectiveOn: string }
  | { type: 'commentTerms' }
  | ({ type: 'signByInstitution' } & Signature)
  | ({ type: 'signOnPaper' } & Signature)
  | ({ type: 'countersign' } & Signature)
  | ({ type: 'confirmPaper' } & Signature)
  | { type: 'proposeRefusal'; proposedBy: string }
  | { type: 'returnRefusal' }
  | { type: 'refuse'; decidedBy: string }
  | { type: 'withdraw' }
  | { type: 'merge'; into: string }
  | { type: 'absorb'; changeId: string; items: ChangeItem[]; needsEvaluation: boolean }
  | { type: 'closeWithAgreement' }

const machine = setup({
  types: {
    context: {} as ChangeContext,
    events: {} as ChangeEvent,
    input: {} as ChangeInput,
    tags: {} as 'officer' | 'head' | 'institution' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['changeWindow', 'changeDecision', 'serviceDeemed', 'supplementWindow', 'supplementSigning']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    addDocumentVersion: (_, _params: { documentId: string; digest: string; note: string }) => {},
    applyChange: () => {},
    applySmallChange: () => {},
    openEnding: (_, _params: { ground: 'changeRefused' | 'changeOverdue' }) => {},
    absorbChange: () => {},
  },
  guards: {
    isNoted: ({ context }) => context.isNoted,
    isSmall: ({ context }) => context.isSmall,
    isLate: ({ context }) => context.isLate,
    comesLate: ({ event }) => event.type === 'fileChange' && event.isLate,
    needsTwo: ({ context }) => context.needsTwo,
    needsEvaluation: ({ context }) => context.needsEvaluation && context.evaluationPassed !== true,
    supplementAllowed: ({ context }) => !context.supplementGiven,
    confirmedByAnother: ({ context, event }) => event.type === 'confirmSmallChange' && event.confirmedBy !== context.checkedBy,
    evaluationPassedByAnother: ({ context, event }) =>
      event.type === 'confirmEvaluation' && event.confirmedBy !== context.evaluatedBy && context.evaluationPassed === true,
    evaluationFailedByAnother: ({ context, event }) =>
      event.type === 'confirmEvaluation' && event.confirmedBy !== context.evaluatedBy && context.evaluationPassed === false,
    refusedByAnother: ({ context, event }) => event.type === 'refuse' && event.decidedBy !== context.refusalProposedBy,
    onPaper: ({ context }) => context.signedOnPaper,
    notOnPaper: ({ context }) => !context.signedOnPaper,
  },
})

const storeSignature = {
  type: 'addDocumentVersion',
  params: ({ event }: { event: ChangeEvent }) => {
    if (!('signedDigest' in event)) throw new Error(`${event.type} carries no signature`)
    return { documentId: event.documentId, digest: event.signedDigest, note: event.note }
  },
} as const
const keepFiled = machine.assign(({ event }) => {
  if (event.type !== 'fileChange') return {}
  const { items, licenceChangedOn, isLate, needsEvaluation } = event
  return { items, licenceChangedOn, isLate, needsEvaluation, isNoted: false }
})
const receipt = { type: 'issueDocument', params: { kind: 'changeReceipt' } } as const
const proposeRefusal = {
  target: '#change.refusalProposed',
  actions: machine.assign({ refusalProposedBy: ({ event }) => (event.type === 'proposeRefusal' ? event.proposedBy : null) }),
} as const
const merge = {
  target: '#change.merged',
  actions: [machine.assign({ mergedInto: ({ event }) => (event.type === 'merge' ? event.into : null) }), 'absorbChange'],
} as const
// Another change of the same agreement is decided together with this one; what it adds is looked at as well.
const absorb = machine.assign(({ context, event }) =>
  event.type !== 'absorb'
    ? {}
    : {
        items: [...new Set([...context.items, ...event.items])],
        absorbed: [...context.absorbed, event.changeId],
        needsEvaluation: context.needsEvaluation || event.needsEvaluation,
      },
)

/**
 * One change of what a licence or the agreement says (第十四、十五条): reported within a month of the licence's day, checked,
 * looked at on site where a place or a service is new, agreed in a numbered supplement that both sign. A late one is for the
 * head to decide; a refused one leads to an ending of its own, never to a silent end.
 */
export const changeMachine = machine.createMachine({
  id: 'change',
  context: ({ input }) => ({
    agreementId: input?.agreementId ?? '',
    items: input?.items ?? [],
    licenceChangedOn: input?.licenceChangedOn ?? null,
    isNoted: input?.isNoted ?? false,
    isLate: input?.isLate ?? false,
    isSmall: input?.isSmall ?? false,
    needsTwo: input?.needsTwo ?? false,
    needsEvaluation: input?.needsEvaluation ?? false,
    supplementGiven: false,
    noticeServedOn: null,
    checkedBy: null,
    refusalProposedBy: null,
    evaluatedBy: null,
    evaluationPassed: null,
    effectiveOn: null,
    signedOnPaper: false,
    mergedInto: null,
    absorbed: [],
  }),
  initial: 'opened',
  states: {
    opened: {
      meta: { article: '第十五条' },
      always: [
        { guard: 'isNoted', target: 'noted' },
        { guard: 'isSmall', target: 'small' },
        { guard: 'isLate', target: 'late', actions: receipt },
        { target: 'checking', actions: receipt },
      ],
    },
    // 第十五条: a licence has changed and nobody has applied yet; the month runs from the day on the licence.
    noted: {
      meta: { article: '第十五条' },
      tags: 'institution',
      initial: 'inTime',
      on: {
        fileChange: [
          { guard: 'comesLate', target: 'late', actions: [keepFiled, receipt] },
          { target: 'checking', actions: [keepFiled, receipt] },
        ],
        dismissNote: 'withdrawn',
        closeWithAgreement: 'closed',
      },
      states: {
        inTime: { after: { changeWindow: 'overdue' } },
        overdue: {
          tags: ['head', 'overdue'],
          on: {
            endForLateness: { target: '#change.ended', actions: { type: 'openEnding', params: { ground: 'changeOverdue' } } },
          },
        },
      },
    },
    // 第十五条 and DECISIONS: overdue is never ended silently; the head lets it in with a reason, or an ending is opened.
    late: {
      meta: { article: '第十五条' },
      tags: 'head',
      on: {
        admitLate: 'checking',
        endForLateness: { target: 'ended', actions: { type: 'openEnding', params: { ground: 'changeOverdue' } } },
        withdraw: 'withdrawn',
        closeWithAgreement: 'closed',
      },
    },
    checking: {
      meta: { article: '第十五条' },
      tags: 'officer',
      initial: 'inTime',
      on: {
        giveSupplementNotice: {
          guard: 'supplementAllowed',
          target: 'supplementing',
          actions: [
            assign({ supplementGiven: true, noticeServedOn: null }),
            { type: 'issueDocument', params: { kind: 'changeSupplementNotice' } },
          ],
        },
        concludeCheck: [
          { guard: 'needsEvaluation', target: 'evaluating', actions: assign({ checkedBy: ({ event }) => event.checkedBy }) },
          { target: 'negotiating', actions: assign({ checkedBy: ({ event }) => event.checkedBy }) },
        ],
        proposeRefusal,
        absorb: { actions: absorb },
        merge,
        withdraw: 'withdrawn',
        closeWithAgreement: 'closed',
      },
      states: { inTime: { after: { changeDecision: 'late' } }, late: { tags: 'overdue' } },
    },
    supplementing: {
      meta: { article: '第十五条' },
      tags: 'institution',
      initial: 'unserved',
      on: { answerSupplement: 'checking', withdraw: 'withdrawn', closeWithAgreement: 'closed' },
      states: {
        unserved: {
          after: { serviceDeemed: 'served' },
          on: { acknowledgeNotice: { target: 'served', actions: assign({ noticeServedOn: ({ event }) => event.servedOn }) } },
        },
        // Unanswered, it is decided on what there is: the old agreement runs on meanwhile.
        served: { after: { supplementWindow: '#change.checking' } },
      },
    },
    // 第七条（二）: a new place and added services meet the table before they are agreed; two persons look.
    evaluating: {
      meta: { article: '第七条（二）' },
      initial: 'awaitingVisit',
      on: { proposeRefusal, closeWithAgreement: 'closed' },
      states: {
        awaitingVisit: {
          tags: 'officer',
          on: {
            recordEvaluation: {
              target: 'confirming',
              actions: assign({ evaluatedBy: ({ event }) => event.evaluatedBy, evaluationPassed: ({ event }) => event.passed }),
            },
          },
        },
        confirming: {
          tags: ['officer', 'head'],
          on: {
            confirmEvaluation: [
              { guard: 'evaluationPassedByAnother', target: '#change.negotiating' },
              { guard: 'evaluationFailedByAnother', target: 'failed' },
            ],
            returnEvaluation: 'awaitingVisit',
          },
        },
        // The institution may mend and be looked at again; or the change is refused.
        failed: {
          tags: 'officer',
          on: {
            recordEvaluation: {
              target: 'confirming',
              actions: assign({ evaluatedBy: ({ event }) => event.evaluatedBy, evaluationPassed: ({ event }) => event.passed }),
            },
          },
        },
      },
    },
    // 第十四条: agreed by both, in writing.
    negotiating: {
      meta: { article: '第十四条' },
      tags: 'officer',
      on: {
        offerSupplement: { target: 'signing', actions: assign({ effectiveOn: ({ event }) => event.effectiveOn }) },
        proposeRefusal,
        absorb: { target: 'checking', actions: absorb },
        merge,
        closeWithAgreement: 'closed',
      },
    },
    signing: {
      meta: { article: '第十四条' },
      initial: 'byInstitution',
      entry: { type: 'issueDocument', params: { kind: 'supplementAgreement' } },
      on: { closeWithAgreement: 'closed' },
      states: {
        byInstitution: {
          tags: 'institution',
          after: { supplementSigning: '#change.negotiating' },
          on: {
            commentTerms: '#change.negotiating',
            signByInstitution: { target: 'byAgency', actions: storeSignature },
            signOnPaper: { target: 'byAgency', actions: [storeSignature, assign({ signedOnPaper: true })] },
          },
        },
        byAgency: {
          tags: 'head',
          on: {
            countersign: { guard: 'notOnPaper', target: '#change.agreed', actions: storeSignature },
            confirmPaper: { guard: 'onPaper', target: '#change.agreed', actions: storeSignature },
          },
        },
      },
    },
    // 第十五条: no consensus. One proposes, another decides; the ending that follows hears the party again.
    refusalProposed: {
      meta: { article: '第十五条' },
      tags: 'head',
      on: {
        returnRefusal: { target: 'checking', actions: assign({ refusalProposedBy: null }) },
        refuse: {
          guard: 'refusedByAnother',
          target: 'refused',
          actions: [
            { type: 'issueDocument', params: { kind: 'changeRefusal' } },
            { type: 'openEnding', params: { ground: 'changeRefused' } },
          ],
        },
        closeWithAgreement: 'closed',
      },
    },
    // Contact, account, level: no licence, no month, no supplement. Where money follows, two persons check.
    small: {
      meta: { article: '第十四条' },
      tags: 'officer',
      initial: 'checking',
      on: { withdraw: 'withdrawn', closeWithAgreement: 'closed' },
      states: {
        checking: {
          on: {
            concludeCheck: [
              { guard: 'needsTwo', target: 'confirming', actions: assign({ checkedBy: ({ event }) => event.checkedBy }) },
              { target: '#change.noteTaken', actions: assign({ checkedBy: ({ event }) => event.checkedBy }) },
            ],
            returnSmallChange: '#change.withdrawn',
          },
        },
        confirming: {
          tags: 'head',
          on: {
            confirmSmallChange: { guard: 'confirmedByAnother', target: '#change.noteTaken' },
            returnSmallChange: { target: 'checking', actions: assign({ checkedBy: null }) },
          },
        },
      },
    },
    agreed: { type: 'final', meta: { article: '第十四、十五条' }, entry: 'applyChange' },
    noteTaken: { type: 'final', meta: { article: '第十四条' }, entry: 'applySmallChange' },
    refused: { type: 'final', meta: { article: '第十五条' } },
    ended: { type: 'final', meta: { article: '第十五条' } },
    withdrawn: { type: 'final', meta: { article: '第十五条' } },
    merged: { type: 'final', meta: { article: '第十四条' } },
    closed: { type: 'final', meta: { article: '第十九条' } },
  },
})
