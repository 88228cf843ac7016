import type { ReactNode } from 'react'

/** A set-off passage: an article quoted, a rule restated. */
export const Inset = ({ children }: { children: ReactNode }) => (
  <div className="my-5 max-w-measure space-y-2 border-l-4 border-line-200 py-1 pl-4 text-ink-700">{children}</div>
)
