import type { Kysely } from 'kysely'
import type { DeliveryTable, Schema } from '../schema'

export type Delivery = Omit<DeliveryTable, 'attempts'> & { attempts: number }
export type DeliveryStatus = Delivery['status']
export type NewDelivery = Pick<
  Delivery,
  'id' | 'notification_id' | 'channel' | 'agency_id' | 'case_id' | 'account_id' | 'address' | 'subject' | 'text' | 'created_at'
>
/** A delivery with the names that a list shows. */
export type DeliveryEntry = Delivery & {
  recipient: string
  case_title: string
  handler: string | null
}

/** The log of e-mails and text messages: one row a recipient and channel, kept for good; a failed row waits until an officer has reached the person. */
export const deliveryRepository = (db: Kysely<Schema>) => {
  const entries = () =>
    db
      .selectFrom('delivery')
      .innerJoin('account as recipient', 'recipient.id', 'delivery.account_id')
      .innerJoin('case_file', 'case_file.id', 'delivery.case_id')
      .leftJoin('account as handler', 'handler.id', 'delivery.handled_by')
      .selectAll('delivery')
      .select(['recipient.name as recipient', 'case_file.title as case_title', 'handler.name as handler'])
  return {
    /** @returns false when this notification was queued for this recipient in this channel before */
    async add(delivery: NewDelivery): Promise<boolean> {
      const result = await db
        .insertInto('delivery')
        .values({
          ...delivery,
          status: 'queued',
          last_error: null,
          receipt: null,
          sent_at: null,
          failed_at: null,
          handled_at: null,
          handled_by: null,
          handled_note: null,
        })
        .onConflict((conflict) => conflict.columns(['notification_id', 'account_id', 'channel']).doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    async find(id: string): Promise<DeliveryEntry | undefined> {
      return entries().where('delivery.id', '=', id).executeTakeFirst()
    },

    /** A try that is to be repeated. */
    async countTry(id: string, error: string): Promise<void> {
      await db
        .updateTable('delivery')
        .set((eb) => ({ attempts: eb('attempts', '+', 1), last_error: error.slice(0, 500) }))
        .where('id', '=', id)
        .where('status', '=', 'queued')
        .execute()
    },

    async markSent(id: string, at: string, receipt: string | null): Promise<void> {
      await db
        .updateTable('delivery')
        .set((eb) => ({ status: 'sent' as const, attempts: eb('attempts', '+', 1), last_error: null, receipt, sent_at: at }))
        .where('id', '=', id)
        .where('status', '=', 'queued')
        .execute()
    },

    /** Nothing more is tried; the row is now a task. */
    async markFailed(id: string, error: string, at: string): Promise<void> {
      await db
        .updateTable('delivery')
        .set({ status: 'failed', last_error: error.slice(0, 500), failed_at: at })
        .where('id', '=', id)
        .where('status', '=', 'queued')
        .execute()
    },

    /** A failed one is to be sent once more. @returns false when it does not wait (any more): somebody else was quicker */
    async queueAgain(id: string, address: string): Promise<boolean> {
      const result = await db
        .updateTable('delivery')
        .set({ status: 'queued', address, last_error: null, failed_at: null })
        .where('id', '=', id)
        .where('status', '=', 'failed')
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** @returns false when it does not wait (any more): somebody else was quicker */
    async markHandled(id: string, { by, note, at }: { by: string; note: string; at: string }): Promise<boolean> {
      const result = await db
        .updateTable('delivery')
        .set({ status: 'handled', handled_by: by, handled_note: note, handled_at: at })
        .where('id', '=', id)
        .where('status', '=', 'failed')
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    async countFailed(agencyId: string): Promise<number> {
      return count({ agencyId, statuses: ['failed'] })
    },

    /** The newest first, by page; the failed ones that wait come oldest first. */
    async list(filter: DeliveryFilter, { limit, offset = 0 }: { limit: number; offset?: number }): Promise<DeliveryEntry[]> {
      const direction = filter.statuses.every((status) => status === 'failed') ? 'asc' : 'desc'
      return entries()
        .where('delivery.agency_id', '=', filter.agencyId)
        .where('delivery.status', 'in', filter.statuses)
        .orderBy('delivery.created_at', direction)
        .orderBy('delivery.id')
        .limit(limit)
        .offset(offset)
        .execute()
    },
    count,
  }

  async function count({ agencyId, statuses }: DeliveryFilter): Promise<number> {
    const row = await db
      .selectFrom('delivery')
      .select((eb) => eb.fn.countAll<number | string>().as('n'))
      .where('agency_id', '=', agencyId)
      .where('status', 'in', statuses)
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }
}

export type DeliveryFilter = { agencyId: string; statuses: readonly DeliveryStatus[] }
