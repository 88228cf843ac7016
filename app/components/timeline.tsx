import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { formatInstant } from '#app/view/format'

export type TimelineItem = {
  readonly id: string
  /** UTC instant, ISO with Z. */
  readonly at: string
  readonly who: string
  readonly what: string
  /** 「第九条（四）」 */
  readonly article?: string | undefined
  readonly detail?: ReactNode | undefined
  readonly document?: { readonly title: string; readonly href: string } | undefined
  readonly isLoss?: boolean | undefined
}

/** What has happened, the newest first or last as the caller orders it. */
export const Timeline = ({ items, label = '办理记录' }: { items: readonly TimelineItem[]; label?: string | undefined }) => (
  <ol aria-label={label} className="mb-6 border-l-2 border-line-200">
    {items.map((item) => (
      <li key={item.id} className="relative pb-5 pl-6 last:pb-0">
        <span
          aria-hidden="true"
          className={cx('absolute -left-[7px] top-2 h-3 w-3 rounded-full', item.isLoss === true ? 'bg-loss-600' : 'bg-brand-600')}
        />
        <p className="font-bold">{item.what}</p>
        <p className="text-sm text-ink-600">
          <time dateTime={item.at}>{formatInstant(item.at)}</time>
          {' · '}
          {item.who}
          {item.article === undefined ? null : ` · 依据${item.article}`}
        </p>
        {item.detail === undefined ? null : <div className="max-w-measure">{item.detail}</div>}
        {item.document === undefined ? null : (
          <p>
            <a href={item.document.href} className="inline-flex min-h-target items-center">
              {item.document.title}
            </a>
          </p>
        )}
      </li>
    ))}
  </ol>
)
