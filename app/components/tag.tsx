import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'

export type TagTone = 'neutral' | 'active' | 'done' | 'fix' | 'loss'

const TONES = {
  neutral: 'border-line-200 bg-line-50 text-ink-700',
  active: 'border-brand-200 bg-brand-100 text-brand-700',
  done: 'border-good-200 bg-good-50 text-good-700',
  fix: 'border-fix-200 bg-fix-50 text-fix-700',
  loss: 'border-loss-200 bg-loss-50 text-loss-700',
} satisfies Record<TagTone, string>

/** A state in one or two words. The word says all; the colour only helps to find it. */
export const Tag = ({ tone = 'neutral', children }: { tone?: TagTone | undefined; children: ReactNode }) => (
  <span className={cx('tag inline-block whitespace-nowrap rounded border px-2 text-sm', TONES[tone])}>{children}</span>
)
