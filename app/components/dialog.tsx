import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'

type DialogLinkProps = { readonly dialogId: string; readonly children: ReactNode }

/** Opens the dialog of that id: by its address without scripts, as a true modal with the script dialog. */
export const DialogLink = ({ dialogId, children }: DialogLinkProps) => (
  <a href={`#${dialogId}`} data-dialog-open={dialogId} className="inline-flex min-h-target items-center gap-2 font-bold">
    {children}
  </a>
)

type DialogProps = {
  readonly id: string
  readonly title: string
  readonly isLoss?: boolean | undefined
  /** Text and the form with its buttons. */
  readonly children: ReactNode
}

export const Dialog = ({ id, title, isLoss, children }: DialogProps) => (
  <dialog
    id={id}
    aria-labelledby={`${id}-title`}
    className={cx(
      'w-11/12 max-w-field rounded-lg border-2 bg-white p-5 text-ink-900 sm:p-6',
      isLoss === true ? 'border-loss-600' : 'border-brand-600',
    )}
  >
    <h2 id={`${id}-title`} className="text-xl">
      {title}
    </h2>
    <div className="mt-2 space-y-3">{children}</div>
    <p className="mt-2">
      <a href="#main" data-dialog-close="" className="inline-flex min-h-target items-center">
        关闭，不办理
      </a>
    </p>
  </dialog>
)
