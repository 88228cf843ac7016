import type { Kysely } from 'kysely'
import type { AuthorityLetterTable, Schema } from '../schema'

type Capacity = 'legalRepresentative' | 'handler'
type Place = { institutionId: string; accountId: string }

export type Member = { account_id: string; name: string; login: string; capacity: Capacity; letters: AuthorityLetterTable[] }
export type NewLetter = Omit<AuthorityLetterTable, 'ended_at' | 'ended_by' | 'ended_reason' | 'successor_id'>
export type EndOfAuthority = Place & { at: string; by: string; reason: string; successorId: string | null }

/** Who acts for an institution, and by which letter of authority. Letters are never deleted, only ended. */
export const memberRepository = (db: Kysely<Schema>) => {
  const lettersOf = ({ institutionId, accountId }: Place) =>
    db
      .selectFrom('authority_letter')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .orderBy('given_at', 'desc')
      .execute()
  return {
    /** The first member of an institution. A handler's letter goes with the materials of the application. */
    async register({ capacity, at, ...place }: Place & { capacity: Capacity; at: string }): Promise<void> {
      await this.add(place, capacity)
      if (capacity === 'legalRepresentative') return
      const { institutionId: institution_id, accountId: account_id } = place
      const id = `${institution_id}/${account_id}`
      const letter = { id, institution_id, account_id, scope: 'all', given_by: account_id, given_at: at } as const
      await this.giveLetter({ ...letter, valid_until: null, digest: null, file_name: null })
    },
    async add({ institutionId, accountId }: Place, capacity: Capacity): Promise<void> {
      await db.insertInto('institution_member').values({ institution_id: institutionId, account_id: accountId, capacity }).execute()
    },
    /** Stores a letter; it takes the place of the one that its holder had. */
    async giveLetter(letter: NewLetter): Promise<void> {
      await db
        .updateTable('authority_letter')
        .set({ ended_at: letter.given_at, ended_by: letter.given_by, ended_reason: '换发新的授权委托书' })
        .where('institution_id', '=', letter.institution_id)
        .where('account_id', '=', letter.account_id)
        .where('ended_at', 'is', null)
        .execute()
      await db
        .insertInto('authority_letter')
        .values({ ...letter, ended_at: null, ended_by: null, ended_reason: null, successor_id: null })
        .execute()
    },
    /** Membership, letters and sessions end in the same moment. */
    async end({ institutionId, accountId, at, by, reason, successorId }: EndOfAuthority): Promise<void> {
      await db
        .updateTable('authority_letter')
        .set({ ended_at: at, ended_by: by, ended_reason: reason, successor_id: successorId })
        .where('institution_id', '=', institutionId)
        .where('account_id', '=', accountId)
        .where('ended_at', 'is', null)
        .execute()
      await db.deleteFrom('institution_member').where('institution_id', '=', institutionId).where('account_id', '=', accountId).execute()
      await db.deleteFrom('session').where('account_id', '=', accountId).execute()
    },
    /** Capacity and the letters in hand; undefined for somebody who does not belong to the institution. */
    async find(place: Place): Promise<{ capacity: Capacity; letters: AuthorityLetterTable[] } | undefined> {
      const row = await db
        .selectFrom('institution_member')
        .select('capacity')
        .where('institution_id', '=', place.institutionId)
        .where('account_id', '=', place.accountId)
        .executeTakeFirst()
      return row && { capacity: row.capacity, letters: await lettersOf(place) }
    },
    async ofInstitution(institutionId: string): Promise<Member[]> {
      const rows = await db
        .selectFrom('institution_member')
        .innerJoin('account', 'account.id', 'institution_member.account_id')
        .select(['institution_member.account_id', 'account.name', 'account.login', 'institution_member.capacity'])
        .where('institution_member.institution_id', '=', institutionId)
        .orderBy('institution_member.capacity', 'desc')
        .orderBy('account.login')
        .execute()
      return Promise.all(rows.map(async (row) => ({ ...row, letters: await lettersOf({ institutionId, accountId: row.account_id }) })))
    },
    /** The letters that have ended, the latest first, with the names of who held, ended and took over. */
    async endedLetters(
      institutionId: string,
    ): Promise<(AuthorityLetterTable & { holder: string; ender: string; successor: string | null })[]> {
      return db
        .selectFrom('authority_letter')
        .innerJoin('account as holder', 'holder.id', 'authority_letter.account_id')
        .innerJoin('account as ender', 'ender.id', 'authority_letter.ended_by')
        .leftJoin('account as successor', 'successor.id', 'authority_letter.successor_id')
        .selectAll('authority_letter')
        .select(['holder.name as holder', 'ender.name as ender', 'successor.name as successor'])
        .where('authority_letter.institution_id', '=', institutionId)
        .where('authority_letter.ended_at', 'is not', null)
        .orderBy('authority_letter.ended_at', 'desc')
        .orderBy('authority_letter.id')
        .execute()
    },
    async findLetter(id: string): Promise<AuthorityLetterTable | undefined> {
      return db.selectFrom('authority_letter').selectAll().where('id', '=', id).executeTakeFirst()
    },
    /** The other institutions that a handler acts for. */
    async othersOf({ institutionId, accountId }: Place): Promise<{ id: string; name: string }[]> {
      return db
        .selectFrom('institution_member')
        .innerJoin('institution', 'institution.id', 'institution_member.institution_id')
        .select(['institution.id', 'institution.name'])
        .where('institution_member.account_id', '=', accountId)
        .where('institution_member.institution_id', '!=', institutionId)
        .orderBy('institution.name')
        .execute()
    },
  }
}
