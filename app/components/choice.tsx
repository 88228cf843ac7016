import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { controlClass, describedBy, Field, type FieldProps } from '#app/components/field'
import { FieldErrors, FieldHint, FieldMark } from '#app/components/field-parts'
import { errorsOf, fieldId, typedValue, typedValues } from '#app/components/form-reply'

export type Choice = {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  readonly disabled?: boolean | undefined
}

/** One choice for each entry of a table of titles, in its order. */
export const choicesOf = (titles: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(titles).map(([value, label]) => ({ value, label }))

export type SelectProps = FieldProps & {
  readonly options: readonly Choice[]
  /** The empty first line; left out when a value is always there. */
  readonly emptyLabel?: string | undefined
}

export const Select = (props: SelectProps) => {
  const { name, reply, hint, defaultValue, disabled, required, options, emptyLabel, width = 'half' } = props
  const id = fieldId(name)
  const isInvalid = errorsOf(reply, name).length > 0
  return (
    <Field {...props} width={width}>
      <select
        id={id}
        name={name}
        defaultValue={typedValue(reply, name, defaultValue)}
        disabled={disabled}
        aria-required={required === true ? true : undefined}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={describedBy(id, hint !== undefined, isInvalid)}
        className={cx(controlClass(isInvalid), 'w-full')}
      >
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

type ChoiceGroupProps = {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode | undefined
  readonly errors: readonly string[]
  readonly required?: boolean | undefined
  readonly optional?: boolean | undefined
  readonly inline?: boolean | undefined
  readonly children: ReactNode
}

const ChoiceGroup = ({ name, label, hint, errors, required, optional, inline, children }: ChoiceGroupProps) => {
  const id = fieldId(name)
  return (
    <fieldset
      aria-describedby={describedBy(id, hint !== undefined, errors.length > 0)}
      className={cx('mb-6 max-w-field', errors.length > 0 && 'border-l-4 border-fix-600 pl-4')}
    >
      <legend className="font-bold">
        {label}
        <FieldMark required={required} optional={optional} />
      </legend>
      <FieldHint id={id} hint={hint} />
      <FieldErrors id={id} errors={errors} />
      <div className={cx('mt-1', inline === true ? 'flex flex-wrap gap-x-6' : 'flex flex-col')}>{children}</div>
    </fieldset>
  )
}

type ChoiceLineProps = {
  readonly type: 'radio' | 'checkbox'
  readonly id: string
  readonly name: string
  readonly choice: Choice
  readonly isChecked: boolean
}

const ChoiceLine = ({ type, id, name, choice, isChecked }: ChoiceLineProps) => (
  <div className="flex min-h-target items-start gap-3 py-1.5">
    <input
      id={id}
      type={type}
      name={name}
      value={choice.value}
      defaultChecked={isChecked}
      disabled={choice.disabled}
      aria-describedby={choice.hint === undefined ? undefined : `${id}-hint`}
      className="mt-1 h-6 w-6 shrink-0"
    />
    <div className="min-w-0">
      <label htmlFor={id} className={cx('block py-0.5', choice.disabled === true && 'text-ink-600')}>
        {choice.label}
      </label>
      {choice.hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-sm text-ink-600">
          {choice.hint}
        </p>
      )}
    </div>
  </div>
)

// The first control carries the field's id, so that the error summary lands on it.
const optionId = (name: string, index: number): string => (index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`)

export type RadioGroupProps = Omit<FieldProps, 'width' | 'disabled'> & {
  readonly options: readonly Choice[]
  readonly inline?: boolean | undefined
}

export const RadioGroup = ({ name, reply, defaultValue, options, ...rest }: RadioGroupProps) => {
  const selected = typedValue(reply, name, defaultValue)
  return (
    <ChoiceGroup name={name} errors={errorsOf(reply, name)} {...rest}>
      {options.map((choice, index) => (
        <ChoiceLine
          key={choice.value}
          type="radio"
          id={optionId(name, index)}
          name={name}
          choice={choice}
          isChecked={choice.value === selected}
        />
      ))}
    </ChoiceGroup>
  )
}

export type CheckboxGroupProps = Omit<FieldProps, 'width' | 'disabled' | 'defaultValue'> & {
  readonly options: readonly Choice[]
  readonly defaultValues?: readonly string[] | undefined
  readonly inline?: boolean | undefined
}

/** Several of one list; every ticked box posts `name` once. */
export const CheckboxGroup = ({ name, reply, defaultValues, options, ...rest }: CheckboxGroupProps) => {
  const selected = typedValues(reply, name, defaultValues)
  return (
    <ChoiceGroup name={name} errors={errorsOf(reply, name)} {...rest}>
      {options.map((choice, index) => (
        <ChoiceLine
          key={choice.value}
          type="checkbox"
          id={optionId(name, index)}
          name={name}
          choice={choice}
          isChecked={selected.includes(choice.value)}
        />
      ))}
    </ChoiceGroup>
  )
}
