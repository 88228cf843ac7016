import type { Kysely } from 'kysely'
import type { Schema } from '../schema'

/** Tries of somebody within a period, counted once for all servers. The key is a digest: no login or address is kept here. */
export const countedTryRepository = (db: Kysely<Schema>) => ({
  /**
   * Counts one more try. The first one opens a period that ends at `until`; later ones do not prolong it.
   * @returns the tries of the running period, this one included
   */
  async count(key: string, now: string, until: string): Promise<number> {
    const row = await db
      .insertInto('counted_try')
      .values({ key, count: 1, until })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          count: eb
            .case()
            .when('counted_try.until', '<=', now)
            .then(1)
            .else(eb('counted_try.count', '+', 1))
            .end(),
          until: eb.case().when('counted_try.until', '<=', now).then(until).else(eb.ref('counted_try.until')).end(),
        })),
      )
      .returning('count')
      .executeTakeFirstOrThrow()
    return row.count
  },

  async forget(key: string): Promise<void> {
    await db.deleteFrom('counted_try').where('key', '=', key).execute()
  },

  /** Removes the periods that are over. */
  async forgetOver(now: string): Promise<void> {
    await db.deleteFrom('counted_try').where('until', '<=', now).execute()
  },
})
