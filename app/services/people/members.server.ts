import type { Member } from '#db/repositories/members'
import type { AuthorityLetterTable } from '#db/schema'
import type { Actor } from '#workflows/access/authorise'
import { authorityScopeTitles, findAuthorityGap } from '#workflows/access/authority'
import { dateOf, type Instant, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { Portal } from '../portal.server'
import { membershipOf } from './authority.server'
import { lastOneTimeDay } from './one-time-days.server'

/** A letter of authority as pages show it. */
export type LetterView = {
  readonly id: string
  readonly scope: string
  readonly validUntil: PlainDate | null
  readonly fileName: string | null
  readonly givenAt: Instant
}

/** `acts`: may give commands today; `reads`: belongs to the institution, but no letter is valid. */
export type PersonView = {
  readonly accountId: string
  readonly name: string
  readonly login: string
  readonly capacity: Member['capacity']
  readonly standing: 'acts' | 'reads'
  readonly letter: LetterView | null
  readonly otherInstitutions: number
  /** The person has never chosen a password: the last day of the given one, and whether the viewer may give another. */
  readonly oneTime: { readonly lastDay: PlainDate; readonly mayGive: boolean } | null
}

export type PeopleView = {
  readonly people: readonly PersonView[]
  readonly ended: readonly { id: string; holder: string; endedAt: Instant; ender: string; reason: string; successor: string | null }[]
  readonly hasLegalRepresentative: boolean
  /** The legal representative manages everybody; where there is none, a handler may bring one in. */
  readonly mayManage: boolean
  readonly mayBringLegalRepresentative: boolean
}

const letterView = ({ id, scope, valid_until, file_name, given_at }: AuthorityLetterTable): LetterView => ({
  id,
  scope: authorityScopeTitles[scope],
  validUntil: valid_until === null ? null : plainDate(valid_until),
  fileName: file_name,
  givenAt: instant(given_at),
})

/** Who acts for an institution today and by what right, and which authorities have ended. */
export async function peopleOf(portal: Portal, actor: Actor, institutionId: string): Promise<PeopleView> {
  const { read, now } = portal
  const members = await read.members.ofInstitution(institutionId)
  const people = await Promise.all(
    members.map(async (member): Promise<PersonView> => {
      const [letter] = member.letters
      const gap = findAuthorityGap(membershipOf(member), '', dateOf(now()))
      return {
        accountId: member.account_id,
        name: member.name,
        login: member.login,
        capacity: member.capacity,
        standing: gap === undefined ? 'acts' : 'reads',
        letter: member.capacity === 'legalRepresentative' || letter === undefined ? null : letterView(letter),
        oneTime: await oneTimeOf(portal, actor, member.account_id),
        otherInstitutions: (await read.members.othersOf({ institutionId, accountId: member.account_id })).length,
      }
    }),
  )
  const own = people.find(({ accountId }) => accountId === actor.id)
  const hasLegalRepresentative = people.some(({ capacity }) => capacity === 'legalRepresentative')
  return {
    people: people.map((person) => ({
      ...person,
      oneTime: person.oneTime && { ...person.oneTime, mayGive: person.oneTime.mayGive || own?.capacity === 'legalRepresentative' },
    })),
    ended: (await read.members.endedLetters(institutionId)).map(({ id, holder, ended_at, ender, ended_reason, successor }) => ({
      id,
      holder,
      endedAt: instant(ended_at ?? ''),
      ender,
      reason: ended_reason ?? '',
      successor,
    })),
    hasLegalRepresentative,
    mayManage: own?.capacity === 'legalRepresentative',
    mayBringLegalRepresentative: !hasLegalRepresentative && own?.standing === 'acts',
  }
}

async function oneTimeOf({ read }: Portal, actor: Actor, accountId: string): Promise<PersonView['oneTime']> {
  const account = await read.people.find(accountId)
  if (account === undefined || account.oneTimeSince === null) return null
  return { lastDay: await lastOneTimeDay(read, instant(account.oneTimeSince)), mayGive: account.oneTimeGivenBy === actor.id }
}

/** Whether a person may store a letter for a member: the legal representative for all, a handler alone for themselves. */
export const mayGiveLetter = (view: PeopleView, actor: Actor, accountId: string): boolean =>
  view.people.some((person) => person.accountId === accountId && person.capacity === 'handler') &&
  (view.mayManage || (!view.hasLegalRepresentative && actor.id === accountId))
