import type { CaseFile } from '#db/repositories/case-files'
import type { Actor } from '#workflows/access/authorise'
import type { CommandName } from '#workflows/commands/index'
import type { ChangeContext } from '#workflows/machines/change'
import { changeContext } from '../case-context'

const change =
  (holds: (context: ChangeContext, actor: Actor) => boolean) =>
  (actor: Actor, file: CaseFile): boolean =>
    holds(changeContext(file), actor)

/** What the chart of a change decides by a guard: a button that could only be refused is not shown. */
export const changeConditions = {
  issueChangeSupplementNotice: change(({ supplementGiven }) => !supplementGiven),
  // The institution serves itself by opening the notice.
  acknowledgeChangeNotice: () => false,
  // Maker and checker.
  confirmSmallChange: change(({ checkedBy }, { id }) => checkedBy !== id),
  confirmTargetedEvaluation: change(({ evaluatedBy }, { id }) => evaluatedBy !== id),
  refuseChange: change(({ refusalProposedBy }, { id }) => refusalProposedBy !== id),
} satisfies Partial<Record<CommandName, (actor: Actor, file: CaseFile) => boolean>>

/** Commands of a change that have pages of their own. */
export const changePlaces = {
  fileNotedChange: {
    label: '申请变更',
    href: ({ id }: CaseFile) => `/cases/${id}/change`,
    hint: '写明变更前后的内容，上传变更后的证照。',
  },
  recordTargetedEvaluation: {
    label: '登记现场核查评分',
    href: ({ id }: CaseFile) => `/desk/changes/${id}/evaluation`,
    hint: '两名工作人员到现场，按评估标准逐项评分。',
  },
} satisfies Partial<Record<CommandName, { label: string; href: (file: CaseFile) => string; hint: string }>>

/** Steps of the institution that an officer enters from its paper. */
export const changeAtCounter: readonly CommandName[] = ['fileNotedChange', 'answerChangeSupplement']

/** What a change waits for at each stage. */
export const changeByWeight: readonly CommandName[] = [
  'fileNotedChange',
  'admitLateChange',
  'answerChangeSupplement',
  'refuseChange',
  'confirmSmallChange',
  'confirmTargetedEvaluation',
  'recordTargetedEvaluation',
  'concludeChangeCheck',
  'offerSupplement',
]
