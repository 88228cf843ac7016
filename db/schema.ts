import type { Generated, GeneratedAlways } from 'kysely'

/**
 * Table types of both databases. Instants are ISO text ending in Z, dates `YYYY-MM-DD`, JSON is text parsed by the
 * repositories, booleans are 0 and 1: the same bytes on SQLite and PostgreSQL, so digests agree.
 */
export type Schema = {
  agency: AgencyTable
  account: AccountTable
  account_role: { account_id: string; role: string }
  session: SessionTable
  institution: InstitutionTable
  institution_member: { institution_id: string; account_id: string; capacity: 'legalRepresentative' | 'handler' }
  authority_letter: AuthorityLetterTable
  one_time_password: { account_id: string; given_by: string; given_at: string }
  practice_site: PracticeSiteTable
  library_paper: LibraryPaperTable
  application_draft: ApplicationDraftTable
  attachment: AttachmentTable
  score_draft: { case_id: string; account_id: string; data: string; updated_at: string }
  held_form: { id: string; account_id: string; action: string; fields: string; created_at: string }
  stored_file: { digest: string; media_type: string; size: number; bytes: Uint8Array; stored_at: string }
  case_file: CaseFileTable
  case_event: CaseEventTable
  deadline: DeadlineTable
  outbox: OutboxTable
  confidential_record: { id: string; case_id: string; kind: string; data: string; created_at: string }
  document: DocumentTable
  document_file: DocumentFileTable
  document_number: { agency_id: string; kind: string; year: number; last: number }
  bar: BarTable
  checkpoint: CheckpointTable
  sealed_file: { document_id: string; version: number; checkpoint: number }
  counted_try: { key: string; count: number; until: string }
  notification: NotificationTable
  notification_read: { notification_id: string; account_id: string; read_at: string }
  document_service: DocumentServiceTable
  delivery: DeliveryTable
  message_version: MessageVersionTable
  notification_preference: { account_id: string; data: string; updated_at: string }
  calendar_feed: { account_id: string; token: string; created_at: string }
  policy_version: PolicyVersionTable
  rule_override: RuleOverrideTable
  standard_version: { id: string; data: string; digest: string }
  calendar_year: { year: number; data: string; digest: string; imported_at: string }
  setting: { key: string; value: string }
  case_holder: { case_id: string; agency_id: string; account_id: string; since: string }
  holding_event: HoldingEventTable
  case_note: CaseNoteTable
  case_note_closing: CaseNoteClosingTable
  saved_filter: { id: string; account_id: string; name: string; query: string; created_at: string }
  desk_batch: { id: string; account_id: string; agency_id: string; task: string; created_at: string }
  desk_batch_item: DeskBatchItemTable
  notice_check: NoticeCheckTable
  ledger_entry: LedgerEntryTable
  licence: LicenceTable
  lead: LeadTable
  rule_change: RuleChangeTable
}

export type AgencyTable = {
  id: string
  name: string
  kind: 'city' | 'county' | 'zone'
  short_name: string
  phone: string
  address: string
  authority: string
}
export type AccountTable = {
  id: string
  login: string
  name: string
  password_hash: string
  status: 'active' | 'disabled'
  agency_id: string | null
  panel_role: string | null
  /** Where notifications go as e-mail; null for somebody who reads them here only. */
  email: string | null
  /** Where they go as text messages; null for somebody who wants none. */
  mobile: string | null
  created_at: string
}
export type SessionTable = {
  id_hash: string
  account_id: string
  created_at: string
  last_seen_at: string
  expires_at: string
}
export type InstitutionTable = {
  id: string
  uscc: string
  name: string
  institution_type: 'medical' | 'pharmacy'
  insurance_type: string
  created_at: string
}
export type AuthorityLetterTable = {
  id: string
  institution_id: string
  account_id: string
  scope: 'all' | 'withoutSigning'
  /** The last day; null for one without end. */
  valid_until: string | null
  /** The scan; null for whoever registered the institution: their letter is among the materials of the application. */
  digest: string | null
  file_name: string | null
  given_by: string
  given_at: string
  ended_at: string | null
  ended_by: string | null
  ended_reason: string | null
  /** Who took the work over. */
  successor_id: string | null
}
export type LibraryPaperTable = {
  id: string
  institution_id: string
  /** Null for a paper of the legal entity, which every site may use. */
  site_id: string | null
  material_id: string
  file_name: string
  media_type: string
  size: number
  digest: string
  valid_until: string | null
  added_by: string
  added_at: string
  removed_by: string | null
  removed_at: string | null
}
export type PracticeSiteTable = {
  id: string
  institution_id: string
  name: string
  address: string
  admdvs: string
  affiliation: string
  institution_kind: string
  created_at: string
}
export type ApplicationDraftTable = {
  id: string
  institution_id: string
  site_id: string
  data: string
  submitted: number
  created_at: string
  updated_at: string
}
export type AttachmentTable = {
  id: string
  draft_id: string
  material_id: string
  file_name: string
  media_type: string
  size: number
  digest: string
  uploaded_by: string
  uploaded_at: string
}
export type CaseFileTable = {
  id: string
  machine: string
  machine_version: number
  policy_version_id: string
  insurance_type: string
  revision: number
  status: 'active' | 'done'
  stage: string
  tags: string
  snapshot: string
  agency_id: string
  institution_id: string | null
  site_id: string | null
  parent_id: string | null
  title: string
  opened_at: string
  updated_at: string
}
export type CaseEventTable = {
  seq: GeneratedAlways<number>
  case_id: string
  revision: number
  command_id: string
  command: string
  input_digest: string
  payload: string
  actor_id: string
  actor_name: string
  actor_role: string
  article: string
  from_stage: string
  to_stage: string
  occurred_at: string
  recorded_at: string
  policy_version_id: string
  previous_digest: string
  digest: string
}
export type PolicyVersionTable = {
  id: string
  effective_from: string
  effective_to: string | null
  status: string
  data: string
  digest: string
  /** 1 when cases may begin under it: published, or the version that the program brings with it. */
  governs: number
  /** The case by which it is released; null of what the program brings with it. */
  release_id: string | null
  based_on: string | null
  published_at: string | null
}
export type RuleOverrideTable = {
  id: string
  policy_version_id: string
  first_day: string
  last_day: string
  basis: string
  approved_at: string
}
export type DeadlineTable = {
  id: string
  case_id: string
  timer_id: string
  key: string
  kind: 'timer' | 'reminder'
  rule: string
  starts_on: string
  due_on: string
  due_at: string
  provisional: number
  explanation: string
  status: 'running' | 'fired' | 'cancelled' | 'parked'
  armed_revision: number
}
export type OutboxTable = {
  id: string
  case_id: string
  revision: number
  topic: string
  payload: string
  available_at: string
  attempts: Generated<number>
  delivered_at: string | null
  parked_at: string | null
  last_error: string | null
  /** Until then one worker is at it. */
  leased_until: string | null
}
export type DocumentTable = {
  id: string
  case_id: string
  revision: number
  kind: string
  number: string
  title: string
  agency_id: string
  institution_id: string | null
  data: string
  issued_at: string
}
export type DocumentFileTable = {
  document_id: string
  version: number
  digest: string
  note: string
  created_at: string
}
export type BarTable = {
  id: string
  uscc: string
  site_id: string | null
  cause: string
  starts_on: string
  until: string
  /** The case that says why: an agreement, or an entry of the ledger. */
  source: string
  article: string
  scope: Generated<'entity' | 'headquarters' | 'site'>
  under_review: Generated<number>
  /** The day from which it bars no longer, and the decision that set it aside. */
  lifted_on: Generated<string | null>
  lifted_by: Generated<string | null>
}
/** A line of the ledger of 第十条, drawn from the case that says why. */
export type LedgerEntryTable = {
  /** That of its bar, also where none was set. */
  id: string
  /** An agreement, an application, or an entry that an officer made. */
  source: string
  agency_id: string
  uscc: string
  name: string
  place: string
  cause: string
  event_on: string
  /** Of the decision; empty where the source itself is the reason. */
  number: string
  is_confirmed: number
  /** Names, codes, numbers, places and persons as they are compared, a line each. */
  search: string
}
/** A certificate behind an agreement, or the next verification of one (校验). */
export type LicenceTable = {
  id: string
  agreement_id: string
  kind: 'practice' | 'filing' | 'drug' | 'verification' | 'business'
  number: string
  /** The last day; null for one without end. */
  valid_until: string | null
  search: string
}
export type CheckpointTable = {
  number: number
  sealed_at: string
  last_seq: number
  event_count: number
  root: string
  previous_digest: string
  digest: string
  signature: string
  /** JSON: every event and document file that it sealed; null in checkpoints of older programs. */
  entries: string | null
}
export type NotificationTable = {
  id: string
  case_id: string
  audience: 'institution' | 'officer' | 'windowHead' | 'agencyHead' | 'authority'
  agency_id: string
  institution_id: string | null
  text: string
  created_at: string
  kind: 'document' | 'turn' | 'reminder'
  /** The page that the notice leads to, within the portal. */
  link: string
  /** What settles it: a timer id, or the tag of whose turn it is; empty when nothing does. */
  about: string
  settled_at: string | null
  /** The one person of the audience that it is for; null for all of them. */
  account_id: string | null
}
export type DocumentServiceTable = {
  document_id: string
  event: 'delivered' | 'opened'
  account_id: string
  at: string
  channel: 'portal'
  digest: string
}
export type DeliveryTable = {
  id: string
  notification_id: string
  channel: 'mail' | 'sms'
  agency_id: string
  case_id: string
  account_id: string
  /** An e-mail address or a mobile number. */
  address: string
  /** What a list calls it; only e-mails carry it. */
  subject: string
  text: string
  /** A failed one is the agency's task until it is handled. */
  status: 'queued' | 'sent' | 'failed' | 'handled'
  attempts: Generated<number>
  last_error: string | null
  /** Under which number the provider keeps what it took; null where none is given. */
  receipt: string | null
  created_at: string
  sent_at: string | null
  failed_at: string | null
  handled_at: string | null
  handled_by: string | null
  handled_note: string | null
}
export type MessageVersionTable = {
  id: string
  /** `turn.sms`: which kind of notice in which channel. */
  template: string
  position: number
  subject: string
  body: string
  /** The published one with the highest position is in force; without one the bundled text is. */
  status: 'draft' | 'published' | 'returned'
  drafted_by: string
  drafted_at: string
  decided_by: string | null
  decided_at: string | null
  note: string
}
export type HoldingEventTable = {
  id: string
  case_id: string
  /** Counts from 1 in each case. */
  position: number
  agency_id: string
  /** `assigned`: by the head, whoever held it before. */
  kind: 'claimed' | 'released' | 'handedOver' | 'assigned'
  from_id: string | null
  to_id: string | null
  by_id: string
  reason: string
  at: string
}
export type CaseNoteTable = {
  id: string
  case_id: string
  author_id: string
  text: string
  /** A suspicion (线索) stays open until somebody else has verified it. */
  is_suspicion: number
  at: string
}
export type CaseNoteClosingTable = {
  note_id: string
  by_id: string
  outcome: 'confirmed' | 'dispelled'
  result: string
  at: string
}
export type DeskBatchItemTable = {
  batch_id: string
  position: number
  case_id: string
  title: string
  /** That which the case had when it was ticked. */
  revision: number
  command_id: string
  outcome: 'done' | 'refused' | null
  words: string
  at: string | null
}

/** One check that a public notice could be read over HTTP. */
export type NoticeCheckTable = {
  id: string
  document_id: string
  checked_at: string
  outcome: 'ok' | 'failed'
  /** Null when nothing answered. */
  http_status: number | null
  /** SHA-256 of the PDF as it was served. */
  digest: string | null
  note: string
}

export type LeadTable = {
  id: string
  case_id: string
  agency_id: string
  statement: string
  /** JSON: files as {name, digest}. */
  evidence: string
  channel: 'portal' | 'post'
  received_at: string
  /** `pursued`: the agency examines it of its own motion. */
  status: 'open' | 'closed' | 'pursued'
  handled_by: string | null
  handled_at: string | null
  result: string | null
}

export type RuleChangeTable = {
  id: string
  kind: 'calendar' | 'policy'
  /** The year, or the id of the policy version that open cases adopt. */
  subject: string
  data: string
  status: 'proposed' | 'confirmed' | 'applied' | 'dropped'
  /** Null for one that came in on the command line. */
  proposed_by: string | null
  proposed_name: string
  proposed_at: string
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
  /** Why it was dropped; empty otherwise. */
  reason: string
  /** JSON: what whoever confirmed it saw. */
  list: string | null
  applied_at: string | null
}
