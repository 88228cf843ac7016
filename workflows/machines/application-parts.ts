import { setup } from 'xstate'
import type { ApplicationContext, ApplicationEvent } from './application-context'
import { nominalDelays } from './nominal-delays'
import { isWholePanel } from './panel-member'

/** Actions, guards and clocks of the chart of an application; the chart itself is in `application.ts`. */
export const machine = setup({
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

export const storeSignature = {
  type: 'addDocumentVersion',
  params: ({ event }: { event: ApplicationEvent }) => {
    if (!('signedDigest' in event)) throw new Error(`${event.type} carries no signature`)
    return { documentId: event.documentId, digest: event.signedDigest, note: event.note }
  },
} as const
export const storeSite = {
  type: 'moveSite',
  params: ({ event }: { event: ApplicationEvent }) => {
    if (event.type !== 'moveSite') throw new Error(`${event.type} moves no site`)
    return { address: event.address, admdvs: event.admdvs }
  },
} as const
export const handOver = machine.assign({
  handlingAgencyId: ({ context, event }) =>
    event.type === 'transfer' || event.type === 'moveSite' ? (event.toAgencyId ?? context.handlingAgencyId) : context.handlingAgencyId,
})
export const transferNotice = { type: 'issueDocument', params: { kind: 'transferNotice' } } as const

/** 第四条: the place decides the agency; a new address in another area takes the case there, with its day of receipt. */
export const moveSite = [{ guard: 'toAnotherAgency', actions: [storeSite, handOver, transferNotice] }, { actions: storeSite }] as const

/** 第十条（三）: one person reports, another verifies or dismisses; a suspicion alone changes nothing. */
export const examineFraud = {
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
export const liftFormerBar = machine.enqueueActions(({ context, enqueue }) => {
  if (context.reopenedFrom !== null) enqueue({ type: 'liftFormerBar', params: { formerCaseId: context.reopenedFrom } })
})

/** Edge case 11: a licence that ends before the evaluation is renewed on the file, not asked for again. */
export const renewLicence = {
  actions: machine.assign({
    licenceExpiresOn: ({ context, event }) => (event.type === 'renewLicence' ? event.expiresOn : context.licenceExpiresOn),
  }),
} as const
/** Edge case 33: another legal representative after the notice; the person is examined, the notice stands. */
export const changeRepresentative = machine.assign({
  representativeChangedOn: ({ context, event }) =>
    event.type === 'changeRepresentative' ? event.changedOn : context.representativeChangedOn,
})

/** Papers and site, every member alone (第九条（三）); the same in the round and in a second evaluation. */
export const evaluate = {
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

export const conclude = (target: string) =>
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

export const resultDocuments = [
  { type: 'issueDocument', params: { kind: 'evaluationForm' } },
  { type: 'issueDocument', params: { kind: 'evaluationResultNotice' } },
] as const
export const singleNotice = { type: 'issueDocument', params: { kind: 'publicNotice' } } as const
export const startNotice = machine.assign(({ event }) =>
  event.type === 'publishResult' || event.type === 'publishReEvaluation' || event.type === 'correctNotice'
    ? { publishedAt: event.publishedAt, noticeOver: false, noticeExtendedUntil: null }
    : {},
)
/** Edge case 29: days on which the notice could not be read are added; it never ends earlier. */
export const extendNotice = machine.assign({
  noticeExtendedUntil: ({ context, event }) => (event.type === 'extendNotice' ? event.until : context.noticeExtendedUntil),
})
/** Edge case 30: five new working days for the entry that was wrong. */
export const correctNotice = [startNotice, { type: 'issueDocument', params: { kind: 'noticeCorrection' } }] as const
export const considerAgain = machine.assign({ passed: null, couldNotEvaluate: false, servicesPassed: [], concludedBy: null })

export const takeObjection = [
  machine.assign({
    openObjections: ({ context, event }) =>
      event.type === 'fileObjection' ? withMember(context.openObjections, event.objectionId, true) : context.openObjections,
  }),
  { type: 'issueDocument', params: { kind: 'objectionReceipt' } },
] as const

/** The list with one entry in it or out of it, whatever it was before. */
export function withMember(list: string[], id: string, present: boolean): string[] {
  const others = list.filter((other) => other !== id)
  return present ? [...others, id] : others
}
