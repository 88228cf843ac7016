import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { Icon, type IconName } from '#app/components/icon'

export type NoticeTone = 'info' | 'success' | 'warning' | 'loss'

const TONES = {
  info: { box: 'border-brand-600 bg-brand-50', mark: 'text-brand-600', icon: 'info', word: '提示' },
  success: { box: 'border-good-600 bg-good-50', mark: 'text-good-600', icon: 'check', word: '已完成' },
  warning: { box: 'border-fix-600 bg-fix-50', mark: 'text-fix-600', icon: 'alert', word: '请注意' },
  loss: { box: 'border-loss-600 bg-loss-50', mark: 'text-loss-600', icon: 'alert', word: '不利后果' },
} satisfies Record<NoticeTone, { box: string; mark: string; icon: IconName; word: string }>

type NoticeBannerProps = {
  readonly tone?: NoticeTone | undefined
  readonly title?: string | undefined
  /** Announced when the page opens: for the outcome of what the reader has just done. */
  readonly live?: boolean | undefined
  readonly children?: ReactNode
}

export const NoticeBanner = ({ tone = 'info', title, live, children }: NoticeBannerProps) => {
  const { box, mark, icon, word } = TONES[tone]
  return (
    <div role={live === true ? 'status' : undefined} className={cx('mb-6 max-w-measure border-l-4 px-4 py-3', box)}>
      <div className="flex items-start gap-3">
        <Icon name={icon} className={cx('mt-1', mark)} />
        <div className="min-w-0 flex-1">
          <span className="sr-only">{word}：</span>
          {title === undefined ? null : <p className="font-bold">{title}</p>}
          {children === undefined ? null : <div className="space-y-2">{children}</div>}
        </div>
      </div>
    </div>
  )
}
