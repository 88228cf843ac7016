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
      <div key={row.question} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 py-2 sm:grid-cols-[1fr_2fr_4rem]">
        <dt className="col-span-2 font-bold sm:col-span-1 sm:py-2">{row.question}</dt>
        <dd className="min-w-0 py-1 sm:py-2">{row.answer === '' ? <span className="text-ink-600">未填写</span> : row.answer}</dd>
        {row.changeHref === undefined ? null : (
          <dd className="no-print">
            <a href={row.changeHref} className="inline-flex min-h-target min-w-target items-center justify-end">
              {row.changeLabel ?? '修改'}
              <span className="sr-only">：{row.question}</span>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
)
