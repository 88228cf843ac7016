import type { Kysely } from 'kysely'
import type { DeadlineTable, Schema } from '../schema'

export type DeadlineRow = DeadlineTable

/** The ledger of running periods. A timer fires by its row, never by its name alone (X8). */
export const deadlineRepository = (db: Kysely<Schema>) => ({
  async arm(row: DeadlineRow): Promise<void> {
    await db.insertInto('deadline').values(row).execute()
  },

  /** Cancels the running row of a timer together with its reminders. */
  async cancel(caseId: string, timerIds: readonly string[]): Promise<void> {
    if (timerIds.length === 0) return
    await db
      .updateTable('deadline')
      .set({ status: 'cancelled' })
      .where('case_id', '=', caseId)
      .where('timer_id', 'in', timerIds)
      .where('status', '=', 'running')
      .execute()
  },

  /**
   * Takes one running row for firing, inside the transaction of the step.
   * @returns false when another sweep was quicker or the row was cancelled
   */
  async claim(id: string): Promise<boolean> {
    const result = await db
      .updateTable('deadline')
      .set({ status: 'fired' })
      .where('id', '=', id)
      .where('status', '=', 'running')
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  },

  /** Moves a running row to a later moment; nothing happens when another sweep moved or fired it meanwhile. */
  async postpone(
    { id, due_at }: DeadlineRow,
    change: Pick<DeadlineRow, 'due_on' | 'due_at' | 'provisional'> & Partial<Pick<DeadlineRow, 'starts_on' | 'explanation' | 'rule'>>,
  ): Promise<void> {
    await db.updateTable('deadline').set(change).where('id', '=', id).where('due_at', '=', due_at).where('status', '=', 'running').execute()
  },

  /** The running reminders of a timer. */
  async remindersOf(caseId: string, timerId: string): Promise<DeadlineRow[]> {
    return db
      .selectFrom('deadline')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('timer_id', '=', timerId)
      .where('kind', '=', 'reminder')
      .where('status', '=', 'running')
      .orderBy('due_at')
      .orderBy('id')
      .execute()
  },

  /** Takes the reminders of a timer that come up after a moment away and puts others in their place. */
  async replaceReminders(
    timer: Pick<DeadlineRow, 'case_id' | 'timer_id'>,
    after: string,
    reminders: readonly DeadlineRow[],
  ): Promise<void> {
    await db
      .updateTable('deadline')
      .set({ status: 'cancelled' })
      .where('case_id', '=', timer.case_id)
      .where('timer_id', '=', timer.timer_id)
      .where('kind', '=', 'reminder')
      .where('due_at', '>', after)
      .where('status', '=', 'running')
      .execute()
    if (reminders.length > 0)
      await db
        .insertInto('deadline')
        .values([...reminders])
        .execute()
  },

  /** Gives the running rows of a timer, its reminders included, the id that it has in a newer chart. */
  async rename(caseId: string, timerId: string, newTimerId: string): Promise<void> {
    await db
      .updateTable('deadline')
      .set({ timer_id: newTimerId })
      .where('case_id', '=', caseId)
      .where('timer_id', '=', timerId)
      .where('status', '=', 'running')
      .execute()
  },

  async park(id: string): Promise<void> {
    await db.updateTable('deadline').set({ status: 'parked' }).where('id', '=', id).execute()
  },

  /** Running rows that are due at `now`, in the order of their moments. */
  async due(
    now: string,
    { caseId, except = [], limit = 100 }: { caseId?: string; except?: readonly string[]; limit?: number } = {},
  ): Promise<DeadlineRow[]> {
    let query = db.selectFrom('deadline').selectAll().where('status', '=', 'running').where('due_at', '<=', now)
    if (caseId !== undefined) query = query.where('case_id', '=', caseId)
    if (except.length > 0) query = query.where('id', 'not in', except)
    return query.orderBy('due_at').orderBy('armed_revision').orderBy('id').limit(limit).execute()
  },

  async running(caseId: string): Promise<DeadlineRow[]> {
    return db
      .selectFrom('deadline')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('status', '=', 'running')
      .where('kind', '=', 'timer')
      .orderBy('due_at')
      .execute()
  },

  /** The newest period of a case under one of these keys that runs or has run out; undefined when none ever did. */
  async findLast(caseId: string, keys: readonly string[]): Promise<DeadlineRow | undefined> {
    return db
      .selectFrom('deadline')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('kind', '=', 'timer')
      .where('key', 'in', keys)
      .where('status', 'in', ['running', 'fired'])
      .orderBy('armed_revision', 'desc')
      .limit(1)
      .executeTakeFirst()
  },

  /** Every period that runs out after a moment, case by case. */
  async runningAfter(moment: string): Promise<DeadlineRow[]> {
    return db
      .selectFrom('deadline')
      .selectAll()
      .where('status', '=', 'running')
      .where('kind', '=', 'timer')
      .where('due_at', '>', moment)
      .orderBy('case_id')
      .orderBy('due_at')
      .orderBy('id')
      .execute()
  },

  async runningOf(caseIds: readonly string[]): Promise<DeadlineRow[]> {
    if (caseIds.length === 0) return []
    return db
      .selectFrom('deadline')
      .selectAll()
      .where('case_id', 'in', caseIds)
      .where('status', '=', 'running')
      .where('kind', '=', 'timer')
      .orderBy('due_at')
      .execute()
  },

  /** The next moment after `now` at which anything falls due, or undefined. */
  async nextDueAt(now: string): Promise<string | undefined> {
    const row = await db
      .selectFrom('deadline')
      .select('due_at')
      .where('status', '=', 'running')
      .where('due_at', '>', now)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst()
    return row?.due_at
  },
})
