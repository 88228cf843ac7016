import type { Kysely } from 'kysely'
import type { LibraryPaperTable, Schema } from '../schema'

export type NewPaper = Omit<LibraryPaperTable, 'removed_at' | 'removed_by'>

/** Papers that an institution keeps for its applications. A paper taken out stays stored: cases that used it keep it. */
export const libraryRepository = (db: Kysely<Schema>) => ({
  async add(paper: NewPaper): Promise<void> {
    await db
      .insertInto('library_paper')
      .values({ ...paper, removed_at: null, removed_by: null })
      .execute()
  },
  async ofInstitution(institutionId: string): Promise<LibraryPaperTable[]> {
    return db
      .selectFrom('library_paper')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('removed_at', 'is', null)
      .orderBy('material_id')
      .orderBy('added_at')
      .orderBy('id')
      .execute()
  },
  /** Those that were taken out included. */
  async everOfInstitution(institutionId: string): Promise<LibraryPaperTable[]> {
    return db.selectFrom('library_paper').selectAll().where('institution_id', '=', institutionId).orderBy('added_at').execute()
  },
  async find(id: string): Promise<LibraryPaperTable | undefined> {
    return db.selectFrom('library_paper').selectAll().where('id', '=', id).executeTakeFirst()
  },
  async remove(id: string, by: string, at: string): Promise<void> {
    await db
      .updateTable('library_paper')
      .set({ removed_by: by, removed_at: at })
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .execute()
  },
})
