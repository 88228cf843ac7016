import { demonstrationPassword, ensureAccount } from '#app/journey/cast'
import { setAccountStatus } from '#app/services/admin.server'
import type { Portal } from '#app/services/portal.server'
import { PlainBrowser } from '#test/setup/http'
import type { Role } from '#workflows/access/authorise'

/** Everybody who may come to an address, by login; the cases of the world belong to the clinic in 东营区 (370502). */
export const logins = {
  /** Not signed in. */
  nobody: null,
  /** Signed in before the account was disabled: comes with the old cookie. */
  disabled: 'former-370502',
  ownApplicant: 'clinic',
  otherApplicant: 'pharmacy',
  officer: 'officer-370502',
  otherOfficer: 'officer-370522',
  cityOfficer: 'officer-370500',
  head: 'head-370502',
  otherHead: 'head-370522',
  cityHead: 'head-370500',
  /** On the panel: has declared that nothing stands in the way, has declared a conflict, has not declared yet. */
  clearedMember: 'staff-370502',
  conflictedMember: 'clinical-370502',
  waitingMember: 'manager-370502',
  otherEvaluator: 'staff-370522',
  authority: 'authority-370502',
  otherAuthority: 'authority-370522',
  cityAuthority: 'authority-370500',
  systemAdmin: 'system-admin',
  securityAdmin: 'security-admin',
  auditAdmin: 'audit-admin',
} as const satisfies Record<string, string | null>
export type Viewer = keyof typeof logins
export const viewers = Object.keys(logins) as Viewer[]

// Groups in which the rows of the table speak.
export const outsiders = ['nobody', 'disabled'] as const satisfies Viewer[]
export const applicants = ['ownApplicant', 'otherApplicant'] as const satisfies Viewer[]
export const officers = ['officer', 'otherOfficer', 'cityOfficer'] as const satisfies Viewer[]
export const heads = ['head', 'otherHead', 'cityHead'] as const satisfies Viewer[]
export const authorities = ['authority', 'otherAuthority', 'cityAuthority'] as const satisfies Viewer[]
export const members = ['clearedMember', 'conflictedMember', 'waitingMember'] as const satisfies Viewer[]
export const evaluators = [...members, 'otherEvaluator'] as const satisfies Viewer[]
export const admins = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const satisfies Viewer[]
/** Those who may know a case of 东营区 whatever its stage (第四条、第二十四条); the panel of its round comes on top. */
export const handling = ['officer', 'head', 'authority'] as const satisfies Viewer[]
export const city = ['cityOfficer', 'cityHead', 'cityAuthority'] as const satisfies Viewer[]
export const otherCounty = ['otherOfficer', 'otherHead', 'otherAuthority'] as const satisfies Viewer[]

/** The people whom the cast of the core lacks. */
export async function ensureViewers(portal: Portal): Promise<void> {
  const make = (login: string, name: string, role: Role, agencyId: string | null) =>
    ensureAccount(portal, { login, name, roles: [role], agencyId }, demonstrationPassword)
  for (const agencyId of ['370502', '370522', '370500']) await make(`authority-${agencyId}`, `医保局${agencyId}`, 'authority', agencyId)
  await make(logins.disabled, '离岗人员', 'officer', '370502')
  await make('system-admin', '系统甲', 'systemAdmin', null)
  await make('security-admin', '安全乙', 'securityAdmin', null)
  await make('audit-admin', '审计丙', 'auditAdmin', null)
}

export type Visitors = Record<Viewer, PlainBrowser>

/** A browser for each viewer, signed in and with a form token of that session. */
export async function signInAll(portal: Portal, origin: string): Promise<Visitors> {
  const disabled = `account-${logins.disabled}`
  // Enabled again for a moment: signing in is how the cookie was come by.
  await portal.unit.inTransaction((tx) => tx.people.setStatus(disabled, 'active'))
  const visitors: Partial<Visitors> = {}
  for (const viewer of viewers) visitors[viewer] = await visit(origin, logins[viewer])
  const admin = await portal.read.people.findByLogin(logins.securityAdmin)
  if (admin === undefined) throw new Error('no security administrator')
  await setAccountStatus(portal, { id: admin.id, name: '', roles: [], agencyId: null, institutionIds: [] }, disabled, 'disabled')
  return visitors as Visitors
}

async function visit(origin: string, login: string | null): Promise<PlainBrowser> {
  const browser = new PlainBrowser(origin)
  await browser.get('/sign-in')
  if (login === null) return browser
  const { status } = await browser.post('/demo/sign-in', { login })
  if (status !== 303) throw new Error(`${login} could not sign in: ${status}`)
  const before = browser.token
  await browser.get('/can-i-apply')
  if (browser.token === before) throw new Error(`${login} got no form token`)
  return browser
}
