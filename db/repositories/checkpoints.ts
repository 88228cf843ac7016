import type { Kysely } from 'kysely'
import type { CheckpointTable, Schema } from '../schema'

/** Signed seals over all case chains; rows can only be added. */
export const checkpointRepository = (db: Kysely<Schema>) => ({
  async last(): Promise<CheckpointTable | undefined> {
    return db.selectFrom('checkpoint').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()
  },
  async all(): Promise<CheckpointTable[]> {
    return db.selectFrom('checkpoint').selectAll().orderBy('number').execute()
  },
  async add(checkpoint: CheckpointTable): Promise<void> {
    await db.insertInto('checkpoint').values(checkpoint).execute()
  },
})
