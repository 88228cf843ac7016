import type { DocumentKind } from '#workflows/engine/effects'

/**
 * For whom a document is made. The handling agency, the city agency and the supervising department read all of them;
 * the institution only its own and the public ones; an objector reads the two about the own objection by their codes.
 */
export type DocumentAudience = 'institution' | 'objector' | 'authority' | 'public'

export const documentAudience = {
  applicationReceipt: 'institution',
  transferNotice: 'institution',
  acceptanceNotice: 'institution',
  supplementNotice: 'institution',
  refusalNotice: 'institution',
  evaluationVisitNotice: 'institution',
  visitRecord: 'institution',
  evaluationForm: 'institution',
  evaluationResultNotice: 'institution',
  publicNotice: 'public',
  noticeCorrection: 'public',
  // DECISIONS 33: what an objector wrote must not reach the institution.
  objectionReceipt: 'objector',
  objectionAnswer: 'objector',
  serviceAgreement: 'institution',
  filingForm: 'authority',
  filingReceipt: 'authority',
  listAnnouncement: 'public',
  expiryNotice: 'institution',
  changeReceipt: 'institution',
  changeSupplementNotice: 'institution',
  changeRefusal: 'institution',
  supplementAgreement: 'institution',
  handOverNotice: 'institution',
  renewalReceipt: 'institution',
  renewalRefusal: 'institution',
  continuationNotice: 'institution',
  renewalAgreement: 'institution',
  endingPriorNotice: 'institution',
  statementRecord: 'institution',
  endingDecision: 'institution',
  rescissionAgreement: 'institution',
  endingAnnouncement: 'public',
  barFactDecision: 'institution',
} as const satisfies Record<DocumentKind, DocumentAudience>

/** For whom a stored document is; undefined for a kind that this version does not know, which then is for nobody. */
export const audienceOfDocument = (kind: string): DocumentAudience | undefined =>
  Object.hasOwn(documentAudience, kind) ? documentAudience[kind as DocumentKind] : undefined

/** Whether the institution of the case may read a document of this kind. */
export const isForInstitution = (kind: string): boolean => ['institution', 'public'].includes(audienceOfDocument(kind) ?? '')
