import type { Insertable, Kysely, Selectable } from 'kysely'
import type { BarTable, Schema } from '../schema'

export type BarRow = Selectable<BarTable>

/** Periods in which 第十条 forbids a new application; one ledger for the whole city. Rows are never deleted. */
export const barRepository = (db: Kysely<Schema>) => ({
  async record(bar: Insertable<BarTable>): Promise<void> {
    await db
      .insertInto('bar')
      .values(bar)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },

  /** All that were ever recorded for a credit code, lifted ones included, the longest first. */
  async ofUscc(uscc: string): Promise<BarRow[]> {
    return db.selectFrom('bar').selectAll().where('uscc', '=', uscc).orderBy('until', 'desc').execute()
  },

  /** Those that a case caused. */
  async ofSource(source: string): Promise<BarRow[]> {
    return db.selectFrom('bar').selectAll().where('source', '=', source).orderBy('id').execute()
  },

  /** Those that hold on a day, the newest event first. */
  async running(on: string, limit: number): Promise<BarRow[]> {
    return db
      .selectFrom('bar')
      .selectAll()
      .where('lifted_on', 'is', null)
      .where('until', '>=', on)
      .orderBy('starts_on', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
  },

  async markReview(source: string, underReview: boolean): Promise<void> {
    await db
      .updateTable('bar')
      .set({ under_review: underReview ? 1 : 0 })
      .where('source', '=', source)
      .execute()
  },

  /** Ends the bars of a source for good; a row that was lifted before stays as it is. */
  async lift(source: string, lifted: { on: string; by: string }): Promise<void> {
    await db
      .updateTable('bar')
      .set({ lifted_on: lifted.on, lifted_by: lifted.by, under_review: 0 })
      .where('source', '=', source)
      .where('lifted_on', 'is', null)
      .execute()
  },
})
