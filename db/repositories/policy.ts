import type { Insertable, Kysely, Selectable } from 'kysely'
import { digestOf } from '../canonical-json'
import type { PolicyVersionTable, RuleOverrideTable, Schema } from '../schema'

/** What a stored pack must say of itself; the rest is the caller's. */
type Pack = { effectiveFrom: string; effectiveTo: string | null; status: string }
export type StoredPack = Selectable<PolicyVersionTable>

const rowOf = (id: string, pack: Pack) => ({
  id,
  effective_from: pack.effectiveFrom,
  effective_to: pack.effectiveTo,
  status: pack.status,
  data: JSON.stringify(pack),
  digest: digestOf(pack),
})

/** Versions of the rules, of the scoring tables and of the calendar; the caller parses what comes back. */
export const policyRepository = (db: Kysely<Schema>) => ({
  /**
   * Stores a version that the program brings with it; one that no release has taken over and that is not published gives
   * way to its newer text.
   * @param governs whether cases may begin under it
   */
  async putPolicy(id: string, pack: Pack, { governs = true }: { governs?: boolean } = {}): Promise<void> {
    const row = { ...rowOf(id, pack), governs: governs ? 1 : 0 }
    await db
      .insertInto('policy_version')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(row)
          .where('policy_version.release_id', 'is', null)
          .where('policy_version.status', 'in', ['draft', 'checked']),
      )
      .execute()
  },
  /**
   * Stores the pack of a release; `published_at` makes it govern, and from then on it never changes.
   * @param status of the row: that of the pack, or `dropped`
   */
  async putRelease(
    id: string,
    pack: Pack,
    release: { status: string; release_id: string; based_on: string; published_at: string | null },
  ): Promise<void> {
    const row = { ...rowOf(id, pack), ...release, governs: release.published_at === null ? 0 : 1 }
    await db
      .insertInto('policy_version')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('policy_version.release_id', '=', release.release_id))
      .execute()
  },
  /** Every version that was ever stored, the newest first day first. */
  async packs(): Promise<StoredPack[]> {
    return db.selectFrom('policy_version').selectAll().orderBy('effective_from', 'desc').orderBy('id').execute()
  },
  async findPack(id: string): Promise<StoredPack | undefined> {
    return db.selectFrom('policy_version').selectAll().where('id', '=', id).executeTakeFirst()
  },
  /** How many cases that are not over stand on each version, by its id. */
  async openCasesByPack(): Promise<ReadonlyMap<string, number>> {
    const rows = await db
      .selectFrom('case_file')
      .select(({ fn }) => ['policy_version_id', fn.countAll<number | string>().as('cases')])
      .where('status', '=', 'active')
      .groupBy('policy_version_id')
      .execute()
    return new Map(rows.map(({ policy_version_id, cases }) => [policy_version_id, Number(cases)]))
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
  /**
   * The version that came into force last on or before `date`: a later one takes the place of an earlier one for good. It
   * may have reached its own end; then nothing governs but by an override (第二十七条).
   */
  async findNewestOn(date: string): Promise<{ id: string; data: unknown; effectiveTo: string | null } | undefined> {
    const row = await db
      .selectFrom('policy_version')
      .select(['id', 'data', 'effective_to'])
      .where('governs', '=', 1)
      .where('effective_from', '<=', date)
      .orderBy('effective_from', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && { id: row.id, data: JSON.parse(row.data), effectiveTo: row.effective_to }
  },
  /** The version that governs a case begun on `date`, or undefined when none does. */
  async findPolicyOn(date: string): Promise<{ id: string; data: unknown } | undefined> {
    const newest = await this.findNewestOn(date)
    return newest === undefined || (newest.effectiveTo !== null && newest.effectiveTo < date) ? undefined : newest
  },
  async addOverride(override: Insertable<RuleOverrideTable>): Promise<void> {
    await db
      .insertInto('rule_override')
      .values(override)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },
  /** The approved record by which a case may begin on a version past its end on `date`, the newest approval first. */
  async findOverride(policyId: string, date: string): Promise<Selectable<RuleOverrideTable> | undefined> {
    return db
      .selectFrom('rule_override')
      .selectAll()
      .where('policy_version_id', '=', policyId)
      .where('first_day', '<=', date)
      .where('last_day', '>=', date)
      .orderBy('approved_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  },

  async putStandard(id: string, data: unknown): Promise<void> {
    await db
      .insertInto('standard_version')
      .values({ id, data: JSON.stringify(data), digest: digestOf(data) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },
  async standards(): Promise<unknown[]> {
    const rows = await db.selectFrom('standard_version').select('data').orderBy('id').execute()
    return rows.map(({ data }) => JSON.parse(data))
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
