import type { ReactNode } from 'react'
import { Icon } from '#app/components/icon'

/** 必填 as a star with its word for screen readers, or 选填. */
export const FieldMark = ({ required, optional }: { required?: boolean | undefined; optional?: boolean | undefined }) => {
  if (required === true) {
    return (
      <>
        <span aria-hidden="true" className="ml-1 text-brand-600">
          *
        </span>
        <span className="sr-only">（必填）</span>
      </>
    )
  }
  return optional === true ? <span className="ml-1 text-sm font-normal text-ink-600">（选填）</span> : null
}

export const FieldHint = ({ id, hint }: { id: string; hint?: ReactNode | undefined }) =>
  hint === undefined ? null : (
    <div id={`${id}-hint`} className="text-sm text-ink-600">
      {hint}
    </div>
  )

export const FieldErrors = ({ id, errors }: { id: string; errors: readonly string[] }) =>
  errors.length === 0 ? null : (
    <div id={`${id}-error`} className="mt-1 font-bold text-fix-600">
      {errors.map((message) => (
        <p key={message} className="flex items-start gap-1">
          <Icon name="alert" className="mt-1" />
          <span>
            <span className="sr-only">需更正：</span>
            {message}
          </span>
        </p>
      ))}
    </div>
  )

type FormSectionProps = {
  readonly title: string
  readonly hint?: ReactNode | undefined
  readonly id?: string | undefined
  readonly children: ReactNode
}

/** A titled part of a long form. */
export const FormSection = ({ title, hint, id, children }: FormSectionProps) => (
  <section id={id} className="mb-8 border-t border-line-200 pt-6">
    <h2 className="text-xl">{title}</h2>
    {hint === undefined ? null : <div className="mt-1 max-w-measure text-ink-600">{hint}</div>}
    <div className="mt-5">{children}</div>
  </section>
)

/** Values that travel with the form unseen: command id, revision, section. */
export const HiddenFields = ({ values }: { values: Readonly<Record<string, string | number>> }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
)
