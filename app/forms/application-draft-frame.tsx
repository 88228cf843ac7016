import type { ReactNode } from 'react'
import { draftHref, draftStepCount } from './application-draft-pages'

type DraftHeadProps = {
  readonly draftId: string
  readonly siteName: string
  /** 1 to the number of screens; left out on the list of steps. */
  readonly step?: number | undefined
  readonly title: string
  readonly children?: ReactNode
}

/** The head of every screen of a draft: for which site, which step of how many, and the way back to the list. */
export const DraftHead = ({ draftId, siteName, step, title, children }: DraftHeadProps) => (
  <header className="mb-6">
    {step === undefined ? null : (
      <p className="no-print">
        <a href={draftHref(draftId)} className="inline-flex min-h-target items-center">
          返回申请目录
        </a>
      </p>
    )}
    <p className="text-ink-600">
      {siteName}
      {step === undefined ? null : `　第 ${step} 步，共 ${draftStepCount} 步`}
    </p>
    <h1>{title}</h1>
    {children === undefined ? null : <div className="mt-2 max-w-measure text-ink-700">{children}</div>}
  </header>
)

/** The button that Enter presses: the first of a form, so that it is never 删除 of a row or a file. */
export const EnterSaves = ({ value }: { value: string }) => (
  <button type="submit" name="intent" value={value} tabIndex={-1} aria-hidden="true" className="sr-only">
    保存
  </button>
)
