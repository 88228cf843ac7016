import { cx } from '#app/components/cx'

export type NavItem = {
  readonly href: string
  readonly label: string
  readonly current?: boolean | undefined
  /** Things waiting behind the link. */
  readonly count?: number | undefined
}

type NavListProps = {
  readonly items: readonly NavItem[]
  readonly label: string
  readonly width: string
  /** The column of office screens replaces the bar from 1024 px on. */
  readonly isSide: boolean
  readonly isColumn?: boolean | undefined
}

const Links = ({ items, isColumn }: { items: readonly NavItem[]; isColumn: boolean }) => (
  <ul className={cx(isColumn ? 'flex flex-col' : '-mx-3 flex flex-wrap')}>
    {items.map((item) => (
      <li key={item.href}>
        <a
          href={item.href}
          aria-current={item.current === true ? 'page' : undefined}
          className={cx(
            'flex min-h-target items-center gap-2 px-3 no-underline hover:bg-brand-50',
            isColumn ? 'border-l-4' : 'border-b-4 border-t-4 border-t-transparent',
            item.current === true
              ? 'border-brand-600 font-bold text-brand-700'
              : cx('text-ink-900', isColumn ? 'border-line-200' : 'border-b-transparent'),
          )}
        >
          {item.label}
          {item.count === undefined || item.count === 0 ? null : (
            <span className="rounded bg-brand-100 px-1.5 text-sm font-normal text-brand-700">
              {item.count}
              <span className="sr-only"> 件</span>
            </span>
          )}
        </a>
      </li>
    ))}
  </ul>
)

/** Bar on wide pages, folded behind 菜单 on phones, column at the left of an office screen. Only one of them is displayed. */
export const NavList = ({ items, label, width, isSide, isColumn }: NavListProps) => {
  if (isColumn === true) {
    return (
      <nav aria-label={label} className="no-print hidden w-48 shrink-0 py-8 lg:block elder:lg:w-64">
        <Links items={items} isColumn />
      </nav>
    )
  }
  const current = items.find((item) => item.current === true)
  return (
    <nav aria-label={label} className={cx('no-print border-b border-line-200', isSide && 'lg:hidden')}>
      <div className={cx('mx-auto px-4 sm:px-6', width)}>
        <details className="sm:hidden">
          <summary className="flex min-h-target items-center font-bold">
            菜单
            {current === undefined ? null : <span className="ml-2 font-normal text-ink-600">{current.label}</span>}
          </summary>
          <div className="pb-3">
            <Links items={items} isColumn />
          </div>
        </details>
        <div className="hidden sm:block">
          <Links items={items} isColumn={false} />
        </div>
      </div>
    </nav>
  )
}
