import type { Kysely } from 'kysely'
import type { NoticeCheckTable, Schema } from '../schema'

/** The log of the checks that public notices could be read; it only grows. */
export const noticeCheckRepository = (db: Kysely<Schema>) => ({
  async add(check: NoticeCheckTable): Promise<void> {
    await db.insertInto('notice_check').values(check).execute()
  },

  async last(documentId: string): Promise<NoticeCheckTable | undefined> {
    return db
      .selectFrom('notice_check')
      .selectAll()
      .where('document_id', '=', documentId)
      .orderBy('checked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  },

  /** The checks of a notice, the oldest first. */
  async ofDocument(documentId: string): Promise<NoticeCheckTable[]> {
    return db.selectFrom('notice_check').selectAll().where('document_id', '=', documentId).orderBy('checked_at').orderBy('id').execute()
  },
})
