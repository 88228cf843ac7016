import * as z from 'zod'
import { PanelMember } from './panel-member'

/** Plain JSON that the chart itself decides on; everything else lives in the event log. */
export const ApplicationContext = z.strictObject({
  /** 第九条（二）: the one supplement notice has been given. */
  supplementGiven: z.boolean(),
  /** The day on which the applicant read the notice; null while unread, and when it counted as served unread. */
  noticeServedOn: z.string().nullable(),
  /** 第四条: the agency that the case was handed over to; null while it is where it came in. */
  handlingAgencyId: z.string().nullable(),
  /** The finished application that a ruling or a set-aside penalty brought back as this one (DECISIONS 7). */
  reopenedFrom: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  /** Last day of a practice or drug licence handed in after the application; null while that of the form stands. */
  licenceExpiresOn: z.string().nullable(),
  /** 第十条: who proposed the refusal that a second person decides. */
  refusalProposedBy: z.string().nullable(),
  /** 第十条（三）: who reported false material that a second person has not yet verified or dismissed. */
  fraudReportedBy: z.string().nullable(),
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
  /** Visits that could not be made: refused, nobody there, or closed. */
  failedVisits: z.int(),
  vetoMinuteTaken: z.boolean(),
  passed: z.boolean().nullable(),
  /** Concluded without scores, because no visit was possible or the licence had ended. */
  couldNotEvaluate: z.boolean(),
  /** Services that the evaluation let through; the agreement may list no others. */
  servicesPassed: z.array(z.string()),
  concludedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** Last day of a notice that was extended for lost days; null while the five working days stand. */
  noticeExtendedUntil: z.string().nullable(),
  noticeOver: z.boolean(),
  openObjections: z.array(z.string()),
  /** What the upheld objections lead to; `notPassed` outweighs `reEvaluate`. */
  objectionOutcome: z.enum(['none', 'reEvaluate', 'notPassed']),
  /** Set once a second evaluation was ordered; its panel is its own, not the round's. */
  reEvaluated: z.boolean(),
  reEvaluationPanel: z.array(PanelMember),
  /** The day on which another person became the legal representative, when that is after the notice. */
  representativeChangedOn: z.string().nullable(),
  /** 乙方 signed on paper: 甲方 confirms the paper instead of signing the file. */
  signedOnPaper: z.boolean(),
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
  | Ev<'moveSite', { address: string; admdvs: string; toAgencyId: string | null }>
  | Ev<'proposeRefusal', { proposedBy: string }>
  | Ev<'returnRefusal'>
  | Ev<'refuse', { decidedBy: string }>
  | Ev<'reportFraud', { reportedBy: string }>
  | Ev<'dismissFraud', { decidedBy: string }>
  | Ev<'confirmFraud', { decidedBy: string }>
  | Ev<'renewLicence', { expiresOn: string }>
  | Ev<'withdraw'>
  | Ev<'joinRound', { roundId: string }>
  | Ev<'beginEvaluation'>
  | Ev<'appointPanel', { panel: PanelMember[] }>
  | Ev<'scheduleVisit', { visitOn: string }>
  | Ev<'recordVisit'>
  | Ev<'recordFailedVisit'>
  | Ev<'declareConflict', { memberId: string; hasConflict: boolean }>
  | Ev<'submitSheet', { memberId: string }>
  | Ev<'takeVetoMinute'>
  | Ev<'concludeEvaluation', { passed: boolean; servicesPassed: string[]; concludedBy: string }>
  | Ev<'concludeUnable', { concludedBy: string; licenceEnded: boolean; attemptsNeeded: number }>
  | Ev<'publishResult', { publishedAt: string }>
  | Ev<'publishReEvaluation', { publishedAt: string; decidedBy: string }>
  | Ev<'returnConclusion'>
  | Ev<'extendNotice', { until: string }>
  | Ev<'correctNotice', { publishedAt: string }>
  | Ev<'fileObjection', { objectionId: string; byPost: boolean }>
  | Ev<'decideObjection', { objectionId: string; outcome: 'rejected' | 'reEvaluate' | 'notPassed' }>
  | Ev<'offerTerms'>
  | Ev<'commentTerms'>
  | Ev<'agreeTerms'>
  | Ev<'changeRepresentative', { changedOn: string }>
  | Ev<'signByInstitution', Signature>
  | Ev<'signOnPaper', Signature>
  | Ev<'countersign', Signature>
  | Ev<'confirmPaper', Signature>

/** The context of an application that has just come in. */
export const newApplication = (reopenedFrom: string | null): ApplicationContext => ({
  supplementGiven: false,
  noticeServedOn: null,
  handlingAgencyId: null,
  reopenedFrom,
  acceptedOn: null,
  licenceExpiresOn: null,
  refusalProposedBy: null,
  fraudReportedBy: null,
  roundId: null,
  ...notYetEvaluated,
  publishedAt: null,
  noticeExtendedUntil: null,
  noticeOver: false,
  openObjections: [],
  objectionOutcome: 'none',
  reEvaluated: false,
  reEvaluationPanel: [],
  representativeChangedOn: null,
  signedOnPaper: false,
})

/** What an evaluation begins with; a second one begins with it again, the first stays in the log. */
export const notYetEvaluated = {
  sheetsBy: [] as string[],
  conflictedBy: [] as string[],
  clearedBy: [] as string[],
  visitOn: null,
  visitRecorded: false,
  failedVisits: 0,
  vetoMinuteTaken: false,
  passed: null,
  couldNotEvaluate: false,
  servicesPassed: [] as string[],
  concludedBy: null,
}
