import type { Kysely } from 'kysely'

/**
 * A bar says whom of a chain it is about, whether its decision is contested, and since when it no longer bars: a decision
 * that was set aside keeps its row.
 */
export const barLedger = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('bar')
      .addColumn('scope', 'text', (c) => c.notNull().defaultTo('entity'))
      .execute()
    await db.schema
      .alterTable('bar')
      .addColumn('under_review', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('bar').addColumn('lifted_on', 'text').execute()
    await db.schema.alterTable('bar').addColumn('lifted_by', 'text').execute()
    await db.schema.createIndex('bar_source').on('bar').column('source').execute()
  },
}
