import type { Kysely } from 'kysely'
import type { LeadTable, Schema } from '../schema'

export type Lead = Omit<LeadTable, 'evidence'> & { evidence: unknown }

const parse = (row: LeadTable): Lead => ({ ...row, evidence: JSON.parse(row.evidence) })

/** Hints about an application that nobody gave a name to (dossier §2.10, 26). */
export const leadRepository = (db: Kysely<Schema>) => ({
  /** @returns false when it is there already: the same form sent twice */
  async add(lead: Lead): Promise<boolean> {
    const result = await db
      .insertInto('lead')
      .values({ ...lead, evidence: JSON.stringify(lead.evidence) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    return result.numInsertedOrUpdatedRows === 1n
  },

  async find(id: string): Promise<Lead | undefined> {
    const row = await db.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirst()
    return row && parse(row)
  },

  /** Those of an agency: the open ones first, then the newest. */
  async ofAgency(agencyId: string, limit = 500): Promise<Lead[]> {
    const rows = await db
      .selectFrom('lead')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .orderBy((eb) => eb.case().when('status', '=', 'open').then(0).else(1).end())
      .orderBy('received_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(parse)
  },

  async countOpen(agencyId: string): Promise<number> {
    const row = await db
      .selectFrom('lead')
      .select((eb) => eb.fn.countAll<number | string>().as('n'))
      .where('agency_id', '=', agencyId)
      .where('status', '=', 'open')
      .executeTakeFirstOrThrow()
    return Number(row.n)
  },

  /** @returns false when somebody has dealt with it before */
  async handle(id: string, done: Pick<LeadTable, 'status' | 'handled_by' | 'handled_at' | 'result'>): Promise<boolean> {
    const result = await db.updateTable('lead').set(done).where('id', '=', id).where('status', '=', 'open').executeTakeFirst()
    return result.numUpdatedRows === 1n
  },
})
