import { DateExplained } from '#app/components/date-explained'
import { NoticeBanner } from '#app/components/notice-banner'
import type { DueView } from '#app/view/case-view'

type ReEvaluationStateProps = {
  readonly caseId: string
  readonly again: { readonly hasPanel: boolean; readonly mayAppoint: boolean; readonly due: DueView | null }
}

/** Why the institution is evaluated a second time, by whom, and until when (dossier A19). */
export const ReEvaluationState = ({ caseId, again }: ReEvaluationStateProps) => (
  <NoticeBanner title="异议成立，重新评估">
    <p>由另行组成的评估小组审查材料、现场考查并评分；参加过原评估的不能参加。结果经负责人审批后单独公示，同批其他机构不受影响。</p>
    {again.due === null ? null : <DateExplained {...again.due} />}
    {again.mayAppoint ? (
      <p>
        <a href={`/desk/evaluations/${caseId}/panel`} className="inline-flex min-h-target items-center">
          {again.hasPanel ? '调整重新评估小组' : '确定重新评估小组'}
        </a>
      </p>
    ) : null}
  </NoticeBanner>
)
