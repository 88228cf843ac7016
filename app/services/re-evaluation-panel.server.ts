import { type Actor, mayRead } from '#workflows/access/authorise'
import { applicationContext } from './case-context'
import { type PanelCandidates, panelCandidates } from './panel-candidates.server'
import { type MemberState, memberStateOf } from './panel-progress'
import type { Portal } from './portal.server'
import { panelsOf, relationOf, roundOfCase } from './relation.server'

export type ReEvaluationPanelView = {
  id: string
  title: string
  revision: number
  candidates: PanelCandidates
  /** Names of the first panel, none of whom may sit again. */
  excluded: string[]
  members: { accountId: string; name: string; state: MemberState }[]
  isOrdered: boolean
  isOpen: boolean
}

/** The panel of a second evaluation (dossier A19); undefined unless the reader may know of the case. */
export async function findReEvaluationPanel({ read }: Portal, actor: Actor, caseId: string): Promise<ReEvaluationPanelView | undefined> {
  const file = await read.caseFiles.find(caseId)
  if (file?.machine !== 'application' || !mayRead(actor, await relationOf(read, file))) return undefined
  const context = applicationContext(file)
  const { first: former } = panelsOf(file, await roundOfCase(read, file))
  return {
    id: file.id,
    title: file.title,
    revision: file.revision,
    candidates: await panelCandidates(read, {
      agencyId: file.agency_id,
      appointed: context.reEvaluationPanel,
      excluded: former.map(({ accountId }) => accountId),
    }),
    excluded: former.map(({ name }) => name),
    members: context.reEvaluationPanel.map(({ accountId, name }) => ({ accountId, name, state: memberStateOf(accountId, context) })),
    isOrdered: context.reEvaluated,
    isOpen: actor.agencyId === file.agency_id && file.stage.startsWith('reEvaluation.'),
  }
}
