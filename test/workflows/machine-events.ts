import { timer } from '#test/workflows/machine-graph'
import type { MachineName } from '#workflows/engine/restore'
import type { MachineEvent } from '#workflows/engine/step'
import { PanelRole } from '#workflows/policy/score-sheet'

const panel = PanelRole.options.map((role, index) => ({ accountId: `member-${index}`, name: '某人', role }))
const signature = { documentId: 'document', signedDigest: 'f'.repeat(64), note: '乙方签章' }
const conclusion = { servicesPassed: ['general_outpatient'], concludedBy: 'officer' }

/** What each machine is opened with. */
export const machineInputs: Record<MachineName, unknown> = {
  application: undefined,
  evaluationRound: { year: 2026, month: 4 },
  agreement: {
    applicationId: 'application',
    documentNumber: '东营医保约〔2026〕1号',
    services: ['general_outpatient'],
    signedOn: '2026-05-11',
    startsOn: '2026-05-11',
    expiresOn: '2029-05-10',
  },
  institutionList: { additions: ['agreement-1'], exits: [], draftedBy: 'officer' },
}

/** Every event type of each machine, its timers included, with the payloads that its guards tell apart. */
export const machineEvents: Record<MachineName, readonly MachineEvent[]> = {
  application: [
    { type: 'accept', acceptedOn: '2026-03-02' },
    { type: 'giveSupplementNotice', followUp: false },
    { type: 'giveSupplementNotice', followUp: true },
    { type: 'acknowledgeNotice', servedOn: '2026-03-04' },
    { type: 'answerSupplement' },
    { type: 'transfer', toAgencyId: '370500' },
    { type: 'refuse' },
    { type: 'withdraw' },
    { type: 'joinRound', roundId: 'round' },
    { type: 'beginEvaluation' },
    { type: 'scheduleVisit', visitOn: '2026-04-13' },
    { type: 'recordVisit' },
    { type: 'declareConflict', memberId: 'member', hasConflict: true },
    { type: 'declareConflict', memberId: 'member', hasConflict: false },
    { type: 'submitSheet', memberId: 'member' },
    { type: 'takeVetoMinute' },
    { type: 'concludeEvaluation', passed: true, ...conclusion },
    { type: 'concludeEvaluation', passed: false, ...conclusion },
    { type: 'publishResult', publishedAt: '2026-05-06T02:00:00.000Z' },
    { type: 'fileObjection', objectionId: 'first' },
    { type: 'fileObjection', objectionId: 'second' },
    { type: 'decideObjection', objectionId: 'first', upheld: true },
    { type: 'decideObjection', objectionId: 'first', upheld: false },
    { type: 'decideObjection', objectionId: 'second', upheld: false },
    { type: 'offerTerms' },
    { type: 'commentTerms' },
    { type: 'agreeTerms' },
    { type: 'signByInstitution', ...signature },
    { type: 'countersign', ...signature },
    timer('application', 'submitted.inTime', 'acceptanceDue'),
    timer('application', 'supplementing.unserved', 'serviceDeemed'),
    timer('application', 'supplementing.served', 'supplementWindow'),
    timer('application', 'publicNotice.clock.running', 'publicNotice'),
    timer('application', 'publicNotice.objections.open.inTime', 'objectionHandling'),
    timer('application', 'negotiating.offered', 'signingWindow'),
    timer('application', 'signing.byInstitution', 'signingWindow'),
  ],
  evaluationRound: [
    { type: 'appointPanel', panel },
    { type: 'appointPanel', panel: panel.slice(1) },
    { type: 'extend', until: '2026-05-20' },
    { type: 'submitResults', submittedBy: 'officer' },
    { type: 'returnResults' },
    { type: 'approveResults', approvedBy: 'officer' },
    { type: 'approveResults', approvedBy: 'head' },
    { type: 'publish', publishedAt: '2026-05-06T02:00:00.000Z' },
    { type: 'closeEmpty' },
    timer('evaluationRound', 'open', 'roundLock'),
    timer('evaluationRound', 'locked', 'evaluationOpens'),
    timer('evaluationRound', 'evaluating.inMonth', 'evaluationEnds'),
    timer('evaluationRound', 'evaluating.extended', 'evaluationExtension'),
    timer('evaluationRound', 'publicNotice', 'publicNotice'),
  ],
  agreement: [
    { type: 'settleClaims' },
    { type: 'returnPlaque' },
    { type: 'announceExit' },
    { type: 'file', filedOn: '2026-05-13' },
    { type: 'acknowledgeFiling', hasRemarks: true },
    { type: 'acknowledgeFiling', hasRemarks: false },
    { type: 'answerFilingRemarks' },
    { type: 'list', listedOn: '2026-05-20', listNumber: '东医保告〔2026〕1号' },
    { type: 'delist', delistedOn: '2029-06-01' },
    timer('agreement', 'term.awaitingStart', 'termStarts'),
    timer('agreement', 'term.inForce.fixedTerm', 'termEnds'),
    timer('agreement', 'filing.due.inTime', 'filing'),
  ],
  institutionList: [
    { type: 'publish', publishedBy: 'officer', publishedOn: '2026-05-20' },
    { type: 'publish', publishedBy: 'head', publishedOn: '2026-05-20' },
    { type: 'withdraw' },
  ],
}
