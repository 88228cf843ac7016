import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { CaseRelation } from '#workflows/access/authorise'
import { ApplicationContext } from '#workflows/machines/application-context'
import { EvaluationRoundContext } from '#workflows/machines/evaluation-round'
import type { PanelMember } from '#workflows/machines/panel-member'

/** The panel of the round that a case belongs to, or is, or of its own second evaluation; empty before one is appointed. */
export async function panelOf(tx: Repositories, file: CaseFile): Promise<PanelMember[]> {
  return secondPanelOf(file) ?? roundPanelOf(tx, file)
}

/** The panel of a second evaluation, empty before it is appointed; undefined where none was ordered. */
function secondPanelOf(file: CaseFile): PanelMember[] | undefined {
  if (file.machine !== 'application') return undefined
  const { reEvaluated, reEvaluationPanel } = ApplicationContext.parse((file.snapshot as { context: unknown }).context)
  return reEvaluated ? reEvaluationPanel : undefined
}

/** The panel of the round alone. */
export async function roundPanelOf(tx: Repositories, file: CaseFile): Promise<PanelMember[]> {
  const round = file.machine === 'evaluationRound' ? file : file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  if (round?.machine !== 'evaluationRound') return []
  return EvaluationRoundContext.parse((round.snapshot as { context: unknown }).context).panel
}

/** What the ledger has only been told, or was told wrongly, is no business of its subject's yet; a confirmed entry is. */
export const isOpenToInstitution = ({ machine, stage }: Pick<CaseFile, 'machine' | 'stage'>): boolean =>
  machine !== 'barRecord' || stage.startsWith('standing') || stage === 'setAside'

/** What `authorise` must know of a case. */
export async function relationOf(tx: Repositories, file: CaseFile): Promise<CaseRelation> {
  const second = secondPanelOf(file)
  const first = await roundPanelOf(tx, file)
  const idsOf = (members: readonly PanelMember[]) => members.map(({ accountId }) => accountId)
  return {
    agencyId: file.agency_id,
    institutionId: isOpenToInstitution(file) ? file.institution_id : null,
    panelAccountIds: idsOf(second ?? first),
    ...(second === undefined ? {} : { formerPanelAccountIds: idsOf(first) }),
    isPublic: file.tags.includes('public'),
  }
}
