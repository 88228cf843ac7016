import { assign, setup } from 'xstate'
import * as z from 'zod'
import { nominalDelays } from './nominal-delays'

/** Plain JSON that the chart itself decides on; everything else lives in the event log. */
export const ApplicationContext = z.strictObject({
  /** 第九条（二）: the one supplement notice has been given. */
  supplementGiven: z.boolean(),
  /** The day on which the applicant read the notice; null while unread, and when it counted as served unread. */
  noticeServedOn: z.string().nullable(),
  /** 第四条: the agency that the case was handed over to; null while it is where it came in. */
  handlingAgencyId: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  roundId: z.string().nullable(),
  /** Account ids of panel members whose sheet is in; the sheets themselves are sealed in the log. */
  sheetsBy: z.array(z.string()),
  /** Account ids of panel members who declared a conflict (回避) for this institution. */
  conflictedBy: z.array(z.string()),
  /** Account ids of panel members who declared that they have none. */
  clearedBy: z.array(z.string()),
  /** The day that the notice of the visit names, and whether the visit is on record (第九条（三）). */
  visitOn: z.string().nullable(),
  visitRecorded: z.boolean(),
  vetoMinuteTaken: z.boolean(),
  passed: z.boolean().nullable(),
  /** Services that the evaluation let through; the agreement may list no others. */
  servicesPassed: z.array(z.string()),
  concludedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  noticeOver: z.boolean(),
  openObjections: z.array(z.string()),
  objectionUpheld: z.boolean(),
})
export type ApplicationContext = z.infer<typeof ApplicationContext>

type Signature = { documentId: string; signedDigest: string; note: string }
type Ev<T extends string, P = unknown> = { type: T } & P
export type ApplicationEvent =
  | Ev<'accept', { acceptedOn: string }>
  | Ev<'giveSupplementNotice', { followUp: boolean }>
  | Ev<'acknowledgeNotice', { servedOn: string }>
  | Ev<'answerSupplement'>
  | Ev<'transfer', { toAgencyId: string }>
  | Ev<'refuse'>
  | Ev<'withdraw'>
  | Ev<'joinRound', { roundId: string }>
  | Ev<'beginEvaluation'>
  | Ev<'scheduleVisit', { visitOn: string }>
  | Ev<'recordVisit'>
  | Ev<'declareConflict', { memberId: string; hasConflict: boolean }>
  | Ev<'submitSheet', { memberId: string }>
  | Ev<'takeVetoMinute'>
  | Ev<'concludeEvaluation', { passed: boolean; servicesPassed: string[]; concludedBy: string }>
  | Ev<'publishResult', { publishedAt: string }>
  | Ev<'fileObjection', { objectionId: string }>
  | Ev<'decideObjection', { objectionId: string; upheld: boolean }>
  | Ev<'offerTerms'>
  | Ev<'commentTerms'>
  | Ev<'agreeTerms'>
  | Ev<'signByInstitution', Signature>
  | Ev<'countersign', Signature>

const machine = setup({
  types: {
    context: {} as ApplicationContext,
    events: {} as ApplicationEvent,
    tags: {} as 'institution' | 'officer' | 'evaluator' | 'head' | 'public' | 'system' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['acceptanceDue', 'serviceDeemed', 'supplementWindow', 'publicNotice', 'objectionHandling', 'signingWindow']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    addDocumentVersion: (_, _params: { documentId: string; digest: string; note: string }) => {},
    openAgreement: () => {},
  },
  guards: {
    supplementAllowed: ({ context, event }) =>
      // 第九条（二）: once. A follow-up lists only gaps that the answer itself created (checked by the command).
      event.type === 'giveSupplementNotice' && event.followUp === context.supplementGiven,
    visitIsSet: ({ context }) => context.visitOn !== null,
    visitIsRecorded: ({ context }) => context.visitRecorded,
    noticeRunning: ({ context }) => !context.noticeOver,
    objectionIsOpen: ({ context, event }) => event.type === 'decideObjection' && context.openObjections.includes(event.objectionId),
    noObjectionOpen: ({ context }) => context.openObjections.length === 0,
    clearedToSign: ({ context }) =>
      context.noticeOver && context.openObjections.length === 0 && context.passed === true && !context.objectionUpheld,
    clearedAsFailed: ({ context }) => context.noticeOver && context.openObjections.length === 0,
  },
})

const storeSignature = {
  type: 'addDocumentVersion',
  params: ({ event }: { event: ApplicationEvent }) => {
    if (event.type !== 'signByInstitution' && event.type !== 'countersign') throw new Error(`${event.type} carries no signature`)
    return { documentId: event.documentId, digest: event.signedDigest, note: event.note }
  },
} as const

const scheduleVisit = {
  actions: [
    machine.assign({ visitOn: ({ context, event }) => (event.type === 'scheduleVisit' ? event.visitOn : context.visitOn) }),
    { type: 'issueDocument', params: { kind: 'evaluationVisitNotice' } },
  ],
} as const

const takeObjection = [
  machine.assign({
    openObjections: ({ context, event }) =>
      event.type === 'fileObjection' ? withMember(context.openObjections, event.objectionId, true) : context.openObjections,
  }),
  { type: 'issueDocument', params: { kind: 'objectionReceipt' } },
] as const

/**
 * One application for one practice site, from its submission (第八条) to the second signature (第九条（五）).
 * Read it beside 第八至十条 of the Measure: each state carries the article that it rests on.
 */
export const applicationMachine = machine.createMachine({
  id: 'application',
  context: {
    supplementGiven: false,
    noticeServedOn: null,
    handlingAgencyId: null,
    acceptedOn: null,
    roundId: null,
    sheetsBy: [],
    conflictedBy: [],
    clearedBy: [],
    visitOn: null,
    visitRecorded: false,
    vetoMinuteTaken: false,
    passed: null,
    servicesPassed: [],
    concludedBy: null,
    publishedAt: null,
    noticeOver: false,
    openObjections: [],
    objectionUpheld: false,
  },
  initial: 'submitted',
  entry: { type: 'issueDocument', params: { kind: 'applicationReceipt' } },
  states: {
    // 第九条（二）: accepted at any time, complete files at once; silence is never refusal, it only climbs the ladder.
    submitted: {
      meta: { article: '第九条（二）' },
      initial: 'inTime',
      states: {
        inTime: { tags: 'officer', after: { acceptanceDue: 'late' } },
        late: { tags: ['officer', 'overdue'] },
      },
      on: {
        accept: {
          target: 'queued',
          actions: [
            assign({ acceptedOn: ({ event }) => event.acceptedOn }),
            { type: 'issueDocument', params: { kind: 'acceptanceNotice' } },
          ],
        },
        giveSupplementNotice: {
          guard: 'supplementAllowed',
          target: 'supplementing',
          actions: [
            assign({ supplementGiven: true, noticeServedOn: null }),
            { type: 'issueDocument', params: { kind: 'supplementNotice' } },
          ],
        },
        refuse: { target: 'refused', actions: { type: 'issueDocument', params: { kind: 'refusalNotice' } } },
        // 第四条: another agency is competent. The clock of the receipt runs on.
        transfer: {
          actions: [
            assign({ handlingAgencyId: ({ event }) => event.toAgencyId }),
            { type: 'issueDocument', params: { kind: 'transferNotice' } },
          ],
        },
        withdraw: 'withdrawn',
      },
    },
    // 第九条（二）: the applicant brings what the one notice lists; unanswered, it counts as withdrawn, with no bar.
    supplementing: {
      meta: { article: '第九条（二）' },
      tags: 'institution',
      initial: 'unserved',
      on: { answerSupplement: 'submitted', withdraw: 'withdrawn' },
      states: {
        // The window begins with service: the applicant reads the notice, or it counts as served unread.
        unserved: {
          after: { serviceDeemed: 'served' },
          on: { acknowledgeNotice: { target: 'served', actions: assign({ noticeServedOn: ({ event }) => event.servedOn }) } },
        },
        served: { after: { supplementWindow: '#application.withdrawn' } },
      },
    },
    // 第九条（三）: waits for the round of April or October.
    queued: {
      meta: { article: '第九条（三）' },
      tags: 'system',
      on: {
        joinRound: { target: 'enrolled', actions: assign({ roundId: ({ event }) => event.roundId }) },
        withdraw: 'withdrawn',
      },
    },
    enrolled: {
      meta: { article: '第九条（三）' },
      tags: 'system',
      on: { beginEvaluation: 'underEvaluation', scheduleVisit, withdraw: 'withdrawn' },
    },
    // 第九条（三）: the panel reads the papers and visits the site; every member scores alone.
    underEvaluation: {
      meta: { article: '第九条（三）' },
      tags: 'evaluator',
      on: {
        scheduleVisit,
        recordVisit: {
          guard: 'visitIsSet',
          actions: [assign({ visitRecorded: true }), { type: 'issueDocument', params: { kind: 'visitRecord' } }],
        },
        declareConflict: {
          actions: assign({
            conflictedBy: ({ context, event }) => withMember(context.conflictedBy, event.memberId, event.hasConflict),
            clearedBy: ({ context, event }) => withMember(context.clearedBy, event.memberId, !event.hasConflict),
          }),
        },
        submitSheet: { actions: assign({ sheetsBy: ({ context, event }) => withMember(context.sheetsBy, event.memberId, true) }) },
        takeVetoMinute: { actions: assign({ vetoMinuteTaken: true }) },
        // 第九条（三）: papers *and* site; without the record of the visit there is no conclusion.
        concludeEvaluation: {
          guard: 'visitIsRecorded',
          target: 'evaluated',
          actions: assign({
            passed: ({ event }) => event.passed,
            servicesPassed: ({ event }) => event.servicesPassed,
            concludedBy: ({ event }) => event.concludedBy,
          }),
        },
      },
    },
    // 第九条（三）、（四）: the result waits for the approval of the whole round by a second person.
    evaluated: {
      meta: { article: '第九条（四）' },
      tags: 'head',
      on: {
        // The head returned the results: the panel considers again; the sealed sheets stay as they are.
        beginEvaluation: {
          target: 'underEvaluation',
          actions: assign({ passed: null, servicesPassed: [], concludedBy: null }),
        },
        publishResult: {
          target: 'publicNotice',
          actions: [
            assign({ publishedAt: ({ event }) => event.publishedAt }),
            { type: 'issueDocument', params: { kind: 'evaluationForm' } },
            { type: 'issueDocument', params: { kind: 'evaluationResultNotice' } },
          ],
        },
      },
    },
    // 第九条（四）: five working days; an objection holds this institution but never moves the clock.
    publicNotice: {
      meta: { article: '第九条（四）' },
      type: 'parallel',
      states: {
        clock: {
          initial: 'running',
          states: {
            running: { tags: 'public', after: { publicNotice: { target: 'over', actions: assign({ noticeOver: true }) } } },
            over: {},
          },
        },
        objections: {
          initial: 'none',
          on: {
            fileObjection: {
              guard: 'noticeRunning',
              target: '.open',
              actions: takeObjection,
            },
          },
          states: {
            none: {},
            open: {
              initial: 'inTime',
              always: { guard: 'noObjectionOpen', target: 'none' },
              on: {
                fileObjection: { guard: 'noticeRunning', actions: takeObjection },
                decideObjection: {
                  guard: 'objectionIsOpen',
                  actions: [
                    assign({
                      openObjections: ({ context, event }) => withMember(context.openObjections, event.objectionId, false),
                      objectionUpheld: ({ context, event }) => context.objectionUpheld || event.upheld,
                    }),
                    { type: 'issueDocument', params: { kind: 'objectionAnswer' } },
                  ],
                },
              },
              states: {
                inTime: { tags: 'officer', after: { objectionHandling: 'late' } },
                late: { tags: ['officer', 'overdue'] },
              },
            },
          },
        },
      },
      always: [
        { guard: 'clearedToSign', target: 'negotiating' },
        { guard: 'clearedAsFailed', target: 'notPassed' },
      ],
    },
    // 第五条（一）、第九条（五）: both sides talk about term, services and clauses before anyone signs.
    negotiating: {
      meta: { article: '第九条（五）' },
      initial: 'drafting',
      states: {
        drafting: { tags: 'officer', on: { offerTerms: 'offered' } },
        // Only the institution's own turn runs against its window: it never loses by the agency's silence.
        offered: {
          tags: 'institution',
          after: { signingWindow: '#application.lapsed' },
          on: { commentTerms: 'drafting', agreeTerms: '#application.signing' },
        },
      },
    },
    signing: {
      meta: { article: '第九条（五）' },
      initial: 'byInstitution',
      entry: { type: 'issueDocument', params: { kind: 'serviceAgreement' } },
      states: {
        byInstitution: {
          tags: 'institution',
          after: { signingWindow: '#application.lapsed' },
          on: { signByInstitution: { target: 'byAgency', actions: storeSignature } },
        },
        byAgency: { tags: 'head', on: { countersign: { target: '#application.signed', actions: storeSignature } } },
      },
    },
    signed: { type: 'final', meta: { article: '第九条（五）' }, entry: 'openAgreement' },
    refused: { type: 'final', meta: { article: '第十条' } },
    withdrawn: { type: 'final', meta: { article: '第九条（一）' } },
    notPassed: { type: 'final', meta: { article: '第七条' } },
    // Nothing was ended, so no bar follows (dossier A22).
    lapsed: { type: 'final', meta: { article: '第九条（五）' } },
  },
})

function withMember(list: string[], id: string, present: boolean): string[] {
  const others = list.filter((other) => other !== id)
  return present ? [...others, id] : others
}
