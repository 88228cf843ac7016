import { and, assign } from 'xstate'
import { type ApplicationContext, newApplication, notYetEvaluated } from './application-context'
import {
  changeRepresentative,
  conclude,
  considerAgain,
  correctNotice,
  evaluate,
  examineFraud,
  extendNotice,
  handOver,
  liftFormerBar,
  machine,
  moveSite,
  renewLicence,
  resultDocuments,
  singleNotice,
  startNotice,
  storeSignature,
  storeSite,
  takeObjection,
  transferNotice,
  withMember,
} from './application-parts'

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

type Outcome = ApplicationContext['objectionOutcome']
function weightier(known: Outcome, decided: 'rejected' | 'reEvaluate' | 'notPassed'): Outcome {
  if (decided === 'rejected' || known === 'notPassed') return known
  return decided
}
