import { type Kysely, sql } from 'kysely'

/** Letters of authority of handlers, passwords that were given by somebody else, and papers that institutions keep. */
export const membersLibrary = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('authority_letter')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('institution_id', 'text', (c) => c.notNull().references('institution.id'))
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('scope', 'text', (c) => c.notNull().check(sql`scope in ('all', 'withoutSigning')`))
      .addColumn('valid_until', 'text')
      .addColumn('digest', 'text', (c) => c.references('stored_file.digest'))
      .addColumn('file_name', 'text')
      .addColumn('given_by', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('given_at', 'text', (c) => c.notNull())
      .addColumn('ended_at', 'text')
      .addColumn('ended_by', 'text', (c) => c.references('account.id'))
      .addColumn('ended_reason', 'text')
      .addColumn('successor_id', 'text', (c) => c.references('account.id'))
      .execute()
    await db.schema.createIndex('authority_letter_institution').on('authority_letter').columns(['institution_id', 'account_id']).execute()
    // Handlers of before: their letter is the paper among the materials of their applications.
    await sql`
      insert into authority_letter (id, institution_id, account_id, scope, given_by, given_at)
      select institution_member.institution_id || '/' || institution_member.account_id, institution_member.institution_id,
        institution_member.account_id, 'all', institution_member.account_id, account.created_at
      from institution_member inner join account on account.id = institution_member.account_id
      where institution_member.capacity = 'handler'`.execute(db)
    await db.schema
      .createTable('one_time_password')
      .addColumn('account_id', 'text', (c) => c.primaryKey().references('account.id'))
      .addColumn('given_by', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('given_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('library_paper')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('institution_id', 'text', (c) => c.notNull().references('institution.id'))
      .addColumn('site_id', 'text', (c) => c.references('practice_site.id'))
      .addColumn('material_id', 'text', (c) => c.notNull())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('media_type', 'text', (c) => c.notNull())
      .addColumn('size', 'integer', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull().references('stored_file.digest'))
      .addColumn('valid_until', 'text')
      .addColumn('added_by', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('added_at', 'text', (c) => c.notNull())
      .addColumn('removed_by', 'text', (c) => c.references('account.id'))
      .addColumn('removed_at', 'text')
      .execute()
    await db.schema.createIndex('library_paper_institution').on('library_paper').columns(['institution_id', 'material_id']).execute()
  },
}
