import type { Insertable, Kysely } from 'kysely'
import type { LedgerEntryTable, Schema } from '../schema'
import { contains } from './contains'

/** A line of the ledger with its bar, as far as there is one, and the stage of the case that it comes from. */
export type LedgerRow = LedgerEntryTable & {
  machine: string
  stage: string
  until: string | null
  lifted_on: string | null
  under_review: number | null
}

/** Which lines an agency may see, and the text that each must hold as `comparableText` writes it; empty for all. */
export type LedgerFilter = { agencyId: string | null; text: string }

/** The ledger of 第十条 as it is searched; one for the whole city. */
export const ledgerRepository = (db: Kysely<Schema>) => {
  const matching = ({ agencyId, text }: LedgerFilter) => {
    const visible = db
      .selectFrom('ledger_entry')
      .where((eb) => eb.or([eb('ledger_entry.is_confirmed', '=', 1), eb('ledger_entry.agency_id', '=', agencyId ?? '')]))
    return text === '' ? visible : visible.where(contains('ledger_entry.search', text))
  }
  return {
    /** Draws an entry anew; a second time changes nothing. */
    async put(entry: Insertable<LedgerEntryTable>): Promise<void> {
      await db
        .insertInto('ledger_entry')
        .values(entry)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(entry))
        .execute()
    },

    async count(filter: LedgerFilter): Promise<number> {
      const { count } = await matching(filter)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** The newest event first. */
    async search(filter: LedgerFilter, { limit, offset }: { limit: number; offset: number }): Promise<LedgerRow[]> {
      return matching(filter)
        .innerJoin('case_file', 'case_file.id', 'ledger_entry.source')
        .leftJoin('bar', 'bar.id', 'ledger_entry.id')
        .selectAll('ledger_entry')
        .select(['case_file.machine', 'case_file.stage', 'bar.until', 'bar.lifted_on', 'bar.under_review'])
        .orderBy('ledger_entry.event_on', 'desc')
        .orderBy('ledger_entry.id')
        .limit(limit)
        .offset(offset)
        .execute()
    },

    /** What officers have entered about a credit code, with the number of the decision and how far the entry has come. */
    async recordsOf(uscc: string): Promise<{ source: string; number: string; stage: string }[]> {
      return db
        .selectFrom('ledger_entry')
        .innerJoin('case_file', 'case_file.id', 'ledger_entry.source')
        .select(['ledger_entry.source', 'ledger_entry.number', 'case_file.stage'])
        .where('ledger_entry.uscc', '=', uscc)
        .where('case_file.machine', '=', 'barRecord')
        .orderBy('ledger_entry.id')
        .execute()
    },

    /** Cases that ought to have a line and have none: entries of officers, and those that have set a bar. */
    async missing(): Promise<string[]> {
      const rows = await db
        .selectFrom('case_file')
        .select('case_file.id')
        .where((eb) => eb.or([eb('machine', '=', 'barRecord'), eb('case_file.id', 'in', eb.selectFrom('bar').select('bar.source'))]))
        .where((eb) => eb.not(eb.exists(eb.selectFrom('ledger_entry').select('id').whereRef('source', '=', 'case_file.id'))))
        .orderBy('case_file.id')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}
