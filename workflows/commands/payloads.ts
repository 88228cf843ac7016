import * as z from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { TermType } from '#workflows/domain/agreement-terms'
import { AccountSection } from '#workflows/domain/application-form'
import { ChangedLicence, ChangeItem } from '#workflows/domain/change-items'
import { EndingGround } from '#workflows/domain/ending-grounds'
import { Service } from '#workflows/domain/institution-kinds'
import { RefusalGround } from '#workflows/domain/refusal-grounds'
import { ItemScore } from '#workflows/policy/item-scores'
import { JointDecision } from '#workflows/policy/score-sheet'
import { SupplementItem } from './application-intake'
import { CounterPaper } from './counter'
import { SubmittedMaterial } from './submission'
import { SubmittedFile } from './submitted-file'

/**
 * What the log holds of commands whose content later steps read back. Changing one of these needs a migration of what
 * is stored: add optional keys only.
 */
/** A further notice's items also carry their cause, which no reader of the notice needs. */
export const SupplementPayload = z.object({ items: z.array(z.object(SupplementItem.shape)) })
export const SupplementAnswerPayload = z.object({ materials: z.array(SubmittedMaterial), explanation: z.string() })
export const ScoreSheetPayload = z.object({ entries: z.array(ItemScore) })
export const JointMinutePayload = z.object({ decisions: z.array(JointDecision) })
export const OfferTermsPayload = z.object({
  services: z.array(Service),
  // Offers logged before long-term agreements existed were for a fixed term.
  termType: TermType.default('fixed'),
  startsOn: PlainDate.nullable(),
  remark: z.string(),
})
export const RefusalPayload = z.object({
  ground: RefusalGround,
  facts: z.string(),
  eventOn: PlainDate.optional(),
  rule: z.string(),
})
export const TransferPayload = z.object({ toAgencyId: z.string(), reason: z.string() })
export const FraudFindingPayload = z.object({ finding: z.string() })
export const LateAdmissionPayload = z.object({ applicationId: z.string(), reason: z.string() })
export const NoticeExtensionPayload = z.object({ lostDays: z.int(), reason: z.string() })
export const NoticeCorrectionPayload = z.object({ field: z.string(), wrong: z.string(), right: z.string(), reason: z.string() })
export const UnablePayload = z.object({ reason: z.string() })
export const ReopeningPayload = z.object({ formerCaseId: z.string(), basis: z.string(), decisionNumber: z.string(), reason: z.string() })
export const RepresentativePayload = z.object({ name: z.string(), idNumber: z.string(), changedOn: z.string(), proof: SubmittedFile })
/** The paper that an officer entered for the institution; commands of before have none. */
export const CounterPayload = z.object({ counter: CounterPaper.optional() })
export const ObjectionPayload = z.object({
  statement: z.string(),
  confidentialDigest: z.string(),
  evidence: z.array(SubmittedFile).default([]),
  channel: z.enum(['portal', 'post']).default('portal'),
  postmarkOn: PlainDate.nullable().default(null),
})
export const ObjectionDecisionPayload = z.object({
  objectionId: z.string(),
  upheld: z.enum(['yes', 'no']),
  // Before second evaluations existed, an upheld objection meant 评估未通过.
  measure: z.enum(['reEvaluate', 'notPassed']).default('notPassed'),
  finding: z.string(),
})
export const FilingReceiptPayload = z.object({ remarks: z.string() })

/** What an institution reported as changed (第十四、十五条), whichever of the two commands took it. */
export const ChangeFilingPayload = z.object({
  items: z.array(z.object({ item: ChangeItem, before: z.string(), after: z.string() })),
  services: z.array(Service).nullable().default(null),
  place: z.object({ address: z.string(), admdvs: z.string() }).nullable().default(null),
  /** A new account and a new contact in a form of their own: words alone cannot be put into a contract. */
  account: AccountSection.nullable().default(null),
  contact: z.object({ person: z.string(), phone: z.string() }).nullable().default(null),
  licences: z
    .array(z.object({ licence: ChangedLicence, number: z.string(), changedOn: PlainDate, expiresOn: PlainDate.nullable() }))
    .default([]),
})
export type ChangeFilingPayload = z.output<typeof ChangeFilingPayload>
export const ChangeRefusalPayload = z.object({ facts: z.string(), talks: z.string() })
export const AppliedChangePayload = z.object({ changeId: z.string() })

export const RenewalOfferPayload = z.object({ services: z.array(Service) })
export const RenewalRefusalPayload = z.object({
  ground: z.enum(['notQualified', 'licenceInvalid', 'talksFailed', 'other']),
  facts: z.string(),
})

/** What an ending rests on, proposed by an officer or opened because of a change. */
export const EndingProposalPayload = z.object({
  ground: EndingGround,
  facts: z.array(z.string()),
  basis: z.string(),
  talks: z.string().default(''),
  eventOn: PlainDate.nullable().default(null),
  plannedEndsOn: PlainDate.nullable().default(null),
  evidence: z.array(SubmittedFile).default([]),
})
/** 第十六条: the wish of the institution itself. */
export const RescissionRequestPayload = z.object({ reason: z.string() })
export const StatementPayload = z.object({
  statement: z.string(),
  wantsHearing: z.enum(['yes', 'no']).default('no'),
  files: z.array(SubmittedFile).default([]),
  counter: CounterPaper.optional(),
})
/** Decision and agreed rescission alike: what is settled and who is still there. */
export const EndTermsPayload = z.object({ settlement: z.string(), patients: z.string().default('') })
export type EndTermsPayload = z.output<typeof EndTermsPayload>
export const EndingDecisionPayload = EndTermsPayload.extend({
  onStatement: z.string().default(''),
  // A decision to end that does not say otherwise has not followed the statement.
  statementOutcome: z.enum(['adopted', 'partlyAdopted', 'notAdopted']).default('notAdopted'),
})
export type EndingDecisionPayload = z.output<typeof EndingDecisionPayload>
