import type { Kysely } from 'kysely'
import type { CaseFileTable, Schema } from '../schema'

/** One case as stored: `snapshot` is parsed JSON, `tags` and `stage` are what the lists filter by. */
export type CaseFile = Omit<CaseFileTable, 'snapshot' | 'tags'> & { snapshot: unknown; tags: string[] }

const parse = (row: CaseFileTable): CaseFile => ({
  ...row,
  snapshot: JSON.parse(row.snapshot),
  tags: row.tags.split(' ').filter((tag) => tag !== ''),
})
const format = (file: CaseFile): CaseFileTable => ({
  ...file,
  snapshot: JSON.stringify(file.snapshot),
  // Padded, so that a list can ask for one whole tag with `like`.
  tags: ` ${file.tags.join(' ')} `,
})

export type CaseFilter = {
  machine?: string
  agencyId?: string
  institutionIds?: string[]
  siteId?: string
  parentId?: string
  status?: 'active' | 'done'
  tag?: string
  stagePrefix?: string
  /** A leaf of the stage, or the beginning of one, in any of its regions. */
  stageLeaf?: string
}

/** Case rows; only `dispatch` and the firing of deadlines write them. */
export const caseFileRepository = (db: Kysely<Schema>, lockRows: boolean) => ({
  async find(id: string): Promise<CaseFile | undefined> {
    const row = await db.selectFrom('case_file').selectAll().where('id', '=', id).executeTakeFirst()
    return row && parse(row)
  },

  /** Loads a case for change; on PostgreSQL the row stays locked until the transaction ends. */
  async findForUpdate(id: string): Promise<CaseFile | undefined> {
    const query = db.selectFrom('case_file').selectAll().where('id', '=', id)
    const row = await (lockRows ? query.forUpdate() : query).executeTakeFirst()
    return row && parse(row)
  },

  async insert(file: CaseFile): Promise<void> {
    await db.insertInto('case_file').values(format(file)).execute()
  },

  /**
   * Compare-and-swap on the revision.
   * @returns false when another command was quicker
   */
  async save(file: CaseFile, expectedRevision: number): Promise<boolean> {
    const result = await db
      .updateTable('case_file')
      .set(format(file))
      .where('id', '=', file.id)
      .where('revision', '=', expectedRevision)
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  },

  /** Every case with its revision, for the comparison with the log. */
  async revisions(): Promise<{ id: string; revision: number }[]> {
    return db.selectFrom('case_file').select(['id', 'revision']).orderBy('id').execute()
  },

  /** The cases with these ids, in no order. */
  async withIds(ids: readonly string[]): Promise<CaseFile[]> {
    const rows: CaseFileTable[] = []
    // Databases bind only so many values in one question.
    for (let at = 0; at < ids.length; at += 500)
      rows.push(
        ...(await db
          .selectFrom('case_file')
          .selectAll()
          .where('id', 'in', ids.slice(at, at + 500))
          .execute()),
      )
    return rows.map(parse)
  },

  /** Ids of the open cases that stand on a version of the rules; those by which rules themselves are made are left out. */
  async openUnder(policyVersionId: string): Promise<string[]> {
    const rows = await db
      .selectFrom('case_file')
      .select('id')
      .where('policy_version_id', '=', policyVersionId)
      .where('status', '=', 'active')
      .where('machine', 'not in', ['ruleRelease', 'ruleOverride'])
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id)
  },

  /** Ids of the cases of a machine that were last written under an older version of it. */
  async olderThan(machine: string, version: number): Promise<string[]> {
    const rows = await db
      .selectFrom('case_file')
      .select('id')
      .where('machine', '=', machine)
      .where('machine_version', '<', version)
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id)
  },

  async list(filter: CaseFilter, limit = 200): Promise<CaseFile[]> {
    let query = db.selectFrom('case_file').selectAll()
    if (filter.machine !== undefined) query = query.where('machine', '=', filter.machine)
    if (filter.agencyId !== undefined) query = query.where('agency_id', '=', filter.agencyId)
    if (filter.institutionIds !== undefined) query = query.where('institution_id', 'in', filter.institutionIds)
    if (filter.siteId !== undefined) query = query.where('site_id', '=', filter.siteId)
    if (filter.parentId !== undefined) query = query.where('parent_id', '=', filter.parentId)
    if (filter.status !== undefined) query = query.where('status', '=', filter.status)
    if (filter.tag !== undefined) query = query.where('tags', 'like', `% ${filter.tag} %`)
    if (filter.stagePrefix !== undefined) query = query.where('stage', 'like', `${filter.stagePrefix}%`)
    if (filter.stageLeaf !== undefined)
      query = query.where(({ eb, or }) => or([eb('stage', 'like', `${filter.stageLeaf}%`), eb('stage', 'like', `% ${filter.stageLeaf}%`)]))
    const rows = await query.orderBy('updated_at', 'desc').orderBy('id').limit(limit).execute()
    return rows.map(parse)
  },
})
