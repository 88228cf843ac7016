import { randomBytes, randomUUID } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { sha256 } from '#db/canonical-json'
import type { Account } from '#db/repositories/people'
import type { UnitOfWork } from '#db/unit-of-work'
import { type Actor, type Role, roles } from '#workflows/access/authorise'
import { addMinutes, type Instant, instant } from '#workflows/calendar/plain-date'
import { ok, type Result, refuse } from '#workflows/result'
import { isOneTimeOver, oneTimeOver } from './people/one-time-days.server'
import type { TryLimits } from './tries.server'

/** Argon2id at OWASP's first choice; about 80 ms a guess on a small server. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
// Compared when the login is unknown, so that an answer takes as long as for a known one.
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$W0nzNnIYx4PTAcGSWDoBYtCNsy1i22qc0LxzEAvmPYk'

const minutes = {
  staff: { idle: 15, absolute: 12 * 60 },
  applicant: { idle: 30, absolute: 24 * 60 },
}

const keptFormMinutes = 24 * 60

export type SignInRefusal = { code: 'wrongLogin' | 'tooMany' | 'oneTimeOver'; message: string }
export type SignedIn = { sessionId: string; actor: Actor }

/** Hashes a password for storage. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Whether a typed password is that of an account. */
export const isPassword = ({ password_hash }: Pick<Account, 'password_hash'>, password: string): Promise<boolean> =>
  verify(password_hash, password).catch(() => false)

export function actorOf(account: Account): Actor {
  return {
    id: account.id,
    name: account.name,
    roles: account.roles.filter((role): role is Role => (roles as readonly string[]).includes(role)),
    agencyId: account.agency_id,
    // Whoever gave the password knows it: nothing of an institution opens before its owner has chosen another.
    institutionIds: account.hasOneTimePassword ? [] : account.institutions.map((membership) => membership.id),
  }
}

const limitsOf = (actor: Actor) => (actor.roles.includes('applicant') ? minutes.applicant : minutes.staff)

/**
 * Sign-in, sessions and their end. A session is a random 256-bit id in a cookie; the database knows only its SHA-256.
 * `realNow` is the wall clock: moving the demonstration's time must not end or prolong a session. `now` is the time that
 * everything else goes by, the days of a password for one use among it.
 */
export function sessionService(unit: UnitOfWork, { realNow, now: portalNow }: Record<'realNow' | 'now', () => Instant>, limits: TryLimits) {
  const open = async (account: Account): Promise<SignedIn> => {
    const sessionId = randomBytes(32).toString('base64url')
    const now = realNow()
    const actor = actorOf(account)
    await unit.inTransaction(async (tx) => {
      await tx.people.deleteExpiredSessions(now)
      await tx.people.insertSession({
        id_hash: sha256(sessionId),
        account_id: account.id,
        created_at: now,
        last_seen_at: now,
        expires_at: addMinutes(now, limitsOf(actor).absolute),
      })
    })
    return { sessionId, actor }
  }

  return {
    async signIn(login: string, password: string, address: string): Promise<Result<SignedIn, SignInRefusal>> {
      const mayTry = [await limits.mayTry('signInByLogin', login), await limits.mayTry('signInByAddress', address)]
      if (mayTry.includes(false)) return refuse({ code: 'tooMany', message: '尝试次数过多，请15分钟后再试' })
      const account = await unit.read.people.findByLogin(login)
      const right = await verify(account?.password_hash ?? nobodysHash, password).catch(() => false)
      if (account === undefined || !right || account.status !== 'active')
        return refuse({ code: 'wrongLogin', message: '账号或者密码不正确，请核对后重新输入' })
      if (await isOneTimeOver(unit.read, account, portalNow())) return refuse({ code: 'oneTimeOver', message: oneTimeOver })
      await limits.forget('signInByLogin', login)
      return ok(await open(account))
    },

    /** Demonstration only: the caller has checked the mode. */
    async signInAs(login: string): Promise<SignedIn | undefined> {
      const account = await unit.read.people.findByLogin(login)
      return account && open(account)
    },

    /** Starts a session for an account that has just been made. */
    async openFor(accountId: string): Promise<SignedIn | undefined> {
      const account = await unit.read.people.find(accountId)
      return account && open(account)
    },

    async findActor(sessionId: string | undefined): Promise<Actor | undefined> {
      if (sessionId === undefined) return undefined
      const idHash = sha256(sessionId)
      const session = await unit.read.people.findSession(idHash)
      if (session === undefined) return undefined
      const account = await unit.read.people.find(session.account_id)
      if (account === undefined || account.status !== 'active') return undefined
      const actor = actorOf(account)
      const now = realNow()
      const idleUntil = addMinutes(instant(session.last_seen_at), limitsOf(actor).idle)
      if (now >= session.expires_at || now >= idleUntil) return undefined
      // Once a minute is enough to know that somebody is there.
      if (now >= addMinutes(instant(session.last_seen_at), 1)) await unit.inTransaction((tx) => tx.people.touchSession(idHash, now))
      return actor
    },

    /** Whether there is or was such a session, though it may have run out: only then something is kept for its owner. */
    async isKnown(sessionId: string | undefined): Promise<boolean> {
      return sessionId !== undefined && (await unit.read.people.findSession(sha256(sessionId))) !== undefined
    },

    /**
     * Keeps what was typed when a form arrives after its session has ended by itself, so that signing in again brings it
     * back. Only for somebody whose session we know.
     * @returns the id under which its owner finds it again, or undefined when there is nobody to keep it for
     */
    async holdForm(sessionId: string | undefined, form: { action: string; fields: [string, string][] }): Promise<string | undefined> {
      const former = sessionId === undefined ? undefined : await unit.read.people.findSession(sha256(sessionId))
      if (former === undefined) return undefined
      const id = randomUUID()
      const now = realNow()
      const forgetBefore = addMinutes(now, -keptFormMinutes)
      await unit.inTransaction((tx) => tx.drafts.holdForm({ id, account_id: former.account_id, created_at: now, ...form }, forgetBefore))
      return id
    },

    /** The form kept for this account, or undefined. */
    async findHeldForm(id: string, accountId: string) {
      const held = await unit.read.drafts.findHeldForm(id)
      return held?.account_id === accountId ? held : undefined
    },

    async signOut(sessionId: string | undefined): Promise<void> {
      if (sessionId !== undefined) await unit.inTransaction((tx) => tx.people.deleteSession(sha256(sessionId)))
    },
  }
}
export type SessionService = ReturnType<typeof sessionService>
