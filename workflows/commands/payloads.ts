import * as z from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { TermType } from '#workflows/domain/agreement-terms'
import { Service } from '#workflows/domain/institution-kinds'
import { RefusalGround } from '#workflows/domain/refusal-grounds'
import { ItemScore } from '#workflows/policy/item-scores'
import { JointDecision } from '#workflows/policy/score-sheet'
import { SupplementItem } from './application-intake'
import { SubmittedMaterial } from './submission'

/**
 * What the log holds of commands whose content later steps read back. Changing one of these needs a migration of what
 * is stored: add optional keys only.
 */
export const SupplementPayload = z.object({ items: z.array(SupplementItem) })
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
export const ObjectionPayload = z.object({ statement: z.string(), confidentialDigest: z.string() })
export const ObjectionDecisionPayload = z.object({ objectionId: z.string(), upheld: z.enum(['yes', 'no']), finding: z.string() })
export const FilingReceiptPayload = z.object({ remarks: z.string() })
export const FilingAnswerPayload = z.object({ answer: z.string() })
