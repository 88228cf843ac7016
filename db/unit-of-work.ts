import type { Kysely, Transaction } from 'kysely'
import type { Outcome, Refusal } from '#workflows/domain/refusal'
import type { Database } from './open'
import { barRepository } from './repositories/bars'
import { caseFileRepository } from './repositories/case-files'
import { checkpointRepository } from './repositories/checkpoints'
import { deadlineRepository } from './repositories/deadlines'
import { deliveryRepository } from './repositories/deliveries'
import { documentRepository } from './repositories/documents'
import { draftRepository } from './repositories/drafts'
import { eventLogRepository } from './repositories/event-log'
import { fileRepository } from './repositories/files'
import { institutionRepository } from './repositories/institutions'
import { notificationRepository } from './repositories/notifications'
import { outboxRepository } from './repositories/outbox'
import { peopleRepository } from './repositories/people'
import { policyRepository } from './repositories/policy'
import { serviceRepository } from './repositories/services'
import type { Schema } from './schema'

const repositories = (db: Kysely<Schema> | Transaction<Schema>, isPostgres: boolean) => ({
  bars: barRepository(db),
  caseFiles: caseFileRepository(db, isPostgres),
  checkpoints: checkpointRepository(db),
  deadlines: deadlineRepository(db),
  deliveries: deliveryRepository(db),
  documents: documentRepository(db),
  drafts: draftRepository(db),
  eventLog: eventLogRepository(db, isPostgres),
  files: fileRepository(db),
  institutions: institutionRepository(db),
  notifications: notificationRepository(db),
  outbox: outboxRepository(db),
  people: peopleRepository(db),
  policy: policyRepository(db),
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

export type UnitOfWork = {
  /** Repositories for reading outside any transaction. */
  read: Repositories
  /**
   * Runs `work` in one write transaction; only the repositories handed in may be used inside.
   * @returns the value, or the refusal given to `rollBack`
   */
  inTransaction: <T>(work: (tx: Repositories) => Promise<T>) => Promise<Outcome<T>>
}

/** Binds the repositories to a database. On PostgreSQL the case row is locked on load; SQLite has one writer anyway. */
export function unitOfWork({ read, write, dialect }: Database): UnitOfWork {
  const isPostgres = dialect === 'postgres'
  return {
    read: repositories(read, isPostgres),
    inTransaction: async (work) => {
      try {
        return { ok: true, value: await write.transaction().execute((trx) => work(repositories(trx, isPostgres))) }
      } catch (error) {
        if (error instanceof RollBack) return { ok: false, refusal: error.refusal }
        throw error
      }
    },
  }
}
