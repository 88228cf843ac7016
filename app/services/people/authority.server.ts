import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { type AuthorityGap, findAuthorityGap, type Membership } from '#workflows/access/authority'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { Refusal } from '#workflows/domain/refusal'

type StoredMember = NonNullable<Awaited<ReturnType<Repositories['members']['find']>>>

/** A member of the database in the words of the domain. */
export function membershipOf({ capacity, letters }: StoredMember): Membership {
  return {
    capacity,
    letters: letters.map(({ scope, valid_until }) => ({ scope, validUntil: valid_until === null ? null : plainDate(valid_until) })),
  }
}

/** What a member of an institution may not do on a day; undefined for others, whom `authorise` has judged already. */
export async function gapOf(
  tx: Repositories,
  actor: Actor,
  asked: { institutionId: string | null; command: string; on: PlainDate },
): Promise<AuthorityGap | undefined> {
  const { institutionId, command, on } = asked
  if (institutionId === null || !actor.institutionIds.includes(institutionId)) return undefined
  const member = await tx.members.find({ institutionId, accountId: actor.id })
  return member && findAuthorityGap(membershipOf(member), command, on)
}

/** As `gapOf`, as the refusal of a command. */
export async function refusalOfAuthority(...asked: Parameters<typeof gapOf>): Promise<Refusal | undefined> {
  const gap = await gapOf(...asked)
  if (gap === undefined) return undefined
  return { code: 'noAuthority', reason: gap.reason, until: gap.reason === 'ended' ? gap.until : null }
}

/** The institutions for which an actor may only read on a day, with the last day of the letter. */
export async function authorityGaps(
  read: Repositories,
  actor: Actor,
  on: PlainDate,
): Promise<readonly { id: string; name: string; until: PlainDate | null }[]> {
  const gaps = await Promise.all(
    actor.institutionIds.map(async (id) => {
      const gap = await gapOf(read, actor, { institutionId: id, command: '', on })
      return gap?.reason === 'ended' ? [{ id, name: (await read.institutions.get(id)).name, until: gap.until }] : []
    }),
  )
  return gaps.flat()
}
