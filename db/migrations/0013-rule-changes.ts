import { type Kysely, sql } from 'kysely'

/** Changes of the rules under which cases are open: a year of the calendar, or a corrected policy that open cases adopt. */
export const ruleChanges = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('rule_change')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('calendar', 'policy')`))
      // The year, or the id of the policy version that is adopted.
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('proposed', 'confirmed', 'applied', 'dropped')`))
      .addColumn('proposed_by', 'text', (c) => c.references('account.id'))
      .addColumn('proposed_name', 'text', (c) => c.notNull())
      .addColumn('proposed_at', 'text', (c) => c.notNull())
      .addColumn('decided_by', 'text', (c) => c.references('account.id'))
      .addColumn('decided_name', 'text')
      .addColumn('decided_at', 'text')
      .addColumn('reason', 'text', (c) => c.notNull())
      // What the person who confirmed it saw: every deadline that it touches.
      .addColumn('list', 'text')
      .addColumn('applied_at', 'text')
      .execute()
    await db.schema.createIndex('rule_change_status').on('rule_change').columns(['status', 'decided_at']).execute()
    // Two proposals for one year at once: which of them holds would be chance.
    await db.schema
      .createIndex('rule_change_one_proposal')
      .on('rule_change')
      .columns(['kind', 'subject'])
      .unique()
      .where(sql<boolean>`status = 'proposed'`)
      .execute()
  },
}
