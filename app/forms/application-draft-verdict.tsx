import { NoticeBanner } from '#app/components/notice-banner'
import { formatHundredths } from '#app/view/format'

type VerdictProps = {
  /** Hundredths of a point. */
  readonly total: {
    readonly answered: number
    readonly applicable: number
    readonly total: number
    readonly passMark: number
    readonly failedVetoes: readonly string[]
  }
}

/** What a finished self-evaluation leads to. Below the line it may be sent all the same, to get a decision in writing. */
export const SelfEvaluationVerdict = ({ total }: VerdictProps) => {
  const { answered, applicable, total: points, passMark, failedVetoes } = total
  if (answered < applicable) return null
  if (failedVetoes.length === 0 && points >= passMark) {
    return (
      <NoticeBanner tone="success" title={`自评 ${formatHundredths(points)} 分，达到合格线`}>
        <p>否决项全部通过。自评如实填写即可，评估结论以评估小组的评分为准。</p>
      </NoticeBanner>
    )
  }
  return (
    <NoticeBanner tone="loss" title={`自评 ${formatHundredths(points)} 分，未达到规定的标准`}>
      <p>
        {points < passMark ? `合格线为 ${formatHundredths(passMark)} 分。` : ''}
        {failedVetoes.length > 0 ? `否决项 ${failedVetoes.join('、')} 不通过。` : ''}
        依据第十条（一），经办机构对这样的申请不予受理。
      </p>
      <p>建议整改后如实重新自评，再提交。您也可以现在提交：经办机构将书面告知不予受理及救济途径，不影响整改后再次申请。</p>
    </NoticeBanner>
  )
}
