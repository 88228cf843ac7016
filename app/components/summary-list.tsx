import type { ReactNode } from 'react'

export type SummaryRow = {
  readonly question: string
  readonly answer: ReactNode
  /** Leads back to the question. */
  readonly changeHref?: string | undefined
  readonly changeLabel?: string | undefined
}

/** Questions and answers, for checking before sending and for reading the record afterwards. */
export const SummaryList = ({ rows }: { rows: readonly SummaryRow[] }) => (
  <dl className="mb-6 divide-y divide-line-200 border-y border-line-200">
    {rows.map((row) => (
      <div key={row.question} className="py-2 sm:flex sm:items-start sm:gap-4">
        <dt className="font-bold sm:w-1/3 sm:shrink-0 sm:py-2">{row.question}</dt>
        <dd className="min-w-0 flex-1 sm:py-2">{row.answer === '' ? <span className="text-ink-600">未填写</span> : row.answer}</dd>
        {row.changeHref === undefined ? null : (
          <dd className="no-print sm:shrink-0">
            <a href={row.changeHref} className="inline-flex min-h-target min-w-target items-center sm:justify-end">
              {row.changeLabel ?? '修改'}
              <span className="sr-only">：{row.question}</span>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
)
