import type { Kysely } from 'kysely'
import type { AgencyTable, InstitutionTable, PracticeSiteTable, Schema } from '../schema'

/** What changes in the register; null leaves it as it is. */
export type RegisterEntry = { name: string | null; place: { address: string; admdvs: string } | null }

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
  /** 第十五条: what an agreed change says of the place; an institution with no other place is renamed with it. */
  async updateRegister(siteId: string, { name, place }: RegisterEntry): Promise<void> {
    const site = await this.getSite(siteId)
    if (place !== null) await this.moveSite(siteId, place)
    if (name === null) return
    await db.updateTable('practice_site').set({ name }).where('id', '=', siteId).execute()
    if ((await this.sitesOf(site.institution_id)).length === 1)
      await db.updateTable('institution').set({ name }).where('id', '=', site.institution_id).execute()
  },
  async getSite(id: string): Promise<PracticeSiteTable> {
    return db.selectFrom('practice_site').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  },
  /** Every site that has or had an agreement, with its institution. */
  async placesWithAgreement(): Promise<{ id: string; name: string; address: string; owner: string; uscc: string }[]> {
    return db
      .selectFrom('practice_site')
      .innerJoin('institution', 'institution.id', 'practice_site.institution_id')
      .select(['practice_site.id', 'practice_site.name', 'practice_site.address', 'institution.name as owner', 'institution.uscc'])
      .where('practice_site.id', 'in', (eb) => eb.selectFrom('case_file').select('case_file.site_id').where('machine', '=', 'agreement'))
      .execute()
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
