import type { Kysely } from 'kysely'
import type { ApplicationDraftTable, AttachmentTable, Schema } from '../schema'

export type ApplicationDraft = Omit<ApplicationDraftTable, 'data' | 'submitted'> & { data: unknown; submitted: boolean }

export type HeldForm = { id: string; account_id: string; action: string; fields: [string, string][]; created_at: string }

const parse = (row: ApplicationDraftTable): ApplicationDraft => ({ ...row, data: JSON.parse(row.data), submitted: row.submitted === 1 })

/** What people have typed or uploaded but not sent yet: application drafts, their attachments, unsent score sheets. */
export const draftRepository = (db: Kysely<Schema>) => ({
  async insert(draft: ApplicationDraft): Promise<void> {
    await db
      .insertInto('application_draft')
      .values({ ...draft, data: JSON.stringify(draft.data), submitted: draft.submitted ? 1 : 0 })
      .execute()
  },
  async find(id: string): Promise<ApplicationDraft | undefined> {
    const row = await db.selectFrom('application_draft').selectAll().where('id', '=', id).executeTakeFirst()
    return row && parse(row)
  },
  async save(id: string, data: unknown, at: string): Promise<void> {
    await db
      .updateTable('application_draft')
      .set({ data: JSON.stringify(data), updated_at: at })
      .where('id', '=', id)
      .execute()
  },
  async markSubmitted(id: string): Promise<void> {
    await db.updateTable('application_draft').set({ submitted: 1 }).where('id', '=', id).execute()
  },
  async ofInstitutions(ids: readonly string[]): Promise<ApplicationDraft[]> {
    if (ids.length === 0) return []
    const rows = await db
      .selectFrom('application_draft')
      .selectAll()
      .where('institution_id', 'in', ids)
      .where('submitted', '=', 0)
      .orderBy('updated_at', 'desc')
      .execute()
    return rows.map(parse)
  },
  /** How many applications somebody has begun and not submitted. */
  async countOpen(): Promise<number> {
    const row = await db
      .selectFrom('application_draft')
      .select((eb) => eb.fn.countAll<number>().as('open'))
      .where('submitted', '=', 0)
      .executeTakeFirstOrThrow()
    return Number(row.open)
  },
  /** Open drafts that were begun at the window of an agency, the newest first. */
  async atCounter(agencyId: string): Promise<ApplicationDraft[]> {
    const rows = await db
      .selectFrom('application_draft')
      .selectAll()
      // Quotes in what was typed are escaped in JSON: only the key itself reads like this.
      .where('data', 'like', `%"counter":{"agencyId":"${agencyId}"%`)
      .where('submitted', '=', 0)
      .orderBy('updated_at', 'desc')
      .execute()
    return rows.map(parse)
  },

  async addAttachment(attachment: AttachmentTable): Promise<void> {
    await db.insertInto('attachment').values(attachment).execute()
  },
  async attachments(draftId: string): Promise<AttachmentTable[]> {
    return db.selectFrom('attachment').selectAll().where('draft_id', '=', draftId).orderBy('material_id').orderBy('uploaded_at').execute()
  },
  async findAttachment(id: string): Promise<AttachmentTable | undefined> {
    return db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirst()
  },
  async removeAttachment(id: string): Promise<void> {
    await db.deleteFrom('attachment').where('id', '=', id).execute()
  },

  async saveScores(caseId: string, accountId: string, data: unknown, at: string): Promise<void> {
    const row = { case_id: caseId, account_id: accountId, data: JSON.stringify(data), updated_at: at }
    await db
      .insertInto('score_draft')
      .values(row)
      .onConflict((conflict) => conflict.columns(['case_id', 'account_id']).doUpdateSet({ data: row.data, updated_at: at }))
      .execute()
  },
  async findScores(caseId: string, accountId: string): Promise<unknown> {
    const row = await db
      .selectFrom('score_draft')
      .select('data')
      .where('case_id', '=', caseId)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return row === undefined ? undefined : JSON.parse(row.data)
  },

  /** Keeps a form that was posted after its session had ended, until its owner has signed in again. */
  async holdForm(form: HeldForm, forgetBefore: string): Promise<void> {
    await db.deleteFrom('held_form').where('created_at', '<', forgetBefore).execute()
    await db
      .insertInto('held_form')
      .values({ ...form, fields: JSON.stringify(form.fields) })
      .execute()
  },
  async findHeldForm(id: string): Promise<HeldForm | undefined> {
    const row = await db.selectFrom('held_form').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { ...row, fields: JSON.parse(row.fields) }
  },

  async putConfidential(record: { id: string; case_id: string; kind: string; data: unknown; created_at: string }): Promise<void> {
    await db
      .insertInto('confidential_record')
      .values({ ...record, data: JSON.stringify(record.data) })
      .execute()
  },
  async findConfidential(id: string): Promise<unknown> {
    const row = await db.selectFrom('confidential_record').select('data').where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : JSON.parse(row.data)
  },
})
