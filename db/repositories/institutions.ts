import type { Kysely } from 'kysely'
import type { AgencyTable, InstitutionTable, PracticeSiteTable, Schema } from '../schema'

/** Agencies, institutions, their members and practice sites. */
export const institutionRepository = (db: Kysely<Schema>) => ({
  async agencies(): Promise<AgencyTable[]> {
    return db.selectFrom('agency').selectAll().orderBy('id').execute()
  },
  async getAgency(id: string): Promise<AgencyTable> {
    return db.selectFrom('agency').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  },
  async putAgency(agency: AgencyTable): Promise<void> {
    await db
      .insertInto('agency')
      .values(agency)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(agency))
      .execute()
  },

  async insert(institution: InstitutionTable): Promise<void> {
    await db.insertInto('institution').values(institution).execute()
  },
  async find(id: string): Promise<InstitutionTable | undefined> {
    return db.selectFrom('institution').selectAll().where('id', '=', id).executeTakeFirst()
  },
  async get(id: string): Promise<InstitutionTable> {
    return db.selectFrom('institution').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  },
  async findByUscc(uscc: string): Promise<InstitutionTable | undefined> {
    return db.selectFrom('institution').selectAll().where('uscc', '=', uscc).executeTakeFirst()
  },
  async ofAccount(accountId: string): Promise<InstitutionTable[]> {
    return db
      .selectFrom('institution')
      .innerJoin('institution_member', 'institution_member.institution_id', 'institution.id')
      .selectAll('institution')
      .where('institution_member.account_id', '=', accountId)
      .orderBy('institution.name')
      .execute()
  },

  async insertSite(site: PracticeSiteTable): Promise<void> {
    await db.insertInto('practice_site').values(site).execute()
  },
  async findSite(id: string): Promise<PracticeSiteTable | undefined> {
    return db.selectFrom('practice_site').selectAll().where('id', '=', id).executeTakeFirst()
  },
  /** A site that moved while its application runs (dossier §2.10, 6). */
  async moveSite(id: string, place: { address: string; admdvs: string }): Promise<void> {
    await db.updateTable('practice_site').set(place).where('id', '=', id).execute()
  },
  async getSite(id: string): Promise<PracticeSiteTable> {
    return db.selectFrom('practice_site').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  },
  async sitesOf(institutionId: string): Promise<PracticeSiteTable[]> {
    return db.selectFrom('practice_site').selectAll().where('institution_id', '=', institutionId).orderBy('created_at').execute()
  },
  /** Every site with an application under way, with the case and the agency that has it. */
  async sitesWithOpenApplication(): Promise<(PracticeSiteTable & { case_id: string; agency_id: string })[]> {
    return db
      .selectFrom('practice_site')
      .innerJoin('case_file', 'case_file.site_id', 'practice_site.id')
      .selectAll('practice_site')
      .select(['case_file.id as case_id', 'case_file.agency_id'])
      .where('case_file.machine', '=', 'application')
      .where('case_file.status', '=', 'active')
      .orderBy('case_file.opened_at')
      .execute()
  },
})
