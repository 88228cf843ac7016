import type { Kysely } from 'kysely'
import type { AccountTable, Schema, SessionTable } from '../schema'

export type Account = AccountTable & {
  roles: string[]
  institutions: { id: string; capacity: string }[]
  /** The password was given by somebody else and has to be replaced by one's own. */
  hasOneTimePassword: boolean
}

export type NewAccount = Omit<AccountTable, 'email'> & { email?: string | null }

/** Accounts, their roles, and sessions (stored under the SHA-256 of their random id). */
export const peopleRepository = (db: Kysely<Schema>) => {
  const complete = async (row: AccountTable): Promise<Account> => ({
    ...row,
    roles: (await db.selectFrom('account_role').select('role').where('account_id', '=', row.id).orderBy('role').execute()).map(
      (r) => r.role,
    ),
    institutions: (
      await db.selectFrom('institution_member').selectAll().where('account_id', '=', row.id).orderBy('institution_id').execute()
    ).map((member) => ({ id: member.institution_id, capacity: member.capacity })),
    hasOneTimePassword:
      (await db.selectFrom('one_time_password').select('account_id').where('account_id', '=', row.id).executeTakeFirst()) !== undefined,
  })
  return {
    async insert({ email = null, ...account }: NewAccount, roles: readonly string[]): Promise<void> {
      await db
        .insertInto('account')
        .values({ ...account, email })
        .execute()
      if (roles.length > 0)
        await db
          .insertInto('account_role')
          .values(roles.map((role) => ({ account_id: account.id, role })))
          .execute()
    },
    async find(id: string): Promise<Account | undefined> {
      const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
      return row && complete(row)
    },
    async findByLogin(login: string): Promise<Account | undefined> {
      const row = await db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst()
      return row && complete(row)
    },
    async list(filter: { agencyId?: string; role?: string } = {}): Promise<Account[]> {
      let query = db.selectFrom('account').selectAll()
      const { agencyId, role } = filter
      if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId)
      if (role !== undefined)
        query = query.where('id', 'in', (eb) => eb.selectFrom('account_role').select('account_id').where('role', '=', role))
      return Promise.all((await query.orderBy('login').execute()).map(complete))
    },
    async setStatus(id: string, status: 'active' | 'disabled'): Promise<void> {
      await db.updateTable('account').set({ status }).where('id', '=', id).execute()
      if (status === 'disabled') await db.deleteFrom('session').where('account_id', '=', id).execute()
    },
    async setEmail(id: string, email: string | null): Promise<void> {
      await db.updateTable('account').set({ email }).where('id', '=', id).execute()
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
