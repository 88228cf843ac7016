import type { MachineName } from '#workflows/engine/restore'
import { type CommandName, commandNames, commands } from './index'

type Commands = typeof commands
type SentBy<D> = D extends { toEvent(...given: never[]): infer R }
  ? Extract<R, { ok: true }> extends { value: { type: infer E } }
    ? E
    : never
  : never

/** Commands on a case that exists; the others open one. */
export type StepCommandName = { [C in CommandName]: Commands[C] extends { kind: 'step' } ? C : never }[CommandName]

/** The event of its chart that each command sends; the compiler compares it with what the command returns. */
const eventOfCommand = {
  acceptApplication: 'accept',
  issueSupplementNotice: 'giveSupplementNotice',
  issueFollowUpNotice: 'giveSupplementNotice',
  acknowledgeNotice: 'acknowledgeNotice',
  answerSupplementNotice: 'answerSupplement',
  transferApplication: 'transfer',
  withdrawApplication: 'withdraw',
  proposeRefusal: 'proposeRefusal',
  refuseApplication: 'refuse',
  returnRefusal: 'returnRefusal',
  reportFraud: 'reportFraud',
  dismissFraud: 'dismissFraud',
  confirmFraud: 'confirmFraud',
  changeSiteAddress: 'moveSite',
  handInLicence: 'renewLicence',
  reportRepresentative: 'changeRepresentative',
  scheduleVisit: 'scheduleVisit',
  recordVisit: 'recordVisit',
  recordFailedVisit: 'recordFailedVisit',
  joinRound: 'joinRound',
  beginEvaluation: 'beginEvaluation',
  declareConflict: 'declareConflict',
  submitScoreSheet: 'submitSheet',
  recordJointMinute: 'takeVetoMinute',
  concludeEvaluation: 'concludeEvaluation',
  concludeUnable: 'concludeUnable',
  publishResult: 'publishResult',
  extendNoticePeriod: 'extendNotice',
  correctNotice: 'correctNotice',
  appointReEvaluationPanel: 'appointPanel',
  publishReEvaluation: 'publishReEvaluation',
  returnReEvaluation: 'returnConclusion',
  fileObjection: 'fileObjection',
  decideObjection: 'decideObjection',
  offerTerms: 'offerTerms',
  commentTerms: 'commentTerms',
  agreeTerms: 'agreeTerms',
  signByInstitution: 'signByInstitution',
  registerPaperSignature: 'signOnPaper',
  countersign: 'countersign',
  confirmPaperAgreement: 'confirmPaper',
  appointPanel: 'appointPanel',
  extendRound: 'extend',
  submitResults: 'submitResults',
  returnResults: 'returnResults',
  approveResults: 'approveResults',
  publishResults: 'publish',
  admitLateApplication: 'admitLate',
  extendPublicNotice: 'extendNotice',
  closeEmptyRound: 'closeEmpty',
  fileAgreement: 'file',
  acknowledgeFiling: 'acknowledgeFiling',
  answerFilingRemarks: 'answerFilingRemarks',
  listAgreement: 'list',
  delistAgreement: 'delist',
  settleClaims: 'settleClaims',
  returnPlaque: 'returnPlaque',
  announceExit: 'announceExit',
  publishList: 'publish',
  withdrawList: 'withdraw',
  confirmBarFact: 'confirm',
  dropBarFact: 'drop',
  markUnderReview: 'markUnderReview',
  endReview: 'endReview',
  setAsideBarFact: 'setAside',
} as const satisfies { [C in StepCommandName]: SentBy<Commands[C]> }

/** The event that a command sends to its chart; undefined for one that opens a case. */
export const eventSentBy = (command: CommandName): string | undefined =>
  Object.hasOwn(eventOfCommand, command) ? eventOfCommand[command as StepCommandName] : undefined

/** The commands that send an event to a chart, those of the system included, in the order of the path. */
export const commandsSending = (machine: MachineName, event: string): CommandName[] =>
  commandNames.filter((command) => commands[command].machine === machine && eventSentBy(command) === event)
