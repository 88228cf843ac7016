import type { ExpressionBuilder, Kysely } from 'kysely'
import { Effect } from '#workflows/engine/effects'
import type { OutboxTable, Schema } from '../schema'

export type OutboxRow = Omit<OutboxTable, 'attempts'> & { attempts: number }
export type NewOutboxRow = Pick<OutboxRow, 'id' | 'case_id' | 'revision' | 'topic' | 'available_at'> & { payload: unknown }

const isWaiting = (now: string) => (eb: ExpressionBuilder<Schema, 'outbox'>) =>
  eb.and([
    eb('delivered_at', 'is', null),
    eb('parked_at', 'is', null),
    eb('available_at', '<=', now),
    eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]),
    // What a case sends to other cases arrives in the order of its steps, however many workers there are: a round must not
    // begin for applications that have not joined it yet. Paper and post are no effects of the charts and wait for nobody.
    eb.or([
      eb('topic', 'not in', inOrder),
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.case_id', '=', 'outbox.case_id')
            .whereRef('earlier.revision', '<', 'outbox.revision')
            .where('earlier.topic', 'in', inOrder)
            .where('earlier.delivered_at', 'is', null)
            .where('earlier.parked_at', 'is', null),
        ),
      ),
    ]),
  ])

const inOrder = Effect.options.map(({ shape }) => shape.type.value)

/** Which effects: only those of these topics, or all but those. */
export type TopicFilter = { only?: readonly string[]; except?: readonly string[] }

/** Effects that wait for their delivery; written with the step, delivered at least once, each handler idempotent. */
export const outboxRepository = (db: Kysely<Schema>) => ({
  async add(row: NewOutboxRow): Promise<void> {
    await db
      .insertInto('outbox')
      .values({ ...row, payload: JSON.stringify(row.payload), delivered_at: null, parked_at: null, last_error: null, leased_until: null })
      .execute()
  },

  /** Rows to be delivered now, at which nobody is, oldest first. */
  async waiting(now: string, { only, except }: TopicFilter = {}, limit = 50): Promise<OutboxRow[]> {
    let query = db.selectFrom('outbox').selectAll().where(isWaiting(now))
    if (only !== undefined) query = query.where('topic', 'in', only)
    if (except !== undefined) query = query.where('topic', 'not in', except)
    return query.orderBy('available_at').orderBy('id').limit(limit).execute()
  },

  /**
   * Takes a waiting row until a moment; a lease that has run out, of a worker that is gone, is taken again.
   * @returns the row, or undefined when somebody else was quicker
   */
  async lease(id: string, now: string, until: string): Promise<OutboxRow | undefined> {
    return db
      .updateTable('outbox')
      .set({ leased_until: until })
      .where('id', '=', id)
      .where(isWaiting(now))
      .returningAll()
      .executeTakeFirst()
  },

  async markDelivered(id: string, at: string): Promise<void> {
    await db.updateTable('outbox').set({ delivered_at: at, last_error: null, leased_until: null }).where('id', '=', id).execute()
  },

  /** Counts a failed try; the row waits until `retryAt`, or is parked when that is null. */
  async markFailed(id: string, error: string, retryAt: string | null, now: string): Promise<void> {
    await db
      .updateTable('outbox')
      .set((eb) => ({
        attempts: eb('attempts', '+', 1),
        last_error: error.slice(0, 500),
        leased_until: null,
        ...(retryAt === null ? { parked_at: now } : { available_at: retryAt }),
      }))
      .where('id', '=', id)
      // Another worker may have delivered it after this one's lease ran out.
      .where('delivered_at', 'is', null)
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
