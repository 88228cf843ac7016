import type { Kysely } from 'kysely'
import type { AccountTable, Schema, SessionTable } from '../schema'

export type Account = AccountTable & {
  roles: string[]
  institutions: { id: string; capacity: string }[]
  /** The password was given by somebody else and has to be replaced by one's own. */
  hasOneTimePassword: boolean
  /** Since when, and by whom given; null for somebody with a password of their own. */
  oneTimeSince: string | null
  oneTimeGivenBy: string | null
}

export type NewAccount = Omit<AccountTable, 'email' | 'mobile'> & { email?: string | null; mobile?: string | null }

/** Accounts, their roles, and sessions (stored under the SHA-256 of their random id). */
export const peopleRepository = (db: Kysely<Schema>) => {
  /** The same few queries for one account and for a thousand: facts of every command list accounts. */
  const complete = async (rows: readonly AccountTable[]): Promise<Account[]> => {
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return []
    const roles = await db.selectFrom('account_role').selectAll().where('account_id', 'in', ids).orderBy('role').execute()
    const members = await db.selectFrom('institution_member').selectAll().where('account_id', 'in', ids).orderBy('institution_id').execute()
    const given = await db.selectFrom('one_time_password').selectAll().where('account_id', 'in', ids).execute()
    return rows.map((row) => {
      const isOf = ({ account_id }: { account_id: string }) => account_id === row.id
      return {
        ...row,
        roles: roles.filter(isOf).map(({ role }) => role),
        institutions: members.filter(isOf).map(({ institution_id, capacity }) => ({ id: institution_id, capacity })),
        hasOneTimePassword: given.some(isOf),
        oneTimeSince: given.find(isOf)?.given_at ?? null,
        oneTimeGivenBy: given.find(isOf)?.given_by ?? null,
      }
    })
  }
  const completeOne = async (row: AccountTable | undefined): Promise<Account | undefined> =>
    row === undefined ? undefined : (await complete([row]))[0]
  return {
    async insert({ email = null, mobile = null, ...account }: NewAccount, roles: readonly string[]): Promise<void> {
      await db
        .insertInto('account')
        .values({ ...account, email, mobile })
        .execute()
      if (roles.length > 0)
        await db
          .insertInto('account_role')
          .values(roles.map((role) => ({ account_id: account.id, role })))
          .execute()
    },
    async find(id: string): Promise<Account | undefined> {
      return completeOne(await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst())
    },
    async findByLogin(login: string): Promise<Account | undefined> {
      return completeOne(await db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst())
    },
    async list(filter: { agencyId?: string; role?: string } = {}): Promise<Account[]> {
      let query = db.selectFrom('account').selectAll()
      const { agencyId, role } = filter
      if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId)
      if (role !== undefined)
        query = query.where('id', 'in', (eb) => eb.selectFrom('account_role').select('account_id').where('role', '=', role))
      return complete(await query.orderBy('login').execute())
    },
    async setStatus(id: string, status: 'active' | 'disabled'): Promise<void> {
      await db.updateTable('account').set({ status }).where('id', '=', id).execute()
      if (status === 'disabled') await db.deleteFrom('session').where('account_id', '=', id).execute()
    },
    async setEmail(id: string, email: string | null): Promise<void> {
      await db.updateTable('account').set({ email }).where('id', '=', id).execute()
    },
    async setMobile(id: string, mobile: string | null): Promise<void> {
      await db.updateTable('account').set({ mobile }).where('id', '=', id).execute()
    },
    async setPassword(id: string, passwordHash: string): Promise<void> {
      await db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', id).execute()
      await db.deleteFrom('one_time_password').where('account_id', '=', id).execute()
      await db.deleteFrom('session').where('account_id', '=', id).execute()
    },
    /** From now on the account can do nothing for an institution until its owner has chosen another password. */
    async markOneTimePassword(id: string, givenBy: string, at: string): Promise<void> {
      await db.insertInto('one_time_password').values({ account_id: id, given_by: givenBy, given_at: at }).execute()
    },
    async count(): Promise<number> {
      const row = await db
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .executeTakeFirstOrThrow()
      return Number(row.n)
    },

    async insertSession(session: SessionTable): Promise<void> {
      await db.insertInto('session').values(session).execute()
    },
    async findSession(idHash: string): Promise<SessionTable | undefined> {
      return db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
    },
    async touchSession(idHash: string, at: string): Promise<void> {
      await db.updateTable('session').set({ last_seen_at: at }).where('id_hash', '=', idHash).execute()
    },
    async deleteSession(idHash: string): Promise<void> {
      await db.deleteFrom('session').where('id_hash', '=', idHash).execute()
    },
    async deleteExpiredSessions(now: string): Promise<void> {
      await db.deleteFrom('session').where('expires_at', '<', now).execute()
    },
  }
}
