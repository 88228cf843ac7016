import * as z from 'zod'
import { roleTitles } from '#app/view/labels'
import type { Role } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { PanelRole } from '#workflows/policy/score-sheet'
import { ok, refuse } from '#workflows/result'
import { issuesOf } from './input-words'
import { NewAccount } from './institution-register.server'
import type { Portal } from './portal.server'
import { hashPassword } from './sessions.server'

/** Roles that the system administrator gives; institutions register themselves. One account has one of them only. */
export const givenRoles = [
  'officer',
  'head',
  'evaluator',
  'authority',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const satisfies readonly Role[]

const ofAgency: readonly Role[] = ['officer', 'head', 'authority']
const emptyAsNull = (value: unknown) => (value === '' || value === undefined ? null : value)

const StaffAccount = z
  .strictObject({
    login: NewAccount.shape.login,
    password: NewAccount.shape.password,
    name: NewAccount.shape.ownName,
    email: NewAccount.shape.email,
    role: z.enum(givenRoles, { error: '请选择角色' }),
    agencyId: z.preprocess(emptyAsNull, z.string().max(6).nullable()),
    panelRole: z.preprocess(emptyAsNull, PanelRole.nullable()),
  })
  .superRefine(({ role, agencyId, panelRole }, context) => {
    const add = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (ofAgency.includes(role) && agencyId === null) add('agencyId', `${roleTitles[role]}须选择所属经办机构`)
    if (role === 'evaluator' && panelRole === null) add('panelRole', '评估小组成员须选择人员类别')
  })

/**
 * Makes an account for staff, an evaluator or an administrator.
 * @param form the posted fields, by name
 * @returns the new account's id, or the faults at their fields
 */
export async function createAccount(portal: Portal, form: unknown): Promise<Outcome<string>> {
  const parsed = StaffAccount.safeParse(form)
  if (!parsed.success) return refuse({ code: 'invalidInput', issues: issuesOf(parsed.error) })
  const { login, password, name, email, role, agencyId, panelRole } = parsed.data
  const agencies = await portal.read.institutions.agencies()
  if (agencyId !== null && !agencies.some(({ id }) => id === agencyId))
    return refuse({ code: 'invalidInput', issues: { agencyId: ['请从列表中选择经办机构'] } })
  if ((await portal.read.people.findByLogin(login)) !== undefined)
    return refuse({ code: 'invalidInput', issues: { login: ['这个登录账号已经有人使用，请换一个'] } })
  const id = portal.newId()
  const password_hash = await hashPassword(password)
  const account = { id, login, name, email, password_hash, agency_id: agencyId, created_at: portal.now() }
  const stored = await portal.unit.inTransaction((tx) =>
    tx.people.insert({ ...account, status: 'active', panel_role: role === 'evaluator' ? panelRole : null }, [role]),
  )
  return stored.ok ? ok(id) : stored
}
