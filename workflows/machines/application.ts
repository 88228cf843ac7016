import { and, assign, setup } from 'xstate'
import { type ApplicationContext, type ApplicationEvent, newApplication, notYetEvaluated } from './application-context'
import { nominalDelays } from './nominal-delays'
import { isWholePanel } from './panel-member'

const machine = setup({
  types: {
    context: {} as ApplicationContext,
    events: {} as ApplicationEvent,
    input: {} as { reopenedFrom: string } | undefined,
    tags: {} as 'institution' | 'officer' | 'evaluator' | 'head' | 'public' | 'system' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays([
    'acceptanceDue',
    'serviceDeemed',
    'supplementWindow',
    'publicNotice',
    'publicNoticeExtension',
    'objectionHandling',
    'reEvaluationDue',
    'signingWindow',
  ]),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    addDocumentVersion: (_, _params: { documentId: string; digest: string; note: string }) => {},
    recordBar: (_, _params: { cause: string }) => {},
    liftFormerBar: (_, _params: { formerCaseId: string }) => {},
    moveSite: (_, _params: { address: string; admdvs: string }) => {},
    openAgreement: () => {},
  },
  guards: {
    supplementAllowed: ({ context, event }) =>
      // 第九条（二）: once. A follow-up lists only gaps that the answer itself created (checked by the command).
      event.type === 'giveSupplementNotice' && event.followUp === context.supplementGiven,
    // Maker and checker.
    refusalByAnother: ({ context, event }) => event.type === 'refuse' && event.decidedBy !== context.refusalProposedBy,
    fraudNotReported: ({ context }) => context.fraudReportedBy === null,
    fraudByAnother: ({ context, event }) =>
      (event.type === 'confirmFraud' || event.type === 'dismissFraud') &&
      context.fraudReportedBy !== null &&
      event.decidedBy !== context.fraudReportedBy,
    conclusionByAnother: ({ context, event }) => event.type === 'publishReEvaluation' && event.decidedBy !== context.concludedBy,
    toAnotherAgency: ({ event }) => event.type === 'moveSite' && event.toAgencyId !== null,
    hasAllRoles: ({ event }) => event.type === 'appointPanel' && isWholePanel(event.panel),
    visitIsSet: ({ context }) => context.visitOn !== null,
    visitIsRecorded: ({ context }) => context.visitRecorded,
    // Dossier A13: as many attempts on record as the policy asks, or a licence that had ended on the day of the evaluation (edge case 11).
    evaluationImpossible: ({ context, event }) =>
      event.type === 'concludeUnable' && (context.failedVisits >= event.attemptsNeeded || event.licenceEnded),
    wasNotEvaluated: ({ context }) => context.couldNotEvaluate,
    takesObjection: ({ context, event }) => event.type === 'fileObjection' && (!context.noticeOver || event.byPost),
    // By its postmark in time, though it arrived when the notice was over (edge case 26).
    cameByPost: ({ event }) => event.type === 'fileObjection' && event.byPost,
    objectionIsOpen: ({ context, event }) => event.type === 'decideObjection' && context.openObjections.includes(event.objectionId),
    noObjectionOpen: ({ context }) => context.openObjections.length === 0,
    clearedToSign: ({ context }) => isSettled(context) && context.passed === true && context.objectionOutcome === 'none',
    toBeReEvaluated: ({ context }) => isSettled(context) && context.objectionOutcome === 'reEvaluate',
    clearedAsFailed: ({ context }) => isSettled(context),
    onPaper: ({ context }) => context.signedOnPaper,
    notOnPaper: ({ context }) => !context.signedOnPaper,
  },
})

/** The notice is over, every objection is decided, and no report of false material waits for its second person. */
function isSettled({ noticeOver, openObjections, fraudReportedBy }: ApplicationContext): boolean {
  return noticeOver && openObjections.length === 0 && fraudReportedBy === null
}

const storeSignature = {
  type: 'addDocumentVersion',
  params: ({ event }: { event: ApplicationEvent }) => {
    if (!('signedDigest' in event)) throw new Error(`${event.type} carries no signature`)
    return { documentId: event.documentId, digest: event.signedDigest, note: event.note }
  },
} as const
const storeSite = {
  type: 'moveSite',
  params: ({ event }: { event: ApplicationEvent }) => {
    if (event.type !== 'moveSite') throw new Error(`${event.type} moves no site`)
    return { address: event.address, admdvs: event.admdvs }
  },
} as const
const handOver = machine.assign({
  handlingAgencyId: ({ context, event }) =>
    event.type === 'transfer' || event.type === 'moveSite' ? (event.toAgencyId ?? context.handlingAgencyId) : context.handlingAgencyId,
})
const transferNotice = { type: 'issueDocument', params: { kind: 'transferNotice' } } as const

/** 第四条: the place decides the agency; a new address in another area takes the case there, with its day of receipt. */
const moveSite = [{ guard: 'toAnotherAgency', actions: [storeSite, handOver, transferNotice] }, { actions: storeSite }] as const

/** 第十条（三）: one person reports, another verifies or dismisses; a suspicion alone changes nothing. */
const examineFraud = {
  reportFraud: {
    guard: 'fraudNotReported',
    actions: machine.assign({ fraudReportedBy: ({ event }) => (event.type === 'reportFraud' ? event.reportedBy : null) }),
  },
  dismissFraud: { guard: 'fraudByAnother', actions: machine.assign({ fraudReportedBy: null }) },
  confirmFraud: {
    guard: 'fraudByAnother',
    target: '#application.refused',
    actions: [
      { type: 'issueDocument', params: { kind: 'refusalNotice' } },
      { type: 'recordBar', params: { cause: 'falseApplication' } },
    ],
  },
} as const

/** Only an application that was brought back has a former end whose bar to lift. */
const liftFormerBar = machine.enqueueActions(({ context, enqueue }) => {
  if (context.reopenedFrom !== null) enqueue({ type: 'liftFormerBar', params: { formerCaseId: context.reopenedFrom } })
})

/** Edge case 11: a licence that ends before the evaluation is renewed on the file, not asked for again. */
const renewLicence = {
  actions: machine.assign({
    licenceExpiresOn: ({ context, event }) => (event.type === 'renewLicence' ? event.expiresOn : context.licenceExpiresOn),
  }),
} as const
/** Edge case 33: another legal representative after the notice; the person is examined, the notice stands. */
const changeRepresentative = machine.assign({
  representativeChangedOn: ({ context, event }) =>
    event.type === 'changeRepresentative' ? event.changedOn : context.representativeChangedOn,
})

/** Papers and site, every member alone (第九条（三）); the same in the round and in a second evaluation. */
const evaluate = {
  scheduleVisit: {
    actions: [
      machine.assign({ visitOn: ({ context, event }) => (event.type === 'scheduleVisit' ? event.visitOn : context.visitOn) }),
      { type: 'issueDocument', params: { kind: 'evaluationVisitNotice' } },
    ],
  },
  recordVisit: {
    guard: 'visitIsSet',
    actions: [machine.assign({ visitRecorded: true }), { type: 'issueDocument', params: { kind: 'visitRecord' } }],
  },
  // A new attempt needs a new notice of the visit.
  recordFailedVisit: {
    guard: 'visitIsSet',
    actions: [
      machine.assign({ visitOn: null, failedVisits: ({ context }) => context.failedVisits + 1 }),
      { type: 'issueDocument', params: { kind: 'visitRecord' } },
    ],
  },
  declareConflict: {
    actions: machine.assign({
      conflictedBy: ({ context, event }) =>
        event.type === 'declareConflict' ? withMember(context.conflictedBy, event.memberId, event.hasConflict) : context.conflictedBy,
      clearedBy: ({ context, event }) =>
        event.type === 'declareConflict' ? withMember(context.clearedBy, event.memberId, !event.hasConflict) : context.clearedBy,
    }),
  },
  submitSheet: {
    actions: machine.assign({
      sheetsBy: ({ context, event }) =>
        event.type === 'submitSheet' ? withMember(context.sheetsBy, event.memberId, true) : context.sheetsBy,
    }),
  },
  takeVetoMinute: { actions: machine.assign({ vetoMinuteTaken: true }) },
  renewLicence,
} as const

const conclude = (target: string) =>
  ({
    // 第九条（三）: papers *and* site; without the record of the visit there is no conclusion.
    concludeEvaluation: {
      guard: 'visitIsRecorded',
      target,
      actions: machine.assign(({ event }) =>
        event.type === 'concludeEvaluation'
          ? { passed: event.passed, servicesPassed: event.servicesPassed, concludedBy: event.concludedBy }
          : {},
      ),
    },
    concludeUnable: {
      guard: 'evaluationImpossible',
      target,
      actions: machine.assign(({ event }) =>
        event.type === 'concludeUnable'
          ? { passed: false, couldNotEvaluate: true, servicesPassed: [], concludedBy: event.concludedBy }
          : {},
      ),
    },
  }) as const

const resultDocuments = [
  { type: 'issueDocument', params: { kind: 'evaluationForm' } },
  { type: 'issueDocument', params: { kind: 'evaluationResultNotice' } },
] as const
const singleNotice = { type: 'issueDocument', params: { kind: 'publicNotice' } } as const
const startNotice = machine.assign(({ event }) =>
  event.type === 'publishResult' || event.type === 'publishReEvaluation' || event.type === 'correctNotice'
    ? { publishedAt: event.publishedAt, noticeOver: false, noticeExtendedUntil: null }
    : {},
)
/** Edge case 29: days on which the notice could not be read are added; it never ends earlier. */
const extendNotice = machine.assign({
  noticeExtendedUntil: ({ context, event }) => (event.type === 'extendNotice' ? event.until : context.noticeExtendedUntil),
})
/** Edge case 30: five new working days for the entry that was wrong. */
const correctNotice = [startNotice, { type: 'issueDocument', params: { kind: 'noticeCorrection' } }] as const
const considerAgain = machine.assign({ passed: null, couldNotEvaluate: false, servicesPassed: [], concludedBy: null })

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
  // X15: the factory is also called without input while a snapshot is stepped.
  context: ({ input }) => newApplication(input?.reopenedFrom ?? null),
  initial: 'submitted',
  entry: [{ type: 'issueDocument', params: { kind: 'applicationReceipt' } }, liftFormerBar],
  states: {
    // 第九条（二）: accepted at any time, complete files at once; silence is never refusal, it only climbs the ladder.
    submitted: {
      meta: { article: '第九条（二）' },
      type: 'parallel',
      on: {
        accept: {
          target: 'queued',
          actions: [
            assign({ acceptedOn: ({ event }) => event.acceptedOn, refusalProposedBy: null }),
            { type: 'issueDocument', params: { kind: 'acceptanceNotice' } },
          ],
        },
        giveSupplementNotice: {
          guard: 'supplementAllowed',
          target: 'supplementing',
          actions: [
            assign({ supplementGiven: true, noticeServedOn: null, refusalProposedBy: null }),
            { type: 'issueDocument', params: { kind: 'supplementNotice' } },
          ],
        },
        // 第四条: another agency is competent. The clock of the receipt runs on.
        transfer: { actions: [handOver, transferNotice] },
        moveSite,
        renewLicence,
        withdraw: 'withdrawn',
        ...examineFraud,
      },
      states: {
        clock: {
          initial: 'inTime',
          states: { inTime: { after: { acceptanceDue: 'late' } }, late: { tags: 'overdue' } },
        },
        // 第十条: an officer proposes a refusal, another person decides; the clock runs on beside it.
        examination: {
          initial: 'byOfficer',
          states: {
            byOfficer: {
              tags: 'officer',
              on: {
                proposeRefusal: {
                  target: 'refusalProposed',
                  actions: assign({ refusalProposedBy: ({ event }) => event.proposedBy }),
                },
              },
            },
            refusalProposed: {
              tags: 'head',
              on: {
                returnRefusal: { target: 'byOfficer', actions: assign({ refusalProposedBy: null }) },
                refuse: {
                  guard: 'refusalByAnother',
                  target: '#application.refused',
                  actions: { type: 'issueDocument', params: { kind: 'refusalNotice' } },
                },
              },
            },
          },
        },
      },
    },
    // 第九条（二）: the applicant brings what the one notice lists; unanswered, it counts as withdrawn, with no bar.
    supplementing: {
      meta: { article: '第九条（二）' },
      tags: 'institution',
      initial: 'unserved',
      on: { answerSupplement: 'submitted', moveSite, withdraw: 'withdrawn', ...examineFraud },
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
        moveSite,
        renewLicence,
        withdraw: 'withdrawn',
        ...examineFraud,
      },
    },
    enrolled: {
      meta: { article: '第九条（三）' },
      tags: 'system',
      on: {
        beginEvaluation: 'underEvaluation',
        scheduleVisit: evaluate.scheduleVisit,
        // Another agency's round evaluates it now.
        moveSite: [
          {
            guard: 'toAnotherAgency',
            target: 'queued',
            actions: [storeSite, handOver, assign({ roundId: null, visitOn: null }), transferNotice],
          },
          { actions: storeSite },
        ],
        renewLicence,
        withdraw: 'withdrawn',
        ...examineFraud,
      },
    },
    // 第九条（三）: the panel reads the papers and visits the site; every member scores alone.
    underEvaluation: {
      meta: { article: '第九条（三）' },
      tags: 'evaluator',
      on: { ...evaluate, ...conclude('evaluated'), ...examineFraud },
    },
    // 第九条（三）、（四）: the result waits for the approval of the whole round by a second person.
    evaluated: {
      meta: { article: '第九条（四）' },
      tags: 'head',
      on: {
        // The head returned the results: the panel considers again; the sealed sheets stay as they are.
        beginEvaluation: { target: 'underEvaluation', actions: considerAgain },
        publishResult: [
          {
            guard: 'wasNotEvaluated',
            target: 'publicNotice',
            actions: [startNotice, { type: 'issueDocument', params: { kind: 'evaluationResultNotice' } }],
          },
          { target: 'publicNotice', actions: [startNotice, ...resultDocuments] },
        ],
        ...examineFraud,
      },
    },
    // 第九条（四）: five working days; an objection holds this institution but never moves the clock.
    publicNotice: {
      meta: { article: '第九条（四）' },
      type: 'parallel',
      on: examineFraud,
      states: {
        clock: {
          initial: 'running',
          // On the leaves, not on the region: re-entering the region would leave and enter the objections as well.
          states: {
            running: {
              tags: 'public',
              after: { publicNotice: { target: 'over', actions: assign({ noticeOver: true }) } },
              on: {
                extendNotice: { target: 'extended', actions: extendNotice },
                correctNotice: { target: 'running', reenter: true, actions: correctNotice },
              },
            },
            extended: {
              tags: 'public',
              after: { publicNoticeExtension: { target: 'over', actions: assign({ noticeOver: true }) } },
              on: {
                extendNotice: { target: 'extended', reenter: true, actions: extendNotice },
                correctNotice: { target: 'running', actions: correctNotice },
              },
            },
            over: { on: { correctNotice: { target: 'running', actions: correctNotice } } },
          },
        },
        objections: {
          initial: 'none',
          on: { fileObjection: { guard: 'takesObjection', target: '.open', actions: takeObjection } },
          states: {
            none: {},
            open: {
              initial: 'inTime',
              always: { guard: 'noObjectionOpen', target: 'none' },
              on: {
                fileObjection: { guard: 'takesObjection', actions: takeObjection },
                decideObjection: {
                  guard: 'objectionIsOpen',
                  actions: [
                    assign({
                      openObjections: ({ context, event }) => withMember(context.openObjections, event.objectionId, false),
                      objectionOutcome: ({ context, event }) => weightier(context.objectionOutcome, event.outcome),
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
        {
          guard: 'toBeReEvaluated',
          target: 'reEvaluation',
          actions: assign({ ...notYetEvaluated, reEvaluated: true, objectionOutcome: 'none' }),
        },
        { guard: 'clearedAsFailed', target: 'notPassed' },
      ],
    },
    // Dossier A19: an upheld objection leads to a second evaluation by a panel of its own; the round goes on without it.
    reEvaluation: {
      meta: { article: '第九条（三）' },
      initial: 'inTime',
      on: {
        appointPanel: { guard: 'hasAllRoles', actions: assign({ reEvaluationPanel: ({ event }) => event.panel }) },
        ...evaluate,
        ...conclude('reEvaluated'),
        ...examineFraud,
      },
      states: {
        inTime: { tags: ['officer', 'evaluator'], after: { reEvaluationDue: 'late' } },
        late: { tags: ['officer', 'evaluator', 'overdue'] },
      },
    },
    // 第九条（四）: the new result stands on a notice of its own.
    reEvaluated: {
      meta: { article: '第九条（四）' },
      tags: 'head',
      on: {
        returnConclusion: { target: 'reEvaluation', actions: considerAgain },
        ...examineFraud,
        // The result that nobody has published goes with the application.
        confirmFraud: { ...examineFraud.confirmFraud, actions: [considerAgain, ...examineFraud.confirmFraud.actions] },
        publishReEvaluation: [
          {
            guard: and(['conclusionByAnother', 'wasNotEvaluated']),
            target: 'publicNotice',
            actions: [startNotice, singleNotice, { type: 'issueDocument', params: { kind: 'evaluationResultNotice' } }],
          },
          { guard: 'conclusionByAnother', target: 'publicNotice', actions: [startNotice, singleNotice, ...resultDocuments] },
        ],
      },
    },
    // 第五条（一）、第九条（五）: both sides talk about term, services and clauses before anyone signs.
    negotiating: {
      meta: { article: '第九条（五）' },
      initial: 'drafting',
      on: {
        changeRepresentative: { actions: changeRepresentative },
        fileObjection: {
          guard: 'cameByPost',
          target: ['#application.publicNotice.clock.over', '#application.publicNotice.objections.open'],
          actions: takeObjection,
        },
      },
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
          on: {
            signByInstitution: { target: 'byAgency', actions: storeSignature },
            signOnPaper: { target: 'byAgency', actions: [storeSignature, assign({ signedOnPaper: true })] },
            // The text names the representative: it is set anew, and the one before is never signed.
            changeRepresentative: { target: '#application.signing', reenter: true, actions: changeRepresentative },
          },
        },
        byAgency: {
          tags: 'head',
          on: {
            countersign: { guard: 'notOnPaper', target: '#application.signed', actions: storeSignature },
            confirmPaper: { guard: 'onPaper', target: '#application.signed', actions: storeSignature },
          },
        },
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

type Outcome = ApplicationContext['objectionOutcome']
function weightier(known: Outcome, decided: 'rejected' | 'reEvaluate' | 'notPassed'): Outcome {
  if (decided === 'rejected' || known === 'notPassed') return known
  return decided
}
