import { NoticeBanner } from '#app/components/notice-banner'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import { formatDate } from '#app/view/format'

type VisitStateProps = {
  readonly visit: {
    readonly text: string
    readonly isRecorded: boolean
    readonly failed: readonly { readonly visitedOn: string; readonly cause: string; readonly facts: string; readonly by: string }[]
    readonly attemptsNeeded: number
    readonly licence: { readonly title: string; readonly text: string } | null
    readonly isImpossible: boolean
    readonly actions: readonly { readonly label: string; readonly href: string }[]
  }
  readonly isConcluded: boolean
}

/** The visit on site of one evaluation (第九条（三）): where it stands, what went wrong, and what may be done. */
export const VisitState = ({ visit, isConcluded }: VisitStateProps) => (
  <section aria-labelledby="visit" className="mb-6">
    <h2 id="visit" className="text-xl">
      现场考查
    </h2>
    <p className="flex flex-wrap items-center gap-x-4">
      <Tag tone={visit.isRecorded ? 'done' : 'fix'}>{visit.text}</Tag>
      {visit.actions.map(({ label, href }) => (
        <a key={href} href={href} className="inline-flex min-h-target items-center">
          {label}
        </a>
      ))}
    </p>
    {visit.failed.length === 0 ? null : (
      <>
        <SummaryList
          rows={visit.failed.map(({ visitedOn, cause, facts, by }, index) => ({
            question: `第${index + 1}次未能考查`,
            answer: `${formatDate(visitedOn)}，${cause}。${facts}（${by}登记）`,
          }))}
        />
        {isConcluded || visit.isImpossible ? null : (
          <p className="text-sm text-ink-600">
            {visit.attemptsNeeded}次考查都未能进行并有记录的，才能按无法评估作出结论；请重新安排，另发现场评估通知。
          </p>
        )}
      </>
    )}
    {visit.licence === null || isConcluded ? null : (
      <NoticeBanner tone="warning" title={visit.licence.title}>
        <p>{visit.licence.text}</p>
      </NoticeBanner>
    )}
    {visit.isRecorded || isConcluded || visit.isImpossible ? null : (
      <p className="text-sm text-ink-600">登记考查记录以后，才能作出评估结论（第九条（三））。</p>
    )}
  </section>
)
