import type { Kysely, Selectable } from 'kysely'
import type { RuleChangeTable, Schema } from '../schema'

export type RuleChange = Omit<Selectable<RuleChangeTable>, 'data' | 'list'> & { data: unknown; list: unknown }

const parse = (row: Selectable<RuleChangeTable>): RuleChange => ({
  ...row,
  data: JSON.parse(row.data),
  list: row.list === null ? null : JSON.parse(row.list),
})

/** Changes of the rules, from their proposal until they have reached every open case. */
export const ruleChangeRepository = (db: Kysely<Schema>) => ({
  async add({ data, list, ...row }: RuleChange): Promise<void> {
    await db
      .insertInto('rule_change')
      .values({ ...row, data: JSON.stringify(data), list: list === null ? null : JSON.stringify(list) })
      .execute()
  },

  async find(id: string): Promise<RuleChange | undefined> {
    const row = await db.selectFrom('rule_change').selectAll().where('id', '=', id).executeTakeFirst()
    return row && parse(row)
  },

  /** The newest first. */
  async ofKind(kind: RuleChange['kind'], limit = 100): Promise<RuleChange[]> {
    const rows = await db
      .selectFrom('rule_change')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('proposed_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(parse)
  },

  /** Confirmed, in force by `now`, and not yet carried to every case; the oldest first. */
  async confirmed(now: string): Promise<RuleChange[]> {
    const rows = await db
      .selectFrom('rule_change')
      .selectAll()
      .where('status', '=', 'confirmed')
      .where('decided_at', '<=', now)
      .orderBy('decided_at')
      .orderBy('id')
      .execute()
    return rows.map(parse)
  },

  /**
   * Decides a proposal once.
   * @returns false when somebody else was quicker
   */
  async decide(
    id: string,
    decision: { status: 'confirmed' | 'dropped'; by: { id: string; name: string }; at: string; reason: string; list: unknown },
  ): Promise<boolean> {
    const result = await db
      .updateTable('rule_change')
      .set({
        status: decision.status,
        decided_by: decision.by.id,
        decided_name: decision.by.name,
        decided_at: decision.at,
        reason: decision.reason,
        list: JSON.stringify(decision.list),
      })
      .where('id', '=', id)
      .where('status', '=', 'proposed')
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  },

  /** Says that no case is left to be reached. */
  async markApplied(id: string, at: string): Promise<void> {
    await db
      .updateTable('rule_change')
      .set({ status: 'applied', applied_at: at })
      .where('id', '=', id)
      .where('status', '=', 'confirmed')
      .execute()
  },
})
