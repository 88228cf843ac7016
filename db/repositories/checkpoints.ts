import { type Kysely, sql } from 'kysely'
import type { CheckpointTable, Schema } from '../schema'

/** One version of an issued document as registered, with the text of its frozen data. */
export type RegisteredFile = {
  document_id: string
  version: number
  digest: string
  note: string
  number: string
  title: string
  issued_at: string
  data: string
}

/** Signed seals over all case chains; rows can only be added. */
export const checkpointRepository = (db: Kysely<Schema>) => {
  const registered = db
    .selectFrom('document_file as f')
    .innerJoin('document as d', 'd.id', 'f.document_id')
    .select(['f.document_id', 'f.version', 'f.digest', 'f.note', 'd.number', 'd.title', 'd.issued_at', 'd.data'])
    .orderBy('f.document_id')
    .orderBy('f.version')
  return {
    async last(): Promise<CheckpointTable | undefined> {
      return db.selectFrom('checkpoint').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()
    },
    async all(): Promise<CheckpointTable[]> {
      return db.selectFrom('checkpoint').selectAll().orderBy('number').execute()
    },
    /** Those with a greater number, in order. */
    async after(number: number): Promise<CheckpointTable[]> {
      return db.selectFrom('checkpoint').selectAll().where('number', '>', number).orderBy('number').execute()
    },
    async count(): Promise<number> {
      const row = await db
        .selectFrom('checkpoint')
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },
    async add(checkpoint: CheckpointTable): Promise<void> {
      await db.insertInto('checkpoint').values(checkpoint).execute()
    },

    /** Document files that no checkpoint has sealed yet. */
    async unsealedFiles(): Promise<RegisteredFile[]> {
      return registered
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('sealed_file as s')
                .select('s.version')
                .whereRef('s.document_id', '=', 'f.document_id')
                .whereRef('s.version', '=', 'f.version'),
            ),
          ),
        )
        .execute()
    },
    async markSealed(files: readonly RegisteredFile[], checkpoint: number): Promise<void> {
      for (const { document_id, version } of files)
        await db.insertInto('sealed_file').values({ document_id, version, checkpoint }).execute()
    },
    /** Digests under which versions of documents are registered. */
    async registeredDigests(): Promise<string[]> {
      const rows = await db.selectFrom('document_file').select('digest').distinct().execute()
      return rows.map(({ digest }) => digest)
    },
    /** The number of every issued document, by agency and kind. */
    async documentNumbers(): Promise<{ agency_id: string; kind: string; number: string }[]> {
      return db.selectFrom('document').select(['agency_id', 'kind', 'number']).orderBy('issued_at').orderBy('id').execute()
    },
    /** The last serial given of each agency, kind and year. */
    async lastSerials(): Promise<{ agency_id: string; kind: string; year: number; last: number }[]> {
      return db.selectFrom('document_number').selectAll().orderBy('agency_id').orderBy('kind').orderBy('year').execute()
    },
    /** Timers of a case that run, or were parked because they could not fire. */
    async standingTimers(caseId: string): Promise<string[]> {
      const rows = await db
        .selectFrom('deadline')
        .select('timer_id')
        .where('case_id', '=', caseId)
        .where('kind', '=', 'timer')
        .where('status', 'in', ['running', 'parked'])
        .execute()
      return rows.map(({ timer_id }) => timer_id)
    },
    /** Registered versions after this one in the order of document and version, so that all can be gone through page by page. */
    async registeredAfter(documentId: string, version: number, limit: number): Promise<RegisteredFile[]> {
      return registered
        .where(sql<boolean>`(f.document_id > ${documentId} or (f.document_id = ${documentId} and f.version > ${version}))`)
        .limit(limit)
        .execute()
    },
  }
}
