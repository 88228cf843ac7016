import type { Kysely } from 'kysely'
import { digestOf } from '../canonical-json'
import type { Schema } from '../schema'

/** Versions of the rules, of the scoring tables and of the calendar; the caller parses what comes back. */
export const policyRepository = (db: Kysely<Schema>) => ({
  /** Stores a version; one that is still a draft gives way to its newer text, a checked or published one never changes. */
  async putPolicy(id: string, data: { effectiveFrom: string; effectiveTo: string | null; status: string }): Promise<void> {
    const row = {
      id,
      effective_from: data.effectiveFrom,
      effective_to: data.effectiveTo,
      status: data.status,
      data: JSON.stringify(data),
      digest: digestOf(data),
    }
    await db
      .insertInto('policy_version')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('policy_version.status', '=', 'draft'))
      .execute()
  },
  async getPolicy(id: string): Promise<unknown> {
    const row = await db.selectFrom('policy_version').select('data').where('id', '=', id).executeTakeFirstOrThrow()
    return JSON.parse(row.data)
  },
  /** Every stored version, the newest first, and whether a case stands on it. */
  async listPolicies(): Promise<{ id: string; status: string; isPinned: boolean }[]> {
    const rows = await db
      .selectFrom('policy_version')
      .select(['id', 'status'])
      .select((eb) =>
        eb
          .selectFrom('case_file')
          .whereRef('case_file.policy_version_id', '=', 'policy_version.id')
          .select('case_file.id')
          .limit(1)
          .as('pinned_by'),
      )
      .orderBy('effective_from', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(({ id, status, pinned_by }) => ({ id, status, isPinned: pinned_by !== null }))
  },
  /** The version that governs a case begun on `date`, or undefined when none does. */
  async findPolicyOn(date: string): Promise<{ id: string; data: unknown } | undefined> {
    const row = await db
      .selectFrom('policy_version')
      .select(['id', 'data'])
      .where('effective_from', '<=', date)
      .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', date)]))
      .orderBy('effective_from', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && { id: row.id, data: JSON.parse(row.data) }
  },

  async putStandard(id: string, data: unknown): Promise<void> {
    await db
      .insertInto('standard_version')
      .values({ id, data: JSON.stringify(data), digest: digestOf(data) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },
  async getStandard(id: string): Promise<unknown> {
    const row = await db.selectFrom('standard_version').select('data').where('id', '=', id).executeTakeFirstOrThrow()
    return JSON.parse(row.data)
  },

  async putCalendarYear(year: number, data: unknown, at: string): Promise<void> {
    const row = { year, data: JSON.stringify(data), digest: digestOf(data), imported_at: at }
    await db
      .insertInto('calendar_year')
      .values(row)
      .onConflict((conflict) => conflict.column('year').doUpdateSet(row))
      .execute()
  },
  async calendarYears(): Promise<{ year: number; data: unknown; digest: string }[]> {
    const rows = await db.selectFrom('calendar_year').selectAll().orderBy('year').execute()
    return rows.map(({ year, data, digest }) => ({ year, data: JSON.parse(data), digest }))
  },

  async findSetting(key: string): Promise<string | undefined> {
    return (await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value
  },
  /**
   * Stores a setting that is made once for ever.
   * @returns what is stored: another server's value when that was quicker
   */
  async settleSetting(key: string, value: string): Promise<string> {
    await db
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
    return (await this.findSetting(key)) ?? value
  },
  async putSetting(key: string, value: string): Promise<void> {
    await db
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
  },
})
