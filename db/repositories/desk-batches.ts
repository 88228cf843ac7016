import type { Kysely } from 'kysely'
import type { DeskBatchItemTable, Schema } from '../schema'

export type DeskBatch = Schema['desk_batch']
export type DeskBatchItem = DeskBatchItemTable

/** Work on many cases that goes on in portions: what was asked, and what became of each case. */
export const deskBatchRepository = (db: Kysely<Schema>) => ({
  /** Harmless when the batch is there already: the same form sent twice. */
  async add(batch: DeskBatch, items: readonly DeskBatchItem[]): Promise<void> {
    const result = await db
      .insertInto('desk_batch')
      .values(batch)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (result.numInsertedOrUpdatedRows === 1n && items.length > 0)
      await db
        .insertInto('desk_batch_item')
        .values([...items])
        .execute()
  },

  async find(id: string): Promise<DeskBatch | undefined> {
    return db.selectFrom('desk_batch').selectAll().where('id', '=', id).executeTakeFirst()
  },

  async items(batchId: string): Promise<DeskBatchItem[]> {
    return db.selectFrom('desk_batch_item').selectAll().where('batch_id', '=', batchId).orderBy('position').execute()
  },

  /** The next cases that nothing has become of yet. */
  async waiting(batchId: string, limit: number): Promise<DeskBatchItem[]> {
    return db
      .selectFrom('desk_batch_item')
      .selectAll()
      .where('batch_id', '=', batchId)
      .where('outcome', 'is', null)
      .orderBy('position')
      .limit(limit)
      .execute()
  },

  /** Says once what became of a case. */
  async settle(item: Pick<DeskBatchItem, 'batch_id' | 'position' | 'words'> & { outcome: 'done' | 'refused'; at: string }): Promise<void> {
    const { batch_id, position, outcome, words, at } = item
    await db
      .updateTable('desk_batch_item')
      .set({ outcome, words, at })
      .where('batch_id', '=', batch_id)
      .where('position', '=', position)
      .where('outcome', 'is', null)
      .execute()
  },
})
