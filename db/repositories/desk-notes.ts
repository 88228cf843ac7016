import type { Kysely } from 'kysely'
import type { CaseNoteClosingTable, CaseNoteTable, Schema } from '../schema'

/** A note with its author and, of a suspicion that was verified, what came of it. */
export type CaseNote = CaseNoteTable & {
  author: string
  closedBy: string | null
  closedAt: string | null
  outcome: CaseNoteClosingTable['outcome'] | null
  result: string | null
}

/** Internal notes of an agency, apart from the record of the case; they only grow. */
export const caseNoteRepository = (db: Kysely<Schema>) => {
  const notes = () =>
    db
      .selectFrom('case_note')
      .innerJoin('account as author', 'author.id', 'case_note.author_id')
      .leftJoin('case_note_closing', 'case_note_closing.note_id', 'case_note.id')
      .leftJoin('account as closer', 'closer.id', 'case_note_closing.by_id')
      .selectAll('case_note')
      .select([
        'author.name as author',
        'closer.name as closedBy',
        'case_note_closing.at as closedAt',
        'case_note_closing.outcome',
        'case_note_closing.result',
      ])
  return {
    /** Harmless when the note is there already: the same form sent twice. */
    async add(note: CaseNoteTable): Promise<void> {
      await db
        .insertInto('case_note')
        .values(note)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },

    async find(id: string): Promise<CaseNote | undefined> {
      return notes().where('case_note.id', '=', id).executeTakeFirst()
    },

    /** @returns false when somebody has closed it before */
    async close(closing: CaseNoteClosingTable): Promise<boolean> {
      const result = await db
        .insertInto('case_note_closing')
        .values(closing)
        .onConflict((conflict) => conflict.column('note_id').doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** The notes of a case, the newest first. */
    async ofCase(caseId: string): Promise<CaseNote[]> {
      return notes().where('case_note.case_id', '=', caseId).orderBy('case_note.at', 'desc').orderBy('case_note.id').execute()
    },

    async countOpenSuspicions(caseId: string): Promise<number> {
      const row = await db
        .selectFrom('case_note')
        .leftJoin('case_note_closing', 'case_note_closing.note_id', 'case_note.id')
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .where('case_note.case_id', '=', caseId)
        .where('case_note.is_suspicion', '=', 1)
        .where('case_note_closing.note_id', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(row.n)
    },
  }
}
