import type { Kysely, Transaction } from 'kysely'
import type { Outcome, Refusal } from '#workflows/domain/refusal'
import { gaveWay, refusalOfConstraint } from './constraint-refusals'
import type { Database } from './open'
import { barRepository } from './repositories/bars'
import { caseFileRepository } from './repositories/case-files'
import { checkpointRepository } from './repositories/checkpoints'
import { countedTryRepository } from './repositories/counted-tries'
import { deadlineRepository } from './repositories/deadlines'
import { deliveryRepository } from './repositories/deliveries'
import { deskBatchRepository } from './repositories/desk-batches'
import { deskCaseRepository } from './repositories/desk-cases'
import { savedFilterRepository } from './repositories/desk-filters'
import { holdingRepository } from './repositories/desk-holding'
import { caseNoteRepository } from './repositories/desk-notes'
import { documentRepository } from './repositories/documents'
import { draftRepository } from './repositories/drafts'
import { eventLogRepository } from './repositories/event-log'
import { fileRepository } from './repositories/files'
import { institutionRepository } from './repositories/institutions'
import { leadRepository } from './repositories/leads'
import { ledgerRepository } from './repositories/ledger'
import { libraryRepository } from './repositories/library'
import { licenceRepository } from './repositories/licences'
import { memberRepository } from './repositories/members'
import { messageVersionRepository } from './repositories/message-versions'
import { noticeCheckRepository } from './repositories/notice-checks'
import { notificationPreferenceRepository } from './repositories/notification-preferences'
import { notificationRepository } from './repositories/notifications'
import { outboxRepository } from './repositories/outbox'
import { peopleRepository } from './repositories/people'
import { policyRepository } from './repositories/policy'
import { ruleChangeRepository } from './repositories/rule-changes'
import { serviceRepository } from './repositories/services'
import type { Schema } from './schema'

const repositories = (db: Kysely<Schema> | Transaction<Schema>, isPostgres: boolean) => ({
  bars: barRepository(db),
  caseFiles: caseFileRepository(db, isPostgres),
  caseNotes: caseNoteRepository(db),
  checkpoints: checkpointRepository(db),
  countedTries: countedTryRepository(db),
  deadlines: deadlineRepository(db),
  deliveries: deliveryRepository(db),
  deskBatches: deskBatchRepository(db),
  deskCases: deskCaseRepository(db),
  documents: documentRepository(db),
  drafts: draftRepository(db),
  eventLog: eventLogRepository(db, isPostgres),
  files: fileRepository(db),
  holding: holdingRepository(db),
  institutions: institutionRepository(db),
  leads: leadRepository(db),
  ledger: ledgerRepository(db),
  library: libraryRepository(db),
  licences: licenceRepository(db),
  members: memberRepository(db),
  messageVersions: messageVersionRepository(db),
  noticeChecks: noticeCheckRepository(db),
  notificationPreferences: notificationPreferenceRepository(db),
  notifications: notificationRepository(db),
  outbox: outboxRepository(db),
  people: peopleRepository(db),
  policy: policyRepository(db),
  ruleChanges: ruleChangeRepository(db),
  savedFilters: savedFilterRepository(db),
  services: serviceRepository(db),
})
export type Repositories = ReturnType<typeof repositories>

/** Thrown inside a transaction to roll it back; a refusal that is only returned would commit what was written before. */
class RollBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Ends the running transaction with a refusal; nothing that it wrote stays. */
export function rollBack(refusal: Refusal): never {
  throw new RollBack(refusal)
}

const triesAfterRivals = 3

export type UnitOfWork = {
  /** Repositories for reading outside any transaction. */
  read: Repositories
  /**
   * Runs `work` in one write transaction; only the repositories handed in may be used inside. When a rival on another
   * connection was quicker, everything is rolled back and `work` runs again: it then sees what the rival has committed.
   * @returns the value, or the refusal given to `rollBack`, or that of a unique index which the second run broke too
   */
  inTransaction: <T>(work: (tx: Repositories) => Promise<T>) => Promise<Outcome<T>>
}

/** Binds the repositories to a database. On PostgreSQL the case row is locked on load; SQLite has one writer anyway. */
export function unitOfWork({ read, write, dialect }: Database): UnitOfWork {
  const isPostgres = dialect === 'postgres'
  const attempt = async <T>(work: (tx: Repositories) => Promise<T>, triesLeft: number): Promise<Outcome<T>> => {
    try {
      return { ok: true, value: await write.transaction().execute((trx) => work(repositories(trx, isPostgres))) }
    } catch (error) {
      if (error instanceof RollBack) return { ok: false, refusal: error.refusal }
      const refusal = refusalOfConstraint(error)
      if (triesLeft > 0 && (refusal !== undefined || gaveWay(error))) return attempt(work, triesLeft - 1)
      if (refusal !== undefined) return { ok: false, refusal }
      throw error
    }
  }
  return { read: repositories(read, isPostgres), inTransaction: (work) => attempt(work, triesAfterRivals) }
}
