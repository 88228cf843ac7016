import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { CaseFileTable, NotificationTable, Schema } from '../schema'
import { contains } from './contains'

/** A case as a worklist shows it, without its snapshot. */
export type DeskCase = Pick<
  CaseFileTable,
  'id' | 'machine' | 'stage' | 'title' | 'revision' | 'status' | 'agency_id' | 'parent_id' | 'opened_at'
> & { tags: string[]; holderId: string | null; holder: string | null }

/** What a worklist asks for; every condition that is given must hold. Dates are `YYYY-MM-DD`, both inclusive. */
export type DeskFilter = {
  agencyId: string
  ids?: readonly string[]
  isActive?: boolean
  /**
   * It is the turn of one of these tags; of a case that an officer holds, it is that officer's turn only. A head also has
   * every report of fraud that nobody has verified, but the own (第十条（三）).
   */
  turnOf?: { tags: readonly ('officer' | 'head')[]; accountId: string }
  tag?: 'officer' | 'institution' | 'overdue'
  holder?: { accountId: string } | 'nobody'
  /** The next period, of an application without one of its own that of its round, ends on a day from … to …. */
  dueFrom?: string
  dueUntil?: string
  hasOpenSuspicion?: boolean
  /** Late, or a reminder about it went up to a head and is not settled. */
  hasClimbed?: boolean
  machine?: string
  /** Beginning of a leaf of the stage in any region. */
  stage?: string
  /** Part of a name, code, id or number. */
  search?: string
}

type Joined = ExpressionBuilder<Schema, 'case_file'>

const nextOf = (eb: Joined, of: 'case_file.id' | 'case_file.parent_id', column: 'due_on' | 'due_at') =>
  eb
    .selectFrom('deadline')
    .select((e) => e.fn.min(`deadline.${column}`).as('next'))
    .whereRef('deadline.case_id', '=', of)
    .where('deadline.status', '=', 'running')
    .where('deadline.kind', '=', 'timer')

/** The end of the next period, or null. */
const nextDue = (eb: Joined, column: 'due_on' | 'due_at') =>
  eb
    .case()
    .when(eb.and([eb('case_file.machine', '=', 'application'), eb('case_file.stage', '!=', 'signed')]))
    .then(eb.fn.coalesce(nextOf(eb, 'case_file.id', column), nextOf(eb, 'case_file.parent_id', column)))
    .else(nextOf(eb, 'case_file.id', column))
    .end()

const isLate = (eb: Joined) => eb('case_file.tags', 'like', '% overdue %')

const holderOf = (eb: Joined) =>
  eb
    .selectFrom('case_holder')
    .select('case_holder.account_id')
    .whereRef('case_holder.case_id', '=', 'case_file.id')
    .whereRef('case_holder.agency_id', '=', 'case_file.agency_id')

const climbs: readonly NotificationTable['audience'][] = ['windowHead', 'agencyHead']

/** A report of fraud moves no state: that it waits is known from its notice. */
const hasReportFor = (eb: Joined, accountId: string) =>
  eb.and([
    eb.exists(
      eb
        .selectFrom('notification')
        .select('notification.id')
        .whereRef('notification.case_id', '=', 'case_file.id')
        .whereRef('notification.agency_id', '=', 'case_file.agency_id')
        .where('notification.about', '=', 'fraudReported')
        .where('notification.settled_at', 'is', null),
    ),
    eb(
      eb
        .selectFrom('case_event')
        .select('case_event.actor_id')
        .whereRef('case_event.case_id', '=', 'case_file.id')
        .where('case_event.command', '=', 'reportFraud')
        .orderBy('case_event.revision', 'desc')
        .limit(1),
      '!=',
      accountId,
    ),
  ])

const conditions = (filter: DeskFilter) => (eb: Joined) => {
  const all = [eb('case_file.agency_id', '=', filter.agencyId)]
  const { turnOf, tag, holder, dueFrom, dueUntil, machine, stage, search } = filter
  if (filter.ids !== undefined) all.push(filter.ids.length === 0 ? eb.lit(false) : eb('case_file.id', 'in', filter.ids))
  if (filter.isActive === true) all.push(eb('case_file.status', '=', 'active'))
  if (turnOf !== undefined) {
    const mine = eb.or([eb.not(eb.exists(holderOf(eb))), eb.exists(holderOf(eb).where('case_holder.account_id', '=', turnOf.accountId))])
    const turns = turnOf.tags.map((one) => {
      const isTurn = eb('case_file.tags', 'like', `% ${one} %`)
      return one === 'officer' ? eb.and([isTurn, mine]) : isTurn
    })
    all.push(eb.or([...turns, ...(turnOf.tags.includes('head') ? [hasReportFor(eb, turnOf.accountId)] : [])]))
  }
  if (tag !== undefined) all.push(eb('case_file.tags', 'like', `% ${tag} %`))
  if (holder === 'nobody') all.push(eb.not(eb.exists(holderOf(eb))))
  else if (holder !== undefined) all.push(eb.exists(holderOf(eb).where('case_holder.account_id', '=', holder.accountId)))
  if (dueFrom !== undefined) all.push(eb(nextDue(eb, 'due_on'), '>=', dueFrom))
  if (dueUntil !== undefined) all.push(eb(nextDue(eb, 'due_on'), '<=', dueUntil))
  if (filter.hasOpenSuspicion === true)
    all.push(
      eb.exists(
        eb
          .selectFrom('case_note')
          .leftJoin('case_note_closing', 'case_note_closing.note_id', 'case_note.id')
          .select('case_note.id')
          .whereRef('case_note.case_id', '=', 'case_file.id')
          .where('case_note.is_suspicion', '=', 1)
          .where('case_note_closing.note_id', 'is', null),
      ),
    )
  if (filter.hasClimbed === true)
    all.push(
      eb.or([
        isLate(eb),
        eb.exists(
          eb
            .selectFrom('notification')
            .select('notification.id')
            .whereRef('notification.case_id', '=', 'case_file.id')
            .whereRef('notification.agency_id', '=', 'case_file.agency_id')
            .where('notification.kind', '=', 'reminder')
            .where('notification.audience', 'in', climbs)
            .where('notification.settled_at', 'is', null),
        ),
      ]),
    )
  if (machine !== undefined) all.push(eb('case_file.machine', '=', machine))
  if (stage !== undefined) all.push(eb.or([eb('case_file.stage', 'like', `${stage}%`), eb('case_file.stage', 'like', `% ${stage}%`)]))
  if (search !== undefined) all.push(eb.or(found(eb, search)))
  return eb.and(all)
}

const found = (eb: Joined, search: string) => [
  contains('case_file.id', search),
  contains('case_file.title', search),
  eb.exists(
    eb
      .selectFrom('institution')
      .select('institution.id')
      .whereRef('institution.id', '=', 'case_file.institution_id')
      .where((e) => e.or([contains('institution.name', search), contains('institution.uscc', search)])),
  ),
  eb.exists(
    eb
      .selectFrom('practice_site')
      .select('practice_site.id')
      .whereRef('practice_site.id', '=', 'case_file.site_id')
      .where(contains('practice_site.name', search)),
  ),
  eb.exists(
    eb
      .selectFrom('document')
      .select('document.id')
      .whereRef('document.case_id', '=', 'case_file.id')
      .where(contains('document.number', search)),
  ),
]

/** The worklists of an agency, filtered, counted and paged in the database. */
export const deskCaseRepository = (db: Kysely<Schema>) => ({
  async count(filter: DeskFilter): Promise<number> {
    const row = await db
      .selectFrom('case_file')
      .select((eb) => eb.fn.countAll<number | string>().as('n'))
      .where(conditions(filter))
      .executeTakeFirstOrThrow()
    return Number(row.n)
  },

  /** What is late before everything, then the earliest date; what has no date at the end. */
  async list(filter: DeskFilter, { limit, offset = 0 }: { limit: number; offset?: number }): Promise<DeskCase[]> {
    const rows = await db
      .selectFrom('case_file')
      .leftJoin('case_holder', (join) =>
        join.onRef('case_holder.case_id', '=', 'case_file.id').onRef('case_holder.agency_id', '=', 'case_file.agency_id'),
      )
      .leftJoin('account', 'account.id', 'case_holder.account_id')
      .select([
        'case_file.id',
        'case_file.machine',
        'case_file.stage',
        'case_file.tags',
        'case_file.title',
        'case_file.revision',
        'case_file.status',
        'case_file.agency_id',
        'case_file.parent_id',
        'case_file.opened_at',
        'case_holder.account_id as holderId',
        'account.name as holder',
      ])
      .where(conditions(filter))
      .orderBy((eb) => eb.case().when(isLate(eb)).then(0).else(1).end())
      .orderBy((eb) => eb.fn.coalesce(nextDue(eb, 'due_at'), sql<string>`'9999'`))
      .orderBy('case_file.opened_at')
      .orderBy('case_file.id')
      .limit(limit)
      .offset(offset)
      .execute()
    return rows.map((row) => ({ ...row, tags: row.tags.split(' ').filter((tag) => tag !== '') }))
  },

  /** To which heads open reminders about these cases have gone up. */
  async climbed(caseIds: readonly string[]): Promise<Pick<NotificationTable, 'case_id' | 'audience'>[]> {
    if (caseIds.length === 0) return []
    return db
      .selectFrom('notification')
      .innerJoin('case_file', (join) =>
        join.onRef('case_file.id', '=', 'notification.case_id').onRef('case_file.agency_id', '=', 'notification.agency_id'),
      )
      .select(['notification.case_id', 'notification.audience'])
      .distinct()
      .where('notification.case_id', 'in', caseIds)
      .where('notification.kind', '=', 'reminder')
      .where('notification.audience', 'in', climbs)
      .where('notification.settled_at', 'is', null)
      .execute()
  },
})
