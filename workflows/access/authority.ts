import { z } from 'zod'
import type { PlainDate } from '#workflows/calendar/plain-date'

/** What a letter of authority lets a handler do for the institution. */
export const AuthorityScope = z.enum(['all', 'withoutSigning'], { error: '请选择授权范围' })
export type AuthorityScope = z.output<typeof AuthorityScope>

export const authorityScopeTitles = {
  all: '全部事项，包括签订服务协议',
  withoutSigning: '除签订服务协议以外的事项',
} as const satisfies Record<AuthorityScope, string>

/** How somebody stands to an institution: the letters are those that were not ended; `validUntil` is the last day. */
export type Membership = {
  readonly capacity: 'legalRepresentative' | 'handler'
  readonly letters: readonly { readonly scope: AuthorityScope; readonly validUntil: PlainDate | null }[]
}

/** Why a member may only read: no letter is valid on the day (with the last day of the latest), or it does not go so far. */
export type AuthorityGap = { readonly reason: 'ended'; readonly until: PlainDate | null } | { readonly reason: 'scope' }

const signing: readonly string[] = ['signByInstitution']

/**
 * Whether a member may give a command on a day: the legal representative always, a handler by a valid letter of authority.
 * @returns undefined when allowed
 */
export function findAuthorityGap({ capacity, letters }: Membership, command: string, on: PlainDate): AuthorityGap | undefined {
  if (capacity === 'legalRepresentative') return undefined
  const valid = letters.filter(({ validUntil }) => validUntil === null || on <= validUntil)
  if (valid.length === 0) return { reason: 'ended', until: latest(letters) }
  const isCovered = !signing.includes(command) || valid.some(({ scope }) => scope === 'all')
  return isCovered ? undefined : { reason: 'scope' }
}

function latest(letters: Membership['letters']): PlainDate | null {
  const days = letters.flatMap(({ validUntil }) => (validUntil === null ? [] : [validUntil])).sort()
  return days.at(-1) ?? null
}
