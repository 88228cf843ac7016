import { NoticeBanner } from '#app/components/notice-banner'
import { type ComparedItem, ScoreComparison } from '#app/components/score-comparison'
import { type CategoryScore, CategoryScores, ScoreMeter } from '#app/components/score-meter'
import { SummaryList } from '#app/components/summary-list'

export type EvaluationResultProps = {
  readonly normalised: number
  readonly selfNormalised: number
  readonly passMark: number
  readonly conclusion: string
  readonly vetoes: readonly string[]
  readonly servicesPassed: readonly string[]
  readonly servicesRefused: readonly { readonly title: string; readonly reason: string }[]
  readonly categories: readonly CategoryScore[]
  readonly items: readonly ComparedItem[]
}

/** The official result of one institution beside its self-evaluation: totals, categories, services, every item. */
export const EvaluationResult = (result: EvaluationResultProps) => (
  <>
    <ScoreMeter label="评估得分" total={result.normalised} passMark={result.passMark} hasVeto={result.vetoes.length > 0} />
    <ScoreMeter label="自评得分" total={result.selfNormalised} passMark={result.passMark} />
    {result.vetoes.length === 0 ? null : (
      <NoticeBanner tone="loss" title="否决项未通过，评估不合格">
        <ul>
          {result.vetoes.map((veto) => (
            <li key={veto}>{veto}</li>
          ))}
        </ul>
      </NoticeBanner>
    )}
    <SummaryList
      rows={[
        { question: '结论', answer: result.conclusion },
        { question: '通过的服务类别', answer: result.servicesPassed.length === 0 ? '无' : result.servicesPassed.join('、') },
        ...result.servicesRefused.map(({ title, reason }) => ({ question: `${title}不予通过`, answer: reason })),
      ]}
    />
    <h3 className="text-lg">各类得分</h3>
    <CategoryScores categories={result.categories.filter(({ max }) => max > 0)} label="各类得分：自评与评估" />
    <ScoreComparison caption="逐项对照" items={result.items} />
  </>
)
