import type { Kysely } from 'kysely'
import type { Schema } from '../schema'

export type SavedFilter = Schema['saved_filter']

/** Filters of the worklist that an account has given a name. */
export const savedFilterRepository = (db: Kysely<Schema>) => ({
  async ofAccount(accountId: string): Promise<SavedFilter[]> {
    return db.selectFrom('saved_filter').selectAll().where('account_id', '=', accountId).orderBy('created_at').orderBy('id').execute()
  },

  /** A name that the account has used before now stands for the new filter. */
  async save(filter: SavedFilter): Promise<void> {
    await db
      .insertInto('saved_filter')
      .values(filter)
      .onConflict((conflict) => conflict.columns(['account_id', 'name']).doUpdateSet({ query: filter.query }))
      .execute()
  },

  /** Harmless when it is gone, or somebody else's. */
  async remove(accountId: string, id: string): Promise<void> {
    await db.deleteFrom('saved_filter').where('account_id', '=', accountId).where('id', '=', id).execute()
  },
})
