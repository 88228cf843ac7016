import * as z from 'zod'
import { EndingGround } from '#workflows/domain/ending-grounds'
import { BarCause } from '#workflows/policy/bar-cause'

/** Documents that a step may issue; each has one file in templates/documents. */
export const DocumentKind = z.enum([
  'applicationReceipt',
  'transferNotice',
  'acceptanceNotice',
  'supplementNotice',
  'refusalNotice',
  'evaluationVisitNotice',
  'visitRecord',
  'evaluationForm',
  'evaluationResultNotice',
  'publicNotice',
  'noticeCorrection',
  'objectionReceipt',
  'objectionAnswer',
  'serviceAgreement',
  'filingForm',
  'filingReceipt',
  'listAnnouncement',
  'expiryNotice',
  'changeReceipt',
  'changeSupplementNotice',
  'changeRefusal',
  'supplementAgreement',
  'handOverNotice',
  'renewalReceipt',
  'renewalRefusal',
  'continuationNotice',
  'renewalAgreement',
  'endingPriorNotice',
  'statementRecord',
  'endingDecision',
  'rescissionAgreement',
  'endingAnnouncement',
  'barFactDecision',
])
export type DocumentKind = z.infer<typeof DocumentKind>

/**
 * What a step asks to be carried out, declared in the machines as actions.
 * A document's number, a bar and a signature are written in the transaction of the step, because they must never lag
 * behind the state; the rest leave through the outbox.
 */
export const Effect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('issueDocument'), params: z.strictObject({ kind: DocumentKind }) }),
  // 第十条（二）: the end of an agreement bars a new application for a year.
  z.strictObject({ type: z.literal('recordBar'), params: z.strictObject({ cause: BarCause }) }),
  // A fact of the ledger is contested, or no longer; one that is set aside lifts its bar (第十条（四）).
  z.strictObject({ type: z.literal('markBar'), params: z.strictObject({ underReview: z.boolean() }) }),
  z.strictObject({ type: z.literal('liftBar'), params: z.undefined().optional() }),
  // DECISIONS 7: an application that was brought back ends the bar that its former end had set.
  z.strictObject({ type: z.literal('liftFormerBar'), params: z.strictObject({ formerCaseId: z.string() }) }),
  // A party's signature: the next version of the bytes of an issued document.
  z.strictObject({
    type: z.literal('addDocumentVersion'),
    params: z.strictObject({ documentId: z.string(), digest: z.string(), note: z.string() }),
  }),
  // 第九条（三）: the applications accepted by the lock date join the round.
  z.strictObject({ type: z.literal('enrolApplications'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('beginEvaluations'), params: z.undefined().optional() }),
  // Dossier §2.3: one application accepted after the lock, let in by the head.
  z.strictObject({ type: z.literal('enrolLateApplication'), params: z.undefined().optional() }),
  // 第九条（四）: one publication instant reaches every application of the round.
  z.strictObject({ type: z.literal('publishToApplications'), params: z.undefined().optional() }),
  // 第九条（四）: the days that were lost are added to every application on the notice.
  z.strictObject({ type: z.literal('extendNotices'), params: z.undefined().optional() }),
  // 第四条: the site stands elsewhere from now on.
  z.strictObject({ type: z.literal('moveSite'), params: z.strictObject({ address: z.string(), admdvs: z.string() }) }),
  // 第十五条: name and place of the institution, as the agreed change has them.
  z.strictObject({
    type: z.literal('updateRegister'),
    params: z.strictObject({
      name: z.string().nullable(),
      place: z.strictObject({ address: z.string(), admdvs: z.string() }).nullable(),
    }),
  }),
  // 第九条（五）: the city's list reaches every agreement that it adds or drops.
  z.strictObject({ type: z.literal('publishToAgreements'), params: z.undefined().optional() }),
  // DECISIONS 7: a decision that was set aside ends the bar that the end of the agreement had set.
  z.strictObject({ type: z.literal('liftAgreementBar'), params: z.undefined().optional() }),
  // 第十三条: the wish that the agreement has taken down opens the case that decides it; its outcome comes back.
  z.strictObject({ type: z.literal('openRenewal'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('grantRenewal'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('refuseRenewal'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('withdrawRenewal'), params: z.undefined().optional() }),
  // 第十四、十五条: what both signed, or what was noted, reaches the agreement; other changes are settled with it.
  z.strictObject({ type: z.literal('applyChange'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('applySmallChange'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('absorbChange'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('openEnding'), params: z.strictObject({ ground: EndingGround }) }),
  // 第十六至十九条: the decided end reaches the agreement; a stay holds it back, a ruling opens the agreement again.
  z.strictObject({ type: z.literal('endAgreement'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('stayAgreementEnd'), params: z.undefined().optional() }),
  z.strictObject({ type: z.literal('restoreAgreement'), params: z.undefined().optional() }),
  // What hangs on an agreement ends with it.
  z.strictObject({ type: z.literal('closeWithAgreement'), params: z.undefined().optional() }),
  // 第四条: the pack of a release is stored in the step that decides on it.
  z.strictObject({
    type: z.literal('storeRules'),
    params: z.strictObject({ status: z.enum(['draft', 'checked', 'published', 'dropped']) }),
  }),
  // 第二十七条: from now on cases may begin on a pack past its end.
  z.strictObject({ type: z.literal('recordOverride'), params: z.undefined().optional() }),
  // 第九条（五）: the second signature opens the agreement case.
  z.strictObject({ type: z.literal('openAgreement'), params: z.undefined().optional() }),
])
export type Effect = z.infer<typeof Effect>
export type EffectType = Effect['type']
