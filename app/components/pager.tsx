import { cx } from '#app/components/cx'

type PagerProps = {
  readonly page: number
  readonly pageCount: number
  readonly hrefOf: (page: number) => string
  /** 「共 132 件」 */
  readonly total?: string | undefined
}

const LINK = 'inline-flex min-h-target min-w-target items-center justify-center rounded px-3'

// First, last and the neighbours of the present page; 0 stands for a gap.
const shownPages = (page: number, pageCount: number): readonly number[] => {
  const pages = Array.from({ length: pageCount }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pageCount || Math.abs(number - page) <= 1,
  )
  return pages.flatMap((number, index) => (index > 0 && number - (pages[index - 1] ?? 0) > 1 ? [0, number] : [number]))
}

export const Pager = ({ page, pageCount, hrefOf, total }: PagerProps) => {
  if (pageCount <= 1) return null
  return (
    <nav aria-label="分页" className="no-print mb-6 flex flex-wrap items-center gap-1">
      {page > 1 ? (
        <a href={hrefOf(page - 1)} rel="prev" className={LINK}>
          上一页
        </a>
      ) : null}
      {shownPages(page, pageCount).map((number, index) =>
        number === 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no identity but its place
          <span key={`gap-${index}`} aria-hidden="true" className="px-1">
            …
          </span>
        ) : (
          <a
            key={number}
            href={hrefOf(number)}
            aria-label={`第 ${number} 页`}
            aria-current={number === page ? 'page' : undefined}
            className={cx(LINK, number === page && 'bg-brand-600 font-bold text-white no-underline hover:text-white')}
          >
            {number}
          </a>
        ),
      )}
      {page < pageCount ? (
        <a href={hrefOf(page + 1)} rel="next" className={LINK}>
          下一页
        </a>
      ) : null}
      {total === undefined ? null : <span className="ml-2 text-sm text-ink-600">{total}</span>}
    </nav>
  )
}
