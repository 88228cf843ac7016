import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'

type CardProps = {
  readonly title?: string | undefined
  readonly titleLevel?: 2 | 3 | undefined
  /** The title leads there. */
  readonly href?: string | undefined
  /** A tag or a date at the right of the title. */
  readonly aside?: ReactNode | undefined
  readonly children?: ReactNode
  readonly isMarked?: boolean | undefined
}

export const Card = ({ title, titleLevel = 2, href, aside, children, isMarked }: CardProps) => {
  const Heading = titleLevel === 2 ? 'h2' : 'h3'
  return (
    <section className={cx('mb-5 rounded border border-line-200 px-4 py-4 sm:px-5', isMarked === true && 'border-l-4 border-l-brand-600')}>
      {title === undefined ? null : (
        <div className="mb-1 flex flex-wrap items-center justify-between gap-x-4">
          <Heading className="text-lg">
            {href === undefined ? (
              title
            ) : (
              <a href={href} className="inline-flex min-h-target items-center">
                {title}
              </a>
            )}
          </Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

/** Cards side by side where there is room. */
export const CardGrid = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-x-5 sm:grid-cols-2 lg:grid-cols-3 elder:lg:grid-cols-2">{children}</div>
)
