import * as z from 'zod'
import { rollBack } from '#db/unit-of-work'
import { Institution } from '#workflows/domain/institution'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import { hiddenCharacters, issuesOf } from './input-words'
import { OptionalEmail } from './mail/email-address'
import type { Portal } from './portal.server'
import { hashPassword, type SignedIn } from './sessions.server'

const loginMessage = '登录账号为4至40位小写字母、数字，可含点、横线、下划线，以字母或者数字开头；也可以用手机号码'
const shortestPassword = 12
const fewestCharacters = 4

/** The person who registers: the legal representative, or a handler whose authority goes with the materials. */
export const NewAccount = z.strictObject({
  login: z
    .string({ error: '请填写登录账号' })
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{3,39}$/, loginMessage),
  password: z
    .string({ error: '请填写密码' })
    .min(shortestPassword, `密码至少${shortestPassword}位，可以用一句好记的话`)
    .max(128, '密码不能超过128位'),
  passwordAgain: z.string({ error: '请再输入一次密码' }),
  ownName: z.string({ error: '请填写您的姓名' }).trim().min(2, '请填写您的姓名').max(40, '姓名不能超过40个字'),
  email: OptionalEmail,
  capacity: z.enum(['legalRepresentative', 'handler'], { error: '请选择您是法定代表人还是经办人' }),
  consent: z.literal('on', { error: '请阅读并勾选同意' }),
})

/** Faults between two fields; told together with the faults of single ones, so that nobody is sent back twice. */
export function passwordIssues({ login, password, passwordAgain }: Readonly<Record<string, unknown>>): Record<string, string[]> {
  if (typeof password !== 'string' || password === '') return {}
  const issues: Record<string, string[]> = {}
  const name = typeof login === 'string' ? login.trim().toLowerCase() : ''
  if (password.length >= shortestPassword && name !== '' && password.toLowerCase().includes(name))
    issues.password = ['密码不能包含登录账号，请换一个']
  if (password.length >= shortestPassword && new Set(password).size < fewestCharacters) issues.password = ['密码里不同的字符太少，请换一个']
  if (typeof passwordAgain === 'string' && password !== passwordAgain) issues.passwordAgain = ['两次输入的密码不一致，请重新输入']
  return issues
}

const takenLogin = '这个登录账号已经有人使用，请换一个'
const takenCode =
  '这个统一社会信用代码已经登记。请用原账号登录；下属的村卫生室、门店，由原账号登记执业地点，并可以为其添加经办人；不清楚由谁登记的，请联系受理的经办机构'

/**
 * Registers an institution with its first account and signs that person in: account, institution and membership come
 * into being together or not at all.
 * @param form the posted fields, by name
 */
export async function register(portal: Portal, form: Readonly<Record<string, unknown>>): Promise<Outcome<SignedIn>> {
  const { name, uscc, usccConfirmed, type, ...person } = form
  const institution = Institution.safeParse({ name, uscc, usccConfirmed: usccConfirmed === 'on', type })
  const account = NewAccount.safeParse(person)
  const issues: Record<string, string[]> = {
    ...(institution.success ? {} : issuesOf(institution.error)),
    ...passwordIssues(person),
    ...(account.success ? {} : issuesOf(account.error)),
    ...hiddenCharacters(form),
  }
  if (!institution.success || !account.success || Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const { login, password, ownName, email, capacity } = account.data
  const passwordHash = await hashPassword(password)
  const at = portal.now()
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const taken: Record<string, string[]> = {}
    if ((await tx.people.findByLogin(login)) !== undefined) taken.login = [takenLogin]
    if ((await tx.institutions.findByUscc(institution.data.uscc)) !== undefined) taken.uscc = [takenCode]
    if (Object.keys(taken).length > 0) rollBack({ code: 'invalidInput', issues: taken })
    const ids = { account: portal.newId(), institution: portal.newId() }
    await tx.people.insert(
      {
        id: ids.account,
        login,
        name: ownName,
        password_hash: passwordHash,
        status: 'active',
        agency_id: null,
        panel_role: null,
        email,
        created_at: at,
      },
      ['applicant'],
    )
    await tx.institutions.insert({
      id: ids.institution,
      uscc: institution.data.uscc,
      name: institution.data.name,
      institution_type: institution.data.type,
      insurance_type: institution.data.insuranceType,
      created_at: at,
    })
    await tx.members.register({ institutionId: ids.institution, accountId: ids.account, capacity, at })
    return ids.account
  })
  if (!outcome.ok) return outcome
  const signedIn = await portal.sessions.openFor(outcome.value)
  if (signedIn === undefined) throw new Error('the account that was just made is gone')
  return { ok: true, value: signedIn }
}
