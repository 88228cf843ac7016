import type { CaseFile } from '#db/repositories/case-files'
import type { Account } from '#db/repositories/people'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'

/**
 * The one rule of access for the desk's own bookkeeping: officers and heads of the agency that handles the case, nobody
 * else, not even the city agency that may read it (第四条).
 */
export const isOnDesk = (actor: Actor, file: Pick<CaseFile, 'agency_id'>): boolean => isStaff(actor) && actor.agencyId === file.agency_id

export const isStaff = ({ roles }: Actor): boolean => roles.includes('officer') || roles.includes('head')

/** The case, for those on its desk; undefined for everybody else, as if there were none. */
export async function findDeskCase(read: Repositories, actor: Actor, caseId: string): Promise<CaseFile | undefined> {
  const file = await read.caseFiles.find(caseId)
  return file !== undefined && isOnDesk(actor, file) ? file : undefined
}

/** The officers of an agency who may hold a case. */
export async function officersOf(read: Repositories, agencyId: string | null): Promise<Account[]> {
  if (agencyId === null) return []
  return (await read.people.list({ agencyId, role: 'officer' })).filter(({ status }) => status === 'active')
}
