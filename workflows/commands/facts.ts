import type { PlainDate } from '#workflows/calendar/plain-date'
import type { TermType } from '#workflows/domain/agreement-terms'
import type { InstitutionKind, InstitutionType, Service } from '#workflows/domain/institution-kinds'
import type { PanelMember } from '#workflows/machines/evaluation-round'
import type { BarPeriod } from '#workflows/policy/eligibility'
import type { EvaluationStandard, StandardItem } from '#workflows/policy/evaluation-standard'
import type { JointDecision, PanelRole, ScoreSheet } from '#workflows/policy/score-sheet'
import type { Submission } from './submission'

export type InstitutionFacts = { id: string; name: string; uscc: string; type: InstitutionType }
export type SiteFacts = {
  id: string
  name: string
  address: string
  admdvs: string
  affiliation: string
  kind: InstitutionKind
}

export type SupplementItem = { materialId: string; title: string; problem: string; remedy: string }
export type OfferedTerms = { services: Service[]; termType: TermType; startsOn: PlainDate | null; remark: string }
/** The agreement's newest bytes: what the next party signs. */
export type AgreementFile = { documentId: string; number: string; version: number; digest: string }

export type ApplicationFacts = {
  institution: InstitutionFacts
  site: SiteFacts
  standardId: string
  standard: EvaluationStandard
  /** Items that the institution is measured by: of its kind and the services applied for. */
  items: readonly StandardItem[]
  /** Bars of 第十条 that hold today. */
  bars: readonly BarPeriod[]
  submission: Submission | null
  /** The site has an application under way; asked when a new one is opened. */
  hasRunningApplication: boolean
  /** Stage of the round that the application belongs to; null before it has joined one. */
  roundStage: string | null
  /** First and last day of the round's evaluation, an extension included; null before it has joined one. */
  roundPeriod: { from: PlainDate; to: PlainDate } | null
  panel: readonly PanelMember[]
  sheets: readonly ScoreSheet[]
  jointDecisions: readonly JointDecision[]
  lastSupplement: readonly SupplementItem[]
  /** Material ids that the answer to the notice brought anew: the only ground of a follow-up notice. */
  answeredMaterials: readonly string[]
  terms: OfferedTerms | null
  agreementFile: AgreementFile | null
  /** For a signing command: what our own verifier says of the bytes that the input names. */
  signatureCheck: { ok: boolean; reason: string } | null
  colleagues: readonly { id: string; name: string }[]
}

export type RoundFacts = {
  /** `sheetsBy`: account ids of the panel members whose sheet is in. */
  applications: readonly { id: string; title: string; stage: string; passed: boolean | null; sheetsBy: readonly string[] }[]
  evaluators: readonly { id: string; name: string; role: PanelRole }[]
  agencyId: string | null
  /** Titles of the rounds that the actor's agency has: one for each April and October. */
  roundTitles: readonly string[]
}

export type AgreementFacts = {
  application: { id: string; agencyId: string; institutionId: string | null; siteId: string | null; title: string } | null
}

/** An agreement as the city's list sees it. */
export type ListedAgreement = {
  id: string
  title: string
  /** Signed, not over, on no list and in no other draft. */
  mayBeAdded: boolean
  /** On the list, and over. */
  mayBeDropped: boolean
}
export type InstitutionListFacts = { agreements: readonly ListedAgreement[]; agencyId: string | null }

type Facts = {
  application: ApplicationFacts
  evaluationRound: RoundFacts
  agreement: AgreementFacts
  institutionList: InstitutionListFacts
}
export type FactsOf<M extends keyof Facts> = Facts[M]
