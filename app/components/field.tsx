import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { FieldErrors, FieldHint, FieldMark } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, typedValue } from '#app/components/form-reply'

export type FieldWidth = 'full' | 'half' | 'third' | 'short'

const WIDTHS = {
  full: 'w-full',
  half: 'w-full sm:w-80',
  third: 'w-full sm:w-56',
  short: 'w-32',
} satisfies Record<FieldWidth, string>

export type FieldProps = {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode | undefined
  readonly reply?: FormReply | undefined
  /** Shown when the reply holds no value of this name. */
  readonly defaultValue?: string | undefined
  readonly required?: boolean | undefined
  /** Writes 选填 beside the label. */
  readonly optional?: boolean | undefined
  readonly width?: FieldWidth | undefined
  readonly disabled?: boolean | undefined
}

export const controlClass = (isInvalid: boolean): string =>
  cx(
    'block min-h-target rounded border bg-white px-3 py-2 text-base text-ink-900 disabled:bg-line-50 disabled:text-ink-600',
    isInvalid ? 'border-2 border-fix-600' : 'border-line-500',
  )

/** The ids that describe a control: hint first, then the errors. */
export const describedBy = (id: string, hasHint: boolean, hasError: boolean): string | undefined => {
  const ids = [hasHint && `${id}-hint`, hasError && `${id}-error`].filter((part) => part !== false)
  return ids.length === 0 ? undefined : ids.join(' ')
}

type FieldFrameProps = Omit<FieldProps, 'defaultValue' | 'disabled'> & {
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
  readonly children: ReactNode
}

/** Label, hint, errors and the control, in the order in which they are read. */
export const Field = ({ name, label, hint, reply, required, optional, width = 'full', prefix, suffix, children }: FieldFrameProps) => {
  const id = fieldId(name)
  const errors = errorsOf(reply, name)
  return (
    <div className={cx('mb-6 max-w-field', errors.length > 0 && 'border-l-4 border-fix-600 pl-4')}>
      <label htmlFor={id} className="block font-bold">
        {label}
        <FieldMark required={required} optional={optional} />
      </label>
      <FieldHint id={id} hint={hint} />
      <FieldErrors id={id} errors={errors} />
      <div className={cx('mt-1 flex items-center gap-2', WIDTHS[width])}>
        {prefix === undefined ? null : <span className="shrink-0 text-ink-600">{prefix}</span>}
        <div className="min-w-0 flex-1">{children}</div>
        {suffix === undefined ? null : <span className="shrink-0 text-ink-600">{suffix}</span>}
      </div>
    </div>
  )
}

export type TextInputProps = FieldProps & {
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'search' | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined
  readonly autoComplete?: string | undefined
  readonly maxLength?: number | undefined
  readonly placeholder?: string | undefined
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
}

export const TextInput = (props: TextInputProps) => {
  const { name, reply, hint, defaultValue, disabled, required, type = 'text', inputMode, autoComplete, maxLength, placeholder } = props
  const id = fieldId(name)
  const isInvalid = errorsOf(reply, name).length > 0
  return (
    <Field {...props}>
      <input
        id={id}
        name={name}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete ?? 'off'}
        maxLength={maxLength}
        placeholder={placeholder}
        // A password is never sent back to the page.
        defaultValue={type === 'password' ? undefined : typedValue(reply, name, defaultValue)}
        disabled={disabled}
        aria-required={required === true ? true : undefined}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={describedBy(id, hint !== undefined, isInvalid)}
        className={cx(controlClass(isInvalid), 'w-full')}
      />
    </Field>
  )
}

export type TextAreaProps = FieldProps & { readonly rows?: number | undefined; readonly maxLength?: number | undefined }

export const TextArea = (props: TextAreaProps) => {
  const { name, reply, hint, defaultValue, disabled, required, rows = 4, maxLength } = props
  const id = fieldId(name)
  const isInvalid = errorsOf(reply, name).length > 0
  return (
    <Field {...props}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={typedValue(reply, name, defaultValue)}
        disabled={disabled}
        aria-required={required === true ? true : undefined}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={describedBy(id, hint !== undefined, isInvalid)}
        className={cx(controlClass(isInvalid), 'w-full')}
      />
    </Field>
  )
}

export type DateInputProps = FieldProps & { readonly min?: string | undefined; readonly max?: string | undefined }

/** The browser's own date field; values are YYYY-MM-DD. */
export const DateInput = (props: DateInputProps) => {
  const { name, reply, hint, defaultValue, disabled, min, max, width = 'third' } = props
  const id = fieldId(name)
  const isInvalid = errorsOf(reply, name).length > 0
  return (
    <Field {...props} width={width}>
      <input
        id={id}
        name={name}
        type="date"
        min={min}
        max={max}
        defaultValue={typedValue(reply, name, defaultValue)}
        disabled={disabled}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={describedBy(id, hint !== undefined, isInvalid)}
        className={cx(controlClass(isInvalid), 'w-full')}
      />
    </Field>
  )
}

export type NumberInputProps = FieldProps & {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
}

/** A number typed as text: a wheel or an arrow key cannot change it unseen, and the server judges the range. */
export const NumberInput = ({ min, max, step = 1, ...props }: NumberInputProps) => {
  const range =
    min !== undefined && max !== undefined ? `填 ${min} 至 ${max}${Number.isInteger(step) ? ' 的整数' : '，可有小数'}` : undefined
  return (
    <TextInput
      {...props}
      width={props.width ?? 'short'}
      hint={props.hint ?? range}
      inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
    />
  )
}
