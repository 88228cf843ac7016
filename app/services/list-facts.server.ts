import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { InstitutionListFacts, ListedAgreement } from '#workflows/commands/facts'
import { AgreementContext } from '#workflows/machines/agreement'
import { InstitutionListContext } from '#workflows/machines/institution-list'

const MOST = 5000

/** Every agreement as the city's list sees it; `own` is the draft that asks and does not stand in its own way. */
export async function listFacts(tx: Repositories, actor: Actor, own?: CaseFile): Promise<InstitutionListFacts> {
  const drafts = (await tx.caseFiles.list({ machine: 'institutionList', status: 'active' }, MOST)).filter(({ id }) => id !== own?.id)
  const taken = new Set(
    drafts.flatMap(({ snapshot }) => {
      const { additions, exits } = InstitutionListContext.parse((snapshot as { context: unknown }).context)
      return [...additions, ...exits]
    }),
  )
  const agreements = await tx.caseFiles.list({ machine: 'agreement' }, MOST)
  return { agencyId: actor.agencyId, agreements: agreements.map((file) => entryOf(file, taken)) }
}

function entryOf({ id, title, stage, snapshot }: CaseFile, taken: ReadonlySet<string>): ListedAgreement {
  const { isOver } = AgreementContext.parse((snapshot as { context: unknown }).context)
  const leaves = stage.split(' ')
  const isFree = !taken.has(id)
  return {
    id,
    title,
    mayBeAdded: isFree && !isOver && leaves.includes('listing.unlisted'),
    mayBeDropped: isFree && isOver && leaves.includes('listing.listed'),
  }
}
