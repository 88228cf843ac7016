import type { Kysely } from 'kysely'
import type { BarTable, Schema } from '../schema'

/** Periods in which 第十条 forbids a new application; one ledger for the whole city. */
export const barRepository = (db: Kysely<Schema>) => ({
  async record(bar: BarTable): Promise<void> {
    await db
      .insertInto('bar')
      .values(bar)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },

  async ofUscc(uscc: string): Promise<BarTable[]> {
    return db.selectFrom('bar').selectAll().where('uscc', '=', uscc).orderBy('until', 'desc').execute()
  },
})
