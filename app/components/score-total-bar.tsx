import type { ReactNode } from 'react'
import { formatHundredths } from '#app/view/format'

type ScoreTotalBarProps = {
  /** Hundredths of a point. */
  readonly passMark: number
  /** As last stored, counted by the server: items answered, items that apply, normalised total in hundredths. */
  readonly saved: { readonly answered: number; readonly applicable: number; readonly total: number; readonly failedVetoes: number }
  /** Buttons; they may name their form by the attribute `form`. */
  readonly children?: ReactNode
}

/** The running total. The script score-total rewrites the figures while the sheet is filled in. */
export const ScoreTotalBar = ({ passMark, saved, children }: ScoreTotalBarProps) => (
  <div data-score-total="" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
    <div className="flex flex-wrap items-center gap-x-6">
      <p>
        已填 <strong data-score-answered="">{saved.answered}</strong> / <span data-score-applicable="">{saved.applicable}</span> 项
      </p>
      <p>
        折算得分 <strong data-score-sum="">{formatHundredths(saved.total)}</strong>
        <span className="ml-2 text-ink-600">合格线 {formatHundredths(passMark)}</span>
      </p>
      <p data-score-veto-line="" hidden={saved.failedVetoes === 0} className="font-bold text-loss-600">
        否决项不通过 <span data-score-failed="">{saved.failedVetoes}</span> 项
      </p>
      <a href="#main" data-score-next="" hidden className="inline-flex min-h-target items-center">
        到下一个未填项
      </a>
    </div>
    {children === undefined ? null : <div className="flex flex-wrap gap-3 stack:grid stack:w-full stack:grid-cols-2">{children}</div>}
  </div>
)

/** The same at the foot of a sheet, staying in sight while it is filled in. */
export const StickyTotalBar = (props: ScoreTotalBarProps) => (
  <div className="no-print sticky bottom-0 z-10 -mx-4 border-t-2 border-brand-600 bg-white px-4 py-2 sm:-mx-6 sm:px-6 stack:static">
    <ScoreTotalBar {...props} />
  </div>
)
