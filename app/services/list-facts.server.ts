import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { InstitutionListFacts, ListedAgreement } from '#workflows/commands/facts'
import { agreementContext, listContext } from './case-context'
import { type Connection, connectionsOf } from './connections.server'

const MOST = 5000

/** Every agreement as the city's list sees it; `own` is the draft that asks and does not stand in its own way. */
export async function listFacts(tx: Repositories, actor: Actor, own?: CaseFile): Promise<InstitutionListFacts> {
  const taken = await takenByDrafts(tx, own)
  const agreements = await tx.caseFiles.list({ machine: 'agreement' }, MOST)
  const connections = await connectionsOf(tx, agreements)
  return { agencyId: actor.agencyId, agreements: agreements.map((file) => listedAgreement(file, taken, connections)) }
}

/** The agreements that stand on drafts of the list which wait for their approval; those of `own` are left out. */
export async function takenByDrafts(tx: Repositories, own?: CaseFile): Promise<ReadonlySet<string>> {
  const drafts = (await tx.caseFiles.list({ machine: 'institutionList', status: 'active' }, MOST)).filter(({ id }) => id !== own?.id)
  return new Set(
    drafts.flatMap((file) => {
      const { additions, exits } = listContext(file)
      return [...additions, ...exits]
    }),
  )
}

/** What the list may do with an agreement, unless a draft has taken it or the test of its system has failed. */
export function listedAgreement(file: CaseFile, taken: ReadonlySet<string>, connections: ReadonlyMap<string, Connection>): ListedAgreement {
  const { id, title, stage } = file
  const { isOver } = agreementContext(file)
  const leaves = stage.split(' ')
  const isFree = !taken.has(id)
  return {
    id,
    title,
    mayBeAdded: isFree && connections.get(id)?.state !== 'failing' && !isOver && leaves.includes('listing.unlisted'),
    mayBeDropped: isFree && isOver && leaves.includes('listing.listed'),
  }
}
