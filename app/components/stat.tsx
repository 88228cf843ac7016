import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'

export type StatProps = {
  readonly label: string
  readonly value: string
  readonly unit?: string | undefined
  /** Leads to exactly the rows behind the figure. */
  readonly href?: string | undefined
  readonly note?: string | undefined
  readonly isLoss?: boolean | undefined
}

const Figure = ({ value, unit, isLoss }: Pick<StatProps, 'value' | 'unit' | 'isLoss'>) => (
  <span className={cx(isLoss === true && 'text-loss-600')}>
    <span className="text-2xl font-bold">{value}</span>
    {unit === undefined ? null : <span className="ml-1">{unit}</span>}
  </span>
)

/** One figure with its name. */
export const Stat = ({ label, value, unit, href, note, isLoss }: StatProps) => (
  <div className="flex flex-col border-l-4 border-line-200 py-1 pl-4">
    <dt className="text-sm text-ink-600">{label}</dt>
    <dd>
      {href === undefined ? (
        <Figure value={value} unit={unit} isLoss={isLoss} />
      ) : (
        <a href={href} className="inline-flex min-h-target min-w-target items-center">
          <Figure value={value} unit={unit} isLoss={isLoss} />
          <span className="sr-only">，查看明细</span>
        </a>
      )}
      {note === undefined ? null : <span className="block text-sm text-ink-600">{note}</span>}
    </dd>
  </div>
)

export const StatRow = ({ children }: { children: ReactNode }) => (
  <dl className="mb-6 grid grid-cols-2 gap-4 lg:grid-cols-4 elder:grid-cols-1 elder:sm:grid-cols-2">{children}</dl>
)
