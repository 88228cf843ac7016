import type { PlainDate } from '#workflows/calendar/plain-date'
import type { TermType } from '#workflows/domain/agreement-terms'
import type { InstitutionKind, InstitutionType, Service } from '#workflows/domain/institution-kinds'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import type { PanelMember } from '#workflows/machines/panel-member'
import type { BarPeriod } from '#workflows/policy/eligibility'
import type { EvaluationStandard, StandardItem } from '#workflows/policy/evaluation-standard'
import type { KnownVersions } from '#workflows/policy/pack-check'
import type { PolicySet } from '#workflows/policy/schema'
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
/** The agreement's newest bytes: what the next party signs. `issuedOn` is the day on which its text came to be. */
export type AgreementFile = { documentId: string; number: string; version: number; digest: string; issuedOn: PlainDate }

/** What a signing command looks at: the newest bytes, and what our own verifier says of those that the input names. */
export type SigningFacts = { agreementFile: AgreementFile | null; signatureCheck: { ok: boolean; reason: string } | null }

export type ApplicationFacts = SigningFacts & {
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
  roundPeriod: { from: PlainDate; to: PlainDate | null } | null
  panel: readonly PanelMember[]
  /** The panel of the round, which a second evaluation may not use again. */
  firstPanel: readonly PanelMember[]
  evaluators: readonly { id: string; name: string; role: PanelRole }[]
  /** Last day of the practice or drug licence as last handed in; null when it has none. */
  licenceExpiresOn: PlainDate | null
  /** The day of the recorded visit; null before there is one. */
  visitedOn: PlainDate | null
  /** First and last day of the public notice as it stands, extensions included; null before publication. */
  noticePeriod: { from: PlainDate; lastDay: PlainDate } | null
  /** For an extension of the notice: its new last day by the number of lost days asked; null when none runs. */
  extendedNoticeUntil: PlainDate | null
  /** For a reopening: the finished application that it names. */
  former: { id: string; stage: string; agencyId: string; endedOn: PlainDate } | null
  sheets: readonly ScoreSheet[]
  jointDecisions: readonly JointDecision[]
  lastSupplement: readonly SupplementItem[]
  /** Material ids that the answer to the notice brought anew: the only ground of a follow-up notice. */
  answeredMaterials: readonly string[]
  terms: OfferedTerms | null
  colleagues: readonly { id: string; name: string }[]
}

export type RoundFacts = {
  /** `sheetsBy`: account ids of the panel members whose sheet is in. */
  applications: readonly { id: string; title: string; stage: string; passed: boolean | null; sheetsBy: readonly string[] }[]
  evaluators: readonly { id: string; name: string; role: PanelRole }[]
  agencyId: string | null
  /** Accepted applications of the agency that are in no round yet. */
  waiting: readonly { id: string; title: string }[]
  /** For an extension of the notice: its new last day by the number of lost days asked; null when none runs. */
  extendedNoticeUntil: PlainDate | null
  /** Where evaluation is rolling, the day by which the first of the applications must be evaluated; else null. */
  evaluatedBy: PlainDate | null
  /** Titles of the rounds that the actor's agency has: one for each month of evaluation. */
  roundTitles: readonly string[]
}

/** Another case of the same agreement that is under way. */
export type RunningCase = { id: string; machine: 'change' | 'renewal' | 'ending'; stage: string; title: string }

export type AgreementFacts = {
  application: { id: string; agencyId: string; institutionId: string | null; siteId: string | null; title: string } | null
  /** First day of the form, first and last day of the window of 第十三条; null for a long-term agreement. */
  institutionId: string | null
  renewalDays: { formOpensOn: PlainDate; opensOn: PlainDate; lastDay: PlainDate } | null
  running: readonly RunningCase[]
}

/** What the cases of an agreement's later life look at: the agreement as it stands, its parties, and what else runs. */
export type LifeFacts = SigningFacts & {
  /** The case itself; null while it is being opened. */
  caseId: string | null
  /** The agreement that the case is about, or that the input of an opening command names. */
  agreement: {
    id: string
    agencyId: string
    institutionId: string
    siteId: string
    title: string
    leaves: readonly string[]
    context: AgreementContext
  } | null
  institution: InstitutionFacts | null
  site: SiteFacts | null
  running: readonly RunningCase[]
  colleagues: readonly { id: string; name: string }[]
  /** For each licence that the input names, the last day of its month (第十五条); null while that year's calendar is not published. */
  changeDays: readonly { changedOn: PlainDate; lastDay: PlainDate | null }[]
  /** The scoring table by which a new place or an added service is looked at. */
  table: { standard: EvaluationStandard; items: readonly StandardItem[] } | null
  lastSupplement: readonly SupplementItem[]
}

/** An agreement as the city's list sees it. */
export type ListedAgreement = {
  id: string
  title: string
  /** Signed, not over, on no list and in no other draft, and no failed test of its system. */
  mayBeAdded: boolean
  /** On the list and not over, and the list says something else of it than what holds now. */
  mayBeChanged: boolean
  /** On the list, and over. */
  mayBeDropped: boolean
}
export type InstitutionListFacts = { agreements: readonly ListedAgreement[]; agencyId: string | null }

/** What is known of the credit code that an entry of the ledger is about; nothing but itself while there is no input. */
export type BarRecordFacts = {
  institutionId: string | null
  sites: readonly { id: string; address: string }[]
  /** Numbers of decisions about it that are entered already and were not dropped. */
  recordedNumbers: readonly string[]
}

export type RuleReleaseFacts = {
  /** The pack of the release; while one is being opened, the pack that it begins as a copy of. Null when there is none. */
  policy: PolicySet | null
  known: KnownVersions
  /** Ids of all packs that were ever stored. */
  takenIds: readonly string[]
  /** First days of the packs that are in force or will be. */
  publishedFrom: readonly PlainDate[]
}

/** The newest pack that has come into force, when it names its last day (第二十七条). */
export type RuleOverrideFacts = { endedPack: { id: string; effectiveTo: PlainDate } | null }

type Facts = {
  application: ApplicationFacts
  evaluationRound: RoundFacts
  agreement: AgreementFacts
  change: LifeFacts
  renewal: LifeFacts
  ending: LifeFacts
  institutionList: InstitutionListFacts
  barRecord: BarRecordFacts
  ruleRelease: RuleReleaseFacts
  ruleOverride: RuleOverrideFacts
}
export type FactsOf<M extends keyof Facts> = Facts[M]
