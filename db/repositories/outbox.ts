import type { Kysely } from 'kysely'
import type { OutboxTable, Schema } from '../schema'

export type OutboxRow = Omit<OutboxTable, 'attempts'> & { attempts: number }
export type NewOutboxRow = Pick<OutboxRow, 'id' | 'case_id' | 'revision' | 'topic' | 'available_at'> & { payload: unknown }

/** Effects that wait for their delivery; written with the step, delivered at least once, each handler idempotent. */
export const outboxRepository = (db: Kysely<Schema>) => ({
  async add(row: NewOutboxRow): Promise<void> {
    await db
      .insertInto('outbox')
      .values({ ...row, payload: JSON.stringify(row.payload), delivered_at: null, parked_at: null, last_error: null })
      .execute()
  },

  async waiting(now: string, limit = 50): Promise<OutboxRow[]> {
    return db
      .selectFrom('outbox')
      .selectAll()
      .where('delivered_at', 'is', null)
      .where('parked_at', 'is', null)
      .where('available_at', '<=', now)
      .orderBy('available_at')
      .orderBy('id')
      .limit(limit)
      .execute()
  },

  async markDelivered(id: string, at: string): Promise<void> {
    await db.updateTable('outbox').set({ delivered_at: at, last_error: null }).where('id', '=', id).execute()
  },

  /** Counts a failed try; the row waits until `retryAt`, or is parked when that is null. */
  async markFailed(id: string, error: string, retryAt: string | null, now: string): Promise<void> {
    await db
      .updateTable('outbox')
      .set((eb) => ({
        attempts: eb('attempts', '+', 1),
        last_error: error.slice(0, 500),
        ...(retryAt === null ? { parked_at: now } : { available_at: retryAt }),
      }))
      .where('id', '=', id)
      .execute()
  },

  async countParked(): Promise<number> {
    const row = await db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number | string>().as('n'))
      .where('parked_at', 'is not', null)
      .executeTakeFirstOrThrow()
    return Number(row.n)
  },
})
