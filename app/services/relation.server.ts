import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { CaseRelation } from '#workflows/access/authorise'
import type { ApplicationContext } from '#workflows/machines/application-context'
import type { PanelMember } from '#workflows/machines/panel-member'
import { applicationContext, roundContext } from './case-context'

/** The round that a case belongs to, or is. */
export async function roundOfCase(tx: Repositories, file: CaseFile): Promise<CaseFile | undefined> {
  if (file.machine === 'evaluationRound') return file
  const parent = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  return parent?.machine === 'evaluationRound' ? parent : undefined
}

/**
 * The panel of the round, and that of a second evaluation where one was ordered; empty before they are appointed.
 * `panel` is the one that evaluates now.
 */
export function panelsOf(
  file: CaseFile,
  round: CaseFile | undefined,
): { first: PanelMember[]; second: PanelMember[] | undefined; panel: PanelMember[] } {
  const first = round === undefined ? [] : roundContext(round).panel
  const second = file.machine === 'application' ? secondPanelOf(applicationContext(file)) : undefined
  return { first, second, panel: second ?? first }
}

const secondPanelOf = ({ reEvaluated, reEvaluationPanel }: ApplicationContext) => (reEvaluated ? reEvaluationPanel : undefined)

/** The panel that evaluates a case now. */
export async function panelOf(tx: Repositories, file: CaseFile): Promise<PanelMember[]> {
  return panelsOf(file, await roundOfCase(tx, file)).panel
}

/** What the ledger has only been told, or was told wrongly, is no business of its subject's yet; a confirmed entry is. */
export const isOpenToInstitution = ({ machine, stage }: Pick<CaseFile, 'machine' | 'stage'>): boolean =>
  machine !== 'barRecord' || stage.startsWith('standing') || stage === 'setAside'

/** What `authorise` must know of a case. */
export async function relationOf(tx: Repositories, file: CaseFile): Promise<CaseRelation> {
  const { first, second, panel } = panelsOf(file, await roundOfCase(tx, file))
  const idsOf = (members: readonly PanelMember[]) => members.map(({ accountId }) => accountId)
  return {
    agencyId: file.agency_id,
    institutionId: isOpenToInstitution(file) ? file.institution_id : null,
    panelAccountIds: idsOf(panel),
    ...(second === undefined ? {} : { formerPanelAccountIds: idsOf(first) }),
    isPublic: file.tags.includes('public'),
  }
}
