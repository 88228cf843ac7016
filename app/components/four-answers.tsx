import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { DateExplained, type DateExplainedProps } from '#app/components/date-explained'
import { Tag } from '#app/components/tag'

export type FourAnswersProps = {
  /** 到哪一步了 */
  readonly stage: ReactNode
  /** 轮到谁 */
  readonly actor: string
  /** The reader is the one who has to act. */
  readonly isViewersTurn?: boolean | undefined
  /** 什么时候前; without a due date say why there is none. */
  readonly due: DateExplainedProps | string
  /** 不办会怎样 */
  readonly consequence: ReactNode
  readonly isLossAhead?: boolean | undefined
}

const Answer = ({ question, children }: { question: string; children: ReactNode }) => (
  <div className="py-3 sm:flex sm:gap-4">
    <dt className="shrink-0 font-bold text-ink-600 sm:w-32 elder:sm:w-48">{question}</dt>
    <dd className="min-w-0 flex-1">{children}</dd>
  </div>
)

/** The head of every case page: which stage, whose turn, until when, and what if nothing is done. */
export const FourAnswers = ({ stage, actor, isViewersTurn, due, consequence, isLossAhead }: FourAnswersProps) => (
  <section
    aria-label="本件现状"
    className={cx(
      'mb-6 rounded border border-line-200 border-t-4 px-4 sm:px-6',
      isViewersTurn === true ? 'border-t-brand-600' : 'border-t-line-500',
    )}
  >
    <dl className="divide-y divide-line-200">
      <Answer question="到哪一步了">
        <div className="font-bold">{stage}</div>
      </Answer>
      <Answer question="轮到谁">
        <p className="flex flex-wrap items-center gap-x-3">
          {actor}
          {isViewersTurn === true ? <Tag tone="active">轮到您了</Tag> : null}
        </p>
      </Answer>
      <Answer question="什么时候前">{typeof due === 'string' ? due : <DateExplained {...due} />}</Answer>
      <Answer question="不办会怎样">
        <div className={cx(isLossAhead === true && 'text-loss-600')}>{consequence}</div>
      </Answer>
    </dl>
  </section>
)
