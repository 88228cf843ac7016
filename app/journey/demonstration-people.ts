import type { Portal } from '#app/services/portal.server'
import { agencies } from '#workflows/domain/agencies'
import { demonstrationPassword, ensureAccount, ensureAgencyStaff } from './cast'

/** Everybody who is no institution: the administrators, and the staff, panel and department of every agency. */
export async function makePeople(portal: Portal): Promise<void> {
  for (const [login, name, role] of [
    ['system-admin', '系统管理员', 'systemAdmin'],
    ['security-admin', '安全管理员', 'securityAdmin'],
    ['audit-admin', '审计管理员', 'auditAdmin'],
  ] as const)
    await ensureAccount(portal, { login, name, roles: [role], agencyId: null }, demonstrationPassword)
  for (const agencyId of Object.keys(agencies)) await ensureAgencyStaff(portal, agencyId)
}
