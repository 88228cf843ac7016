import type { Kysely } from 'kysely'

/**
 * A checkpoint also says what it sealed, event by event and document by document, so that a change can be named and not only
 * noticed. Null in checkpoints of older programs; the first one after them seals everything.
 */
export const sealedEntries = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('checkpoint').addColumn('entries', 'text').execute()
    // Only the sealer's own mark of what it has done: the proof is in the checkpoint.
    await db.schema
      .createTable('sealed_file')
      .addColumn('document_id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('checkpoint', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('sealed_file_pk', ['document_id', 'version'])
      .execute()
  },
}
