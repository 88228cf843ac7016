import * as z from 'zod'
import type { UploadedBytes } from '#app/http/upload.server'
import type { Account } from '#db/repositories/people'
import { type Repositories, rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { AuthorityScope } from '#workflows/access/authority'
import { dateOf, formatDate, PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { submittedFileName } from '../case/file-name'
import { hiddenCharacters, issuesOf, readFields } from '../input-words'
import { NewAccount } from '../institution-register.server'
import type { Portal } from '../portal.server'
import { hashPassword } from '../sessions.server'
import { mayGiveLetter, type PeopleView, peopleOf } from './members.server'
import { isOneTimeOver, lastOneTimeDay } from './one-time-days.server'
import { giveAnotherPassword, newOneTimePassword } from './one-time-password.server'

type Fields = Readonly<Record<string, unknown>>
type Asked = { readonly actor: Actor; readonly institutionId: string }

const forbidden = refuse({ code: 'forbidden', rule: 'legalRepresentative' } as const)
const noLetter = '请上传法定代表人签字并加盖公章的授权委托书'

const LetterTerms = z.object({
  scope: AuthorityScope,
  validUntil: PlainDate,
})

/** A letter's terms as the form names them, with the file; faults at their fields. */
function judgeLetter(portal: Portal, form: Fields, file: UploadedBytes | undefined) {
  const terms = LetterTerms.safeParse({ scope: form.scope, validUntil: form.validUntil })
  const issues: Record<string, string[]> = terms.success ? {} : issuesOf(terms.error)
  if (issues.validUntil !== undefined) issues.validUntil = ['请填写授权委托书写明的最后一天']
  const today = dateOf(portal.now())
  if (terms.success && terms.data.validUntil < today) issues.validUntil = [`授权须在有效期内，不能早于今天（${formatDate(today)}）`]
  if (file === undefined) issues.letter = [noLetter]
  return { terms: terms.data, issues }
}

const NewMember = z.object({ how: z.enum(['existing', 'new'], { error: '请选择有没有账号' }), login: NewAccount.shape.login })

export type Added = {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly password: string | null
  /** The last day on which the password may be used. */
  readonly lastDay: PlainDate
}

/**
 * Adds a handler with a letter of authority, or, where there is none, the legal representative.
 * @param form the posted fields: how, login, ownName, and for a handler scope and validUntil
 * @returns the new member; the one-time password when an account was made, which is stored nowhere in clear
 */
export async function addMember(portal: Portal, asked: Asked, form: Fields, file: UploadedBytes | undefined): Promise<Outcome<Added>> {
  const { actor, institutionId } = asked
  const view = await peopleOf(portal, actor, institutionId)
  if (!view.mayManage && !view.mayBringLegalRepresentative) return forbidden
  const isHandler = view.mayManage
  const wanted = NewMember.safeParse({ how: form.how, login: form.login })
  const letter = isHandler ? judgeLetter(portal, form, file) : { terms: undefined, issues: {} }
  const isNew = wanted.data?.how === 'new'
  const name = isNew ? NewAccount.shape.ownName.safeParse(form.ownName) : undefined
  const issues: Record<string, string[]> = {
    ...(wanted.success ? {} : issuesOf(wanted.error)),
    ...(name?.success === false ? { ownName: name.error.issues.map(({ message }) => message) } : {}),
    ...letter.issues,
    ...hiddenCharacters({ ownName: form.ownName, login: form.login }),
  }
  if (!wanted.success || Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const { login } = wanted.data
  const password = isNew ? newOneTimePassword() : null
  const passwordHash = password === null ? '' : await hashPassword(password)
  return portal.unit.inTransaction(async (tx) => {
    const account = isNew
      ? await makeAccount(tx, { portal, actor, login, name: name?.data ?? '', passwordHash })
      : await knownAccount(tx, login, institutionId)
    await tx.members.add({ institutionId, accountId: account.id }, isHandler ? 'handler' : 'legalRepresentative')
    if (letter.terms !== undefined && file !== undefined)
      await storeLetter(tx, { portal, actor, institutionId, accountId: account.id, terms: letter.terms, file })
    return { accountId: account.id, login, name: account.name, password, lastDay: await lastOneTimeDay(tx, portal.now()) }
  })
}

const FirstAccount = z.object({ login: NewAccount.shape.login, ownName: NewAccount.shape.ownName })

/**
 * Gives an institution that has no account yet its first one, at the window: the officer has seen the legal
 * representative's identity card. Never a second one: whoever has an account brings others in. An account that nobody has
 * used while its first password held gets another one, under the same login.
 * @param form the posted fields: login, ownName
 */
export async function openFirstAccount(portal: Portal, { actor, institutionId }: Asked, form: Fields): Promise<Outcome<Added>> {
  const wanted = readFields(FirstAccount, { login: form.login, ownName: form.ownName })
  if (!wanted.ok) return wanted
  const { login, ownName } = wanted.value
  const unused = await unusedAccounts(portal, institutionId)
  if (unused.length > 0) {
    const known = unused.find((account) => account.login === login)
    if (known === undefined)
      return refuse({ code: 'invalidInput', issues: { login: [`账号还没有启用过，请填写原来的登录账号：${unused[0]?.login}`] } })
    const given = await giveAnotherPassword(portal, { actor, accountId: known.id, mayManage: true })
    return given.ok ? ok({ accountId: known.id, ...given.value }) : given
  }
  const password = newOneTimePassword()
  const passwordHash = await hashPassword(password)
  return portal.unit.inTransaction(async (tx) => {
    if ((await tx.members.ofInstitution(institutionId)).length > 0) return badLogin('这个单位已有账号，由原账号添加人员')
    const account = await makeAccount(tx, { portal, actor, login, name: ownName, passwordHash })
    await tx.members.add({ institutionId, accountId: account.id }, 'legalRepresentative')
    return { accountId: account.id, login, name: account.name, password, lastDay: await lastOneTimeDay(tx, portal.now()) }
  })
}

/** The accounts of an institution that none of its people can use any more: their first passwords are over. */
export async function unusedAccounts({ read, now }: Pick<Portal, 'read' | 'now'>, institutionId: string): Promise<Account[]> {
  const members = await read.members.ofInstitution(institutionId)
  const accounts = (await Promise.all(members.map(({ account_id }) => read.people.find(account_id)))).filter((one) => one !== undefined)
  for (const account of accounts) if (!(await isOneTimeOver(read, account, now()))) return []
  return accounts
}

const badLogin = (message: string): never => rollBack({ code: 'invalidInput', issues: { login: [message] } })

async function knownAccount(tx: Repositories, login: string, institutionId: string): Promise<{ id: string; name: string }> {
  const account = await tx.people.findByLogin(login)
  const isUsable = account?.status === 'active' && account.roles.includes('applicant')
  if (account === undefined || !isUsable) return badLogin('没有这个单位账号，请核对；还没有账号的，选“没有账号，现在建立”')
  if ((await tx.members.find({ institutionId, accountId: account.id })) !== undefined) return badLogin('这个账号已经属于本单位')
  return account
}

type MadeAccount = { portal: Portal; actor: Actor; login: string; name: string; passwordHash: string }

async function makeAccount(tx: Repositories, { portal, actor, login, name, passwordHash }: MadeAccount) {
  if ((await tx.people.findByLogin(login)) !== undefined) return badLogin('这个登录账号已经有人使用，请换一个；是本人的，选“已有账号”')
  const account = { id: portal.newId(), login, name, password_hash: passwordHash, created_at: portal.now() }
  await tx.people.insert({ ...account, status: 'active', agency_id: null, panel_role: null }, ['applicant'])
  await tx.people.markOneTimePassword(account.id, actor.id, portal.now())
  return account
}

type StoredLetter = Asked & { portal: Portal; accountId: string; terms: z.output<typeof LetterTerms>; file: UploadedBytes }

async function storeLetter(tx: Repositories, { portal, actor, institutionId, accountId, terms, file }: StoredLetter): Promise<void> {
  const at = portal.now()
  await tx.members.giveLetter({
    id: portal.newId(),
    institution_id: institutionId,
    account_id: accountId,
    scope: terms.scope,
    valid_until: terms.validUntil,
    digest: await tx.files.put(file.bytes, file.mediaType, at),
    file_name: submittedFileName(file.name),
    given_by: actor.id,
    given_at: at,
  })
}

type OfPerson = Asked & { readonly accountId: string }

/** Stores a new letter of a handler in the place of the former one. */
export async function renewLetter(portal: Portal, asked: OfPerson, form: Fields, file: UploadedBytes | undefined): Promise<Outcome<null>> {
  const view = await peopleOf(portal, asked.actor, asked.institutionId)
  if (!mayGiveLetter(view, asked.actor, asked.accountId)) return forbidden
  const { terms, issues } = judgeLetter(portal, form, file)
  if (terms === undefined || file === undefined || Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const stored = await portal.unit.inTransaction((tx) => storeLetter(tx, { portal, ...asked, terms, file }))
  return stored.ok ? ok(null) : stored
}

const Ending = z.object({
  reason: z.string({ error: '请写明原因' }).trim().min(2, '请写明原因').max(200, '不能超过200个字，请删减'),
  successorId: z.string().max(64).default(''),
})

/**
 * Ends the authority of a handler at once, their sessions too. Drafts and cases belong to the institution: whoever takes over
 * finds them as they were left.
 */
export async function endAuthority(portal: Portal, asked: OfPerson, form: Fields): Promise<Outcome<null>> {
  const { actor, institutionId, accountId } = asked
  const view = await peopleOf(portal, actor, institutionId)
  const isHandler = view.people.some((person) => person.accountId === accountId && person.capacity === 'handler')
  if (!view.mayManage || !isHandler) return forbidden
  const ending = readFields(Ending, { reason: form.reason, successorId: form.successorId }, { reason: form.reason })
  if (!ending.ok) return ending
  const { reason, successorId } = ending.value
  if (successorId !== '' && !successors(view, accountId).some((person) => person.accountId === successorId))
    return refuse({ code: 'invalidInput', issues: { successorId: ['请从列表中选择接手的人'] } })
  const end = { institutionId, accountId, at: portal.now(), by: actor.id, reason, successorId: successorId === '' ? null : successorId }
  const ended = await portal.unit.inTransaction((tx) => tx.members.end(end))
  return ended.ok ? ok(null) : ended
}

/** Who may take over the work of a member. */
export const successors = ({ people }: PeopleView, accountId: string) =>
  people.filter((person) => person.accountId !== accountId && person.standing === 'acts')
