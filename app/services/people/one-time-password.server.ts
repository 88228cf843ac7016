import { randomInt } from 'node:crypto'
import type { Actor } from '#workflows/access/authorise'
import type { PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import type { Portal } from '../portal.server'
import { hashPassword } from '../sessions.server'
import { lastOneTimeDay } from './one-time-days.server'

const lettersAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password for one use, 20 characters that cannot be taken for one another. */
export const newOneTimePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => lettersAlphabet[randomInt(lettersAlphabet.length)]).join('')).join('-')

type Given = { login: string; name: string; password: string; lastDay: PlainDate }

/**
 * Gives a member of an institution another password for one use in place of one that was never used. Whoever has chosen a
 * password of their own keeps it.
 * @returns the password, which is stored nowhere in clear; `forbidden` for all but the legal representative and whoever gave the first one
 */
export async function giveAnotherPassword(
  { read, unit, now }: Pick<Portal, 'read' | 'unit' | 'now'>,
  { actor, accountId, mayManage }: { actor: Actor; accountId: string; mayManage: boolean },
): Promise<Outcome<Given>> {
  const account = await read.people.find(accountId)
  if (account === undefined || account.oneTimeSince === null) return refuse({ code: 'notFound' })
  if (!mayManage && account.oneTimeGivenBy !== actor.id) return refuse({ code: 'forbidden', rule: 'legalRepresentative' })
  const password = newOneTimePassword()
  const passwordHash = await hashPassword(password)
  const at = now()
  return unit.inTransaction(async (tx) => {
    await tx.people.setPassword(account.id, passwordHash)
    await tx.people.markOneTimePassword(account.id, actor.id, at)
    return { login: account.login, name: account.name, password, lastDay: await lastOneTimeDay(tx, at) }
  })
}
