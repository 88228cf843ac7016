import * as z from 'zod'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import { issuesOf } from '../input-words'
import { NewAccount, passwordIssues } from '../institution-register.server'
import type { Portal } from '../portal.server'
import { hashPassword, isPassword, type SignedIn } from '../sessions.server'
import { isOneTimeOver, oneTimeOver } from './one-time-days.server'

const ChangedPassword = z.object({
  currentPassword: z.string({ error: '请填写现在的密码' }).min(1, '请填写现在的密码').max(128, '密码不能超过128位'),
  password: NewAccount.shape.password,
  passwordAgain: NewAccount.shape.passwordAgain,
})

/** Changes one's own password; every session of the account ends, and a new one begins. */
export async function changePassword(portal: Portal, actor: Actor, form: Readonly<Record<string, unknown>>): Promise<Outcome<SignedIn>> {
  const account = await portal.read.people.find(actor.id)
  if (account === undefined) return refuse({ code: 'notFound' })
  const typed = ChangedPassword.safeParse({
    currentPassword: form.currentPassword,
    password: form.password,
    passwordAgain: form.passwordAgain,
  })
  const issues: Record<string, string[]> = {
    ...passwordIssues({ ...form, login: account.login }),
    ...(typed.success ? {} : issuesOf(typed.error)),
  }
  if (!typed.success || Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const { currentPassword, password } = typed.data
  if (!(await portal.limits.mayTry('signInByLogin', account.login)))
    return refuse({ code: 'invalidInput', issues: { currentPassword: ['尝试次数过多，请15分钟后再试'] } })
  if (!(await isPassword(account, currentPassword)))
    return refuse({ code: 'invalidInput', issues: { currentPassword: ['现在的密码不正确，请核对后重新填写'] } })
  if (await isOneTimeOver(portal.read, account, portal.now()))
    return refuse({ code: 'invalidInput', issues: { currentPassword: [oneTimeOver] } })
  if (password === currentPassword) return refuse({ code: 'invalidInput', issues: { password: ['新密码须与现在的密码不同'] } })
  const passwordHash = await hashPassword(password)
  const stored = await portal.unit.inTransaction((tx) => tx.people.setPassword(actor.id, passwordHash))
  if (!stored.ok) return stored
  await portal.limits.forget('signInByLogin', account.login)
  const signedIn = await portal.sessions.openFor(actor.id)
  return signedIn === undefined ? refuse({ code: 'notFound' }) : { ok: true, value: signedIn }
}
