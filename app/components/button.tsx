import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'

export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'quiet'

const SHAPE = 'inline-flex min-h-target items-center justify-center gap-2 rounded px-5 py-2 text-base font-bold stack:w-full'

const TONES = {
  primary: 'border border-brand-600 bg-brand-600 text-white no-underline hover:bg-brand-700 hover:text-white',
  secondary: 'border border-brand-600 bg-white text-brand-600 no-underline hover:bg-brand-50 hover:text-brand-700',
  danger: 'border border-loss-600 bg-loss-600 text-white no-underline hover:bg-loss-700 hover:text-white',
  quiet: 'border border-transparent bg-transparent text-brand-600 underline underline-offset-4 hover:bg-brand-50',
} satisfies Record<ButtonTone, string>

type ButtonProps = {
  readonly children: ReactNode
  readonly tone?: ButtonTone | undefined
  readonly type?: 'submit' | 'button' | 'reset' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly form?: string | undefined
  readonly formAction?: string | undefined
  /** Shown while the form is on its way; the default is 正在提交…. */
  readonly busyText?: string | undefined
  readonly describedBy?: string | undefined
}

/** A form's button. The script submit-once keeps a second press from posting twice. */
export const Button = ({ children, tone = 'primary', type = 'submit', busyText, describedBy, ...rest }: ButtonProps) => (
  <button
    type={type}
    data-busy-text={busyText}
    aria-describedby={describedBy}
    className={cx(SHAPE, TONES[tone], 'aria-disabled:cursor-wait aria-disabled:opacity-70')}
    {...rest}
  >
    {children}
  </button>
)

type LinkButtonProps = {
  readonly children: ReactNode
  readonly href: string
  readonly tone?: ButtonTone | undefined
  readonly download?: boolean | undefined
}

/** A link that looks like a button: it leads to a page and changes nothing by itself. */
export const LinkButton = ({ children, href, tone = 'secondary', download }: LinkButtonProps) => (
  <a href={href} download={download === true ? '' : undefined} className={cx(SHAPE, TONES[tone])}>
    {children}
  </a>
)

/** The row of actions at the end of a form: the main one first. */
export const ButtonRow = ({ children }: { children: ReactNode }) => (
  <div className="no-print mt-8 flex flex-wrap items-center gap-3">{children}</div>
)
