import type { Kysely } from 'kysely'
import type { DocumentServiceTable, Schema } from '../schema'

/** The record of service: when the bytes of a document were delivered to its party, and by whom they were opened. */
export const serviceRepository = (db: Kysely<Schema>) => ({
  /** Records an event once; later ones of the same account change nothing. */
  async record(event: DocumentServiceTable): Promise<void> {
    await db
      .insertInto('document_service')
      .values(event)
      .onConflict((conflict) => conflict.columns(['document_id', 'event', 'account_id']).doNothing())
      .execute()
  },

  /** Every event of these documents, the earliest first. */
  async ofDocuments(ids: readonly string[]): Promise<DocumentServiceTable[]> {
    if (ids.length === 0) return []
    return db.selectFrom('document_service').selectAll().where('document_id', 'in', ids).orderBy('at').orderBy('event').execute()
  },
})
