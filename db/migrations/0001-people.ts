import type { Kysely } from 'kysely'

/** Agencies, accounts, sessions, institutions and their practice sites. */
export const people = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('agency')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('short_name', 'text', (c) => c.notNull())
      .addColumn('phone', 'text', (c) => c.notNull())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('authority', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('account')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('login', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('password_hash', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('agency_id', 'text', (c) => c.references('agency.id'))
      .addColumn('panel_role', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('account_role')
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('account_role_pk', ['account_id', 'role'])
      .execute()
    await db.schema
      .createTable('session')
      .addColumn('id_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('last_seen_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('session_account').on('session').column('account_id').execute()
    await db.schema
      .createTable('institution')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('uscc', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('institution_type', 'text', (c) => c.notNull())
      .addColumn('insurance_type', 'text', (c) => c.notNull().defaultTo('basicMedical'))
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('institution_member')
      .addColumn('institution_id', 'text', (c) => c.notNull().references('institution.id'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('capacity', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('institution_member_pk', ['institution_id', 'account_id'])
      .execute()
    await db.schema
      .createTable('practice_site')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('institution_id', 'text', (c) => c.notNull().references('institution.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('admdvs', 'text', (c) => c.notNull())
      .addColumn('affiliation', 'text', (c) => c.notNull())
      .addColumn('institution_kind', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('practice_site_institution').on('practice_site').column('institution_id').execute()
  },
}
