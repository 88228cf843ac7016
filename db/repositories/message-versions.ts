import type { Kysely } from 'kysely'
import type { MessageVersionTable, Schema } from '../schema'

export type MessageVersion = MessageVersionTable
/** A version with the names that a page shows. */
export type MessageVersionEntry = MessageVersion & { drafter: string; decider: string | null }

/** Texts of messages as the city agency words them; no version is ever changed once somebody has decided on it. */
export const messageVersionRepository = (db: Kysely<Schema>) => ({
  /** The text in force of each template that has one of its own. */
  async inForce(): Promise<Pick<MessageVersion, 'template' | 'subject' | 'body'>[]> {
    return db
      .selectFrom('message_version')
      .select(['template', 'subject', 'body'])
      .where('status', '=', 'published')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('message_version as newer')
              .select('newer.id')
              .whereRef('newer.template', '=', 'message_version.template')
              .where('newer.status', '=', 'published')
              .whereRef('newer.position', '>', 'message_version.position'),
          ),
        ),
      )
      .execute()
  },

  /** All versions of a template, or of all, the newest first. */
  async list(template?: string): Promise<MessageVersionEntry[]> {
    const all = db
      .selectFrom('message_version')
      .innerJoin('account as drafter', 'drafter.id', 'message_version.drafted_by')
      .leftJoin('account as decider', 'decider.id', 'message_version.decided_by')
      .selectAll('message_version')
      .select(['drafter.name as drafter', 'decider.name as decider'])
    return (template === undefined ? all : all.where('template', '=', template)).orderBy('template').orderBy('position', 'desc').execute()
  },

  async find(id: string): Promise<MessageVersion | undefined> {
    return db.selectFrom('message_version').selectAll().where('id', '=', id).executeTakeFirst()
  },

  async findDraft(template: string): Promise<MessageVersion | undefined> {
    return db.selectFrom('message_version').selectAll().where('template', '=', template).where('status', '=', 'draft').executeTakeFirst()
  },

  /** Adds a draft behind the last version. A rival's draft of the same position breaks the unique index. */
  async addDraft(draft: Pick<MessageVersion, 'id' | 'template' | 'subject' | 'body' | 'drafted_by' | 'drafted_at'>): Promise<void> {
    const last = await db
      .selectFrom('message_version')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('template', '=', draft.template)
      .executeTakeFirst()
    const position = (last?.position ?? 0) + 1
    await db
      .insertInto('message_version')
      .values({ ...draft, position, status: 'draft', decided_by: null, decided_at: null, note: '' })
      .execute()
  },

  /** Words an open draft anew. @returns false when it is not open any more */
  async rewrite(
    id: string,
    { subject, body, drafted_by, drafted_at }: Pick<MessageVersion, 'subject' | 'body' | 'drafted_by' | 'drafted_at'>,
  ): Promise<boolean> {
    const result = await db
      .updateTable('message_version')
      .set({ subject, body, drafted_by, drafted_at })
      .where('id', '=', id)
      .where('status', '=', 'draft')
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  },

  /** @returns false when it is not open any more, or was worded anew since it was read at `draftedAt` */
  async decide(
    { id, drafted_at }: Pick<MessageVersion, 'id' | 'drafted_at'>,
    decision: { status: 'published' | 'returned'; by: string; at: string; note: string },
  ): Promise<boolean> {
    const result = await db
      .updateTable('message_version')
      .set({ status: decision.status, decided_by: decision.by, decided_at: decision.at, note: decision.note })
      .where('id', '=', id)
      .where('status', '=', 'draft')
      .where('drafted_at', '=', drafted_at)
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  },
})
