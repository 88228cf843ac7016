import type { Kysely } from 'kysely'
import type { DocumentFileTable, DocumentTable, Schema } from '../schema'

export type IssuedDocument = Omit<DocumentTable, 'data'> & { data: unknown }

const parse = (row: DocumentTable): IssuedDocument => ({ ...row, data: JSON.parse(row.data) })

/** Issued documents: frozen data, a number without gaps, and every version of the bytes. */
export const documentRepository = (db: Kysely<Schema>) => ({
  /**
   * The next serial of an agency, kind and year. Taken in the transaction of the step, so a rollback gives it back.
   */
  async nextSerial(agencyId: string, kind: string, year: number): Promise<number> {
    await db
      .insertInto('document_number')
      .values({ agency_id: agencyId, kind, year, last: 1 })
      .onConflict((conflict) =>
        conflict.columns(['agency_id', 'kind', 'year']).doUpdateSet((eb) => ({ last: eb('document_number.last', '+', 1) })),
      )
      .execute()
    const row = await db
      .selectFrom('document_number')
      .select('last')
      .where('agency_id', '=', agencyId)
      .where('kind', '=', kind)
      .where('year', '=', year)
      .executeTakeFirstOrThrow()
    return row.last
  },

  async insert(document: IssuedDocument): Promise<void> {
    await db
      .insertInto('document')
      .values({ ...document, data: JSON.stringify(document.data) })
      .execute()
  },

  async find(id: string): Promise<IssuedDocument | undefined> {
    const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()
    return row && parse(row)
  },

  async findByNumber(number: string): Promise<IssuedDocument | undefined> {
    const row = await db.selectFrom('document').selectAll().where('number', '=', number).executeTakeFirst()
    return row && parse(row)
  },

  async ofCase(caseId: string): Promise<IssuedDocument[]> {
    const rows = await db.selectFrom('document').selectAll().where('case_id', '=', caseId).orderBy('revision').orderBy('number').execute()
    return rows.map(parse)
  },

  /** Every document of a kind, the oldest first. */
  async ofKind(kind: string): Promise<IssuedDocument[]> {
    const rows = await db.selectFrom('document').selectAll().where('kind', '=', kind).orderBy('issued_at').orderBy('id').execute()
    return rows.map(parse)
  },

  /** Adds one version of the bytes; version 1 is the document as set, later ones carry signatures. */
  async addFile(file: DocumentFileTable): Promise<void> {
    await db
      .insertInto('document_file')
      .values(file)
      .onConflict((conflict) => conflict.columns(['document_id', 'version']).doNothing())
      .execute()
  },

  async filesOf(documentId: string): Promise<DocumentFileTable[]> {
    return db.selectFrom('document_file').selectAll().where('document_id', '=', documentId).orderBy('version').execute()
  },

  async latestFile(documentId: string): Promise<DocumentFileTable | undefined> {
    return (await this.filesOf(documentId)).at(-1)
  },

  /** The newest bytes of each document that has any, by document id. */
  async latestFiles(documentIds: readonly string[]): Promise<Map<string, DocumentFileTable>> {
    if (documentIds.length === 0) return new Map()
    const rows = await db.selectFrom('document_file').selectAll().where('document_id', 'in', documentIds).orderBy('version').execute()
    return new Map(rows.map((row) => [row.document_id, row]))
  },

  /** The document whose bytes, in any version, have this digest: what a person drops on the verification page. */
  async findByFileDigest(digest: string): Promise<{ document: IssuedDocument; version: number } | undefined> {
    const file = await db.selectFrom('document_file').selectAll().where('digest', '=', digest).executeTakeFirst()
    const document = file && (await this.find(file.document_id))
    return file && document && { document, version: file.version }
  },
})
