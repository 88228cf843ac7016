import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { CaseFileTable, LicenceTable, PracticeSiteTable, Schema } from '../schema'
import { contains } from './contains'

/** A certificate with the agreement that rests on it and whom that binds. */
export type LicenceRow = LicenceTable &
  Pick<CaseFileTable, 'title' | 'stage' | 'agency_id'> &
  Pick<PracticeSiteTable, 'address'> & { holder: string; uscc: string }

/** Of agreements that are not over: those that end from … to … (days included), those whose settlement rests, and a text. */
export type LicenceFilter = { text: string; from?: string; to?: string; isHeld?: boolean }

type Joined = ExpressionBuilder<Schema, 'licence' | 'case_file'>

const leaf = (eb: Joined, name: string) => eb('case_file.stage', 'like', `%${name}%`)

/** Certificates behind agreements, drawn from what institutions have handed in (第七、十五条). */
export const licenceRepository = (db: Kysely<Schema>) => {
  const matching = ({ text, from, to, isHeld }: LicenceFilter) => {
    let query = db
      .selectFrom('licence')
      .innerJoin('case_file', 'case_file.id', 'licence.agreement_id')
      .innerJoin('practice_site', 'practice_site.id', 'case_file.site_id')
      .innerJoin('institution', 'institution.id', 'case_file.institution_id')
      .where((eb) => eb.not(eb.or([leaf(eb, 'term.closing'), leaf(eb, 'term.ended')])))
    if (text !== '') query = query.where(contains('licence.search', text))
    if (from !== undefined) query = query.where('licence.valid_until', '>=', from)
    if (to !== undefined) query = query.where('licence.valid_until', '<=', to)
    if (isHeld === true) query = query.where((eb) => eb.or([leaf(eb, 'settlement.held'), leaf(eb, 'settlement.grace')]))
    return query
  }
  return {
    /** Draws the certificates of an agreement anew. */
    async replace(agreementId: string, licences: readonly Omit<LicenceTable, 'agreement_id'>[]): Promise<void> {
      await db.deleteFrom('licence').where('agreement_id', '=', agreementId).execute()
      if (licences.length === 0) return
      await db
        .insertInto('licence')
        .values(licences.map((licence) => ({ ...licence, agreement_id: agreementId })))
        .execute()
    },

    async ofAgreement(agreementId: string): Promise<LicenceTable[]> {
      return db.selectFrom('licence').selectAll().where('agreement_id', '=', agreementId).orderBy('id').execute()
    },

    /** The numbers of the licences to practise or to sell drugs, by agreement. */
    async numbers(): Promise<ReadonlyMap<string, string>> {
      const rows = await db
        .selectFrom('licence')
        .select(['agreement_id', 'number'])
        .where('kind', 'in', ['practice', 'filing', 'drug'])
        .execute()
      return new Map(rows.map(({ agreement_id, number }) => [agreement_id, number]))
    },

    async count(filter: LicenceFilter): Promise<number> {
      const { count } = await matching(filter)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** What ends next comes first, what has no end last. */
    async search(filter: LicenceFilter, { limit, offset }: { limit: number; offset: number }): Promise<LicenceRow[]> {
      return matching(filter)
        .selectAll('licence')
        .select(['case_file.title', 'case_file.stage', 'case_file.agency_id', 'practice_site.address'])
        .select(['institution.name as holder', 'institution.uscc'])
        .orderBy((eb) => eb.fn.coalesce('licence.valid_until', sql<string>`'9999'`))
        .orderBy('licence.id')
        .limit(limit)
        .offset(offset)
        .execute()
    },

    /** Agreements of which nothing is drawn yet. */
    async missing(): Promise<string[]> {
      const rows = await db
        .selectFrom('case_file')
        .select('id')
        .where('machine', '=', 'agreement')
        .where((eb) => eb.not(eb.exists(eb.selectFrom('licence').select('licence.id').whereRef('agreement_id', '=', 'case_file.id'))))
        .orderBy('id')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}
