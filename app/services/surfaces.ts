import type { Role } from '#workflows/access/authorise'

export type Surface = 'public' | 'institution' | 'desk' | 'field' | 'admin'

const surfaces = [
  { surface: 'desk', prefix: '/desk', roles: ['officer', 'head', 'authority'] },
  { surface: 'field', prefix: '/field', roles: ['evaluator'] },
  { surface: 'institution', prefix: '/my', roles: ['applicant'] },
  { surface: 'admin', prefix: '/admin', roles: ['systemAdmin', 'securityAdmin', 'auditAdmin'] },
] as const satisfies readonly { surface: Surface; prefix: string; roles: readonly Role[] }[]

/** The surface on which a person sees a page: that of the address when one of the person's roles fits, else the person's own. */
export function surfaceOf(roles: readonly Role[], pathname: string): Surface {
  const own = surfaces.filter((entry) => entry.roles.some((role) => roles.includes(role)))
  const asked = own.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`))
  return (asked ?? own[0])?.surface ?? 'public'
}
