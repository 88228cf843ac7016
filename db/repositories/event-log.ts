import { type Kysely, type Selectable, sql } from 'kysely'
import { canonicalJson, digestOf, sha256 } from '../canonical-json'
import type { CaseEventTable, Schema } from '../schema'

export type CaseEvent = Omit<Selectable<CaseEventTable>, 'payload'> & { payload: unknown }
export type NewCaseEvent = Omit<CaseEvent, 'seq' | 'previous_digest' | 'digest'>

/** The newest event of a case. */
export type CaseHead = { case_id: string; revision: number; digest: string }

/** An event as it lies in the table, its payload unparsed. */
export type StoredEvent = Selectable<CaseEventTable>

/** What stands for the digest before the first event of a case. */
export const noPredecessor = '0'.repeat(64)

// What the digest covers, in this order for ever: everything stored in the row but the sequence number.
const chained = [
  'case_id',
  'revision',
  'command_id',
  'command',
  'input_digest',
  'payload',
  'actor_id',
  'actor_name',
  'actor_role',
  'article',
  'from_stage',
  'to_stage',
  'occurred_at',
  'recorded_at',
  'policy_version_id',
] as const satisfies readonly (keyof NewCaseEvent)[]

/** Digest of one event, chained to the event before it. */
export function digestOfEvent(event: NewCaseEvent, previousDigest: string): string {
  return digestOf([previousDigest, ...chained.map((key) => event[key])])
}

/**
 * The same digest from the stored row: the text of the payload as it is, so that not one byte of it escapes.
 * @param revision the place at which the event is tried; its own unless given
 */
export function digestOfStored(row: StoredEvent, previousDigest: string, revision = row.revision): string {
  const parts = chained.map((key) => (key === 'payload' ? row.payload : canonicalJson(key === 'revision' ? revision : row[key])))
  return sha256(`[${[JSON.stringify(previousDigest), ...parts].join(',')}]`)
}

const parse = (row: Selectable<CaseEventTable>): CaseEvent => ({ ...row, payload: JSON.parse(row.payload) })

/** The append-only log; one digest chain per case. */
export const eventLogRepository = (db: Kysely<Schema>, hasManyWriters: boolean) => ({
  async append(event: NewCaseEvent): Promise<string> {
    const last = await db
      .selectFrom('case_event')
      .select('digest')
      .where('case_id', '=', event.case_id)
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst()
    const previous_digest = last?.digest ?? noPredecessor
    const digest = digestOfEvent(event, previous_digest)
    await db
      .insertInto('case_event')
      .values({ ...event, payload: canonicalJson(event.payload), previous_digest, digest })
      .execute()
    return digest
  },

  async findByCommandId(commandId: string): Promise<CaseEvent | undefined> {
    const row = await db.selectFrom('case_event').selectAll().where('command_id', '=', commandId).executeTakeFirst()
    return row && parse(row)
  },

  async ofCase(caseId: string, command?: string): Promise<CaseEvent[]> {
    let query = db.selectFrom('case_event').selectAll().where('case_id', '=', caseId)
    if (command !== undefined) query = query.where('command', '=', command)
    return (await query.orderBy('revision').execute()).map(parse)
  },

  /** These commands on every agreement of some agencies, by case and revision. */
  async ofAgreements(agencyIds: readonly string[], commands: readonly string[]): Promise<CaseEvent[]> {
    if (agencyIds.length === 0) return []
    const rows = await db
      .selectFrom('case_event')
      .innerJoin('case_file', 'case_file.id', 'case_event.case_id')
      .selectAll('case_event')
      .where('case_file.machine', '=', 'agreement')
      .where('case_file.agency_id', 'in', agencyIds)
      .where('case_event.command', 'in', commands)
      .orderBy('case_event.case_id')
      .orderBy('case_event.revision')
      .execute()
    return rows.map(parse)
  },

  /** The rows of several cases as they are stored, by case and revision: for the verification, which trusts nothing. */
  async storedOf(caseIds: readonly string[]): Promise<StoredEvent[]> {
    return db
      .selectFrom('case_event')
      .selectAll()
      .where('case_id', 'in', caseIds)
      .orderBy('case_id')
      .orderBy('revision')
      .orderBy('seq')
      .execute()
  },

  /** Ids of all cases that have events. */
  async caseIds(): Promise<string[]> {
    const rows = await db.selectFrom('case_event').select('case_id').distinct().orderBy('case_id').execute()
    return rows.map(({ case_id }) => case_id)
  },

  /** What came into the log after a sequence number, in its order. */
  async after(seq: number): Promise<Pick<StoredEvent, 'case_id' | 'revision' | 'digest' | 'command' | 'occurred_at'>[]> {
    return db
      .selectFrom('case_event')
      .select(['case_id', 'revision', 'digest', 'command', 'occurred_at'])
      .where('seq', '>', seq)
      .orderBy('seq')
      .execute()
  },

  /**
   * Holds back writers, and other sealers, for the rest of the transaction. PostgreSQL gives sequence numbers before the commit, so without it
   * an event could appear behind a checkpoint that says it has sealed everything up to a number.
   */
  async holdWriters(): Promise<void> {
    if (hasManyWriters) await sql`lock table case_event in share row exclusive mode`.execute(db)
  },

  /** Head of every case chain, sorted by case id: what a checkpoint seals. */
  async heads(): Promise<CaseHead[]> {
    return db
      .selectFrom('case_event as e')
      .innerJoin(
        (eb) =>
          eb
            .selectFrom('case_event')
            .select((s) => ['case_id', s.fn.max('revision').as('revision')])
            .groupBy('case_id')
            .as('last'),
        (join) => join.onRef('last.case_id', '=', 'e.case_id').onRef('last.revision', '=', 'e.revision'),
      )
      .select(['e.case_id', 'e.revision', 'e.digest'])
      .orderBy('e.case_id')
      .execute()
  },

  /** Names of the triggers that keep log and checkpoints append-only and that somebody has taken away or switched off. */
  async missingGuards(): Promise<string[]> {
    const guards = ['case_event', 'checkpoint'].flatMap((table) =>
      hasManyWriters ? [`${table}_append_only`] : [`${table}_no_update`, `${table}_no_delete`],
    )
    const present = hasManyWriters
      ? sql<{ name: string }>`select tgname as name from pg_trigger where tgenabled <> 'D'`
      : sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`
    const names = new Set((await present.execute(db)).rows.map(({ name }) => name))
    return guards.filter((name) => !names.has(name))
  },

  async lastSeq(): Promise<number> {
    const row = await db
      .selectFrom('case_event')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirst()
    return Number(row?.seq ?? 0)
  },
})
