import { roleTitles } from '#app/view/labels'
import type { Account } from '#db/repositories/people'
import type { Role } from '#workflows/access/authorise'
import type { Portal } from './portal.server'
import { actorOf } from './sessions.server'

export type DemoAccount = { login: string; name: string; belongsTo: string }
export type DemoAccountGroup = { role: string; accounts: DemoAccount[] }

const shownRoles = [
  'applicant',
  'officer',
  'head',
  'evaluator',
  'authority',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const satisfies readonly Role[]

/** Everybody who can be tried in the demonstration, by role; each account once, under its first role. None in production. */
export async function demoAccounts({ mode, read }: Pick<Portal, 'mode' | 'read'>): Promise<DemoAccountGroup[]> {
  if (mode !== 'demo') return []
  const agencies = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  const accounts = (await read.people.list()).filter((account) => account.status === 'active')
  const firstRole = (account: Account) => shownRoles.find((role) => actorOf(account).roles.includes(role))
  const shown = async (account: Account): Promise<DemoAccount> => ({
    login: account.login,
    name: account.name,
    belongsTo: account.agency_id === null ? await institutionsOf(read, account) : (agencies.get(account.agency_id) ?? ''),
  })
  const groups = await Promise.all(
    shownRoles.map(async (role) => ({
      role: roleTitles[role],
      accounts: await Promise.all(accounts.filter((account) => firstRole(account) === role).map(shown)),
    })),
  )
  return groups.filter((group) => group.accounts.length > 0)
}

async function institutionsOf(read: Portal['read'], { institutions }: Account): Promise<string> {
  const found = await Promise.all(institutions.map(({ id }) => read.institutions.find(id)))
  return found.flatMap((institution) => (institution === undefined ? [] : [institution.name])).join('、')
}
