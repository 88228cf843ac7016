import type { Kysely } from 'kysely'
import type { HoldingEventTable, Schema } from '../schema'

export type Holder = { accountId: string; name: string; since: string }
/** A line of the history, with the names that a page shows. */
export type HoldingEvent = HoldingEventTable & { from: string | null; to: string | null; by: string }

/** Who of an agency holds a case now, and the history, which only grows. Holding is no legal step: no date depends on it. */
export const holdingRepository = (db: Kysely<Schema>) => ({
  /** The holder at the agency that handles the case now; nobody after a transfer. */
  async find(caseId: string): Promise<Holder | undefined> {
    return db
      .selectFrom('case_holder')
      .innerJoin('case_file', (join) =>
        join.onRef('case_file.id', '=', 'case_holder.case_id').onRef('case_file.agency_id', '=', 'case_holder.agency_id'),
      )
      .innerJoin('account', 'account.id', 'case_holder.account_id')
      .select(['case_holder.account_id as accountId', 'account.name', 'case_holder.since'])
      .where('case_holder.case_id', '=', caseId)
      .executeTakeFirst()
  },

  /** Writes the new holder, or nobody, and the line of the history. The caller has locked the case. */
  async record(event: Omit<HoldingEventTable, 'position'>): Promise<void> {
    const { case_id, agency_id, to_id, at } = event
    const last = await db
      .selectFrom('holding_event')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('case_id', '=', case_id)
      .executeTakeFirst()
    await db.deleteFrom('case_holder').where('case_id', '=', case_id).execute()
    if (to_id !== null) await db.insertInto('case_holder').values({ case_id, agency_id, account_id: to_id, since: at }).execute()
    await db
      .insertInto('holding_event')
      .values({ ...event, position: (last?.position ?? 0) + 1 })
      .execute()
  },

  async findEvent(id: string): Promise<HoldingEventTable | undefined> {
    return db.selectFrom('holding_event').selectAll().where('id', '=', id).executeTakeFirst()
  },

  /** The history of a case, the newest first. */
  async history(caseId: string): Promise<HoldingEvent[]> {
    return db
      .selectFrom('holding_event')
      .leftJoin('account as former', 'former.id', 'holding_event.from_id')
      .leftJoin('account as holder', 'holder.id', 'holding_event.to_id')
      .innerJoin('account as giver', 'giver.id', 'holding_event.by_id')
      .selectAll('holding_event')
      .select(['former.name as from', 'holder.name as to', 'giver.name as by'])
      .where('case_id', '=', caseId)
      .orderBy('position', 'desc')
      .execute()
  },
})
