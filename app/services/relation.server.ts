import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { CaseRelation } from '#workflows/access/authorise'
import { EvaluationRoundContext, type PanelMember } from '#workflows/machines/evaluation-round'

/** The panel of the round that a case belongs to, or is; empty before one is appointed. */
export async function panelOf(tx: Repositories, file: CaseFile): Promise<PanelMember[]> {
  const round = file.machine === 'evaluationRound' ? file : file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  if (round?.machine !== 'evaluationRound') return []
  return EvaluationRoundContext.parse((round.snapshot as { context: unknown }).context).panel
}

/** What `authorise` must know of a case. */
export async function relationOf(tx: Repositories, file: CaseFile): Promise<CaseRelation> {
  const panel = await panelOf(tx, file)
  return {
    agencyId: file.agency_id,
    institutionId: file.institution_id,
    panelAccountIds: panel.map((member) => member.accountId),
    isPublic: file.tags.includes('public'),
  }
}
