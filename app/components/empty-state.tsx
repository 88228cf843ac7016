import type { ReactNode } from 'react'

type EmptyStateProps = {
  /** 「还没有申请」 */
  readonly title: string
  /** What will appear here, and what to do for it. */
  readonly children?: ReactNode
  readonly action?: ReactNode | undefined
}

export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <div className="mb-6 rounded border border-dashed border-line-500 px-5 py-6">
    <p className="font-bold">{title}</p>
    {children === undefined ? null : <div className="mt-1 max-w-measure text-ink-600">{children}</div>}
    {action === undefined ? null : <div className="mt-4">{action}</div>}
  </div>
)
