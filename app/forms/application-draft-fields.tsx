import { CheckboxGroup, RadioGroup, Select } from '#app/components/choice'
import { DateInput, NumberInput, TextArea, TextInput } from '#app/components/field'
import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, typedValue, typedValues } from '#app/components/form-reply'
import { isPlainDate } from '#workflows/calendar/plain-date'
import type { FormField } from '#workflows/domain/form-fields'

type DraftFieldProps = { readonly name: string; readonly field: FormField; readonly reply: FormReply }

const isTelephone = (name: string): boolean => /(Phone|Mobile)$/.test(name)
const isNumberText = (name: string): boolean => name === 'bankAccount'
/** A day that does not exist cannot stand in a date control: the browser would drop it, so it is shown as it was typed. */
const isKeptByDateControl = (text: string): boolean => text === '' || isPlainDate(text)

const DateField = ({ name, field, reply }: DraftFieldProps) => {
  const shared = { name, label: field.label, hint: field.hint, reply, required: field.required, optional: !field.required }
  return isKeptByDateControl(typedValue(reply, name)) ? (
    <DateInput {...shared} />
  ) : (
    <TextInput {...shared} width="third" hint="请按 年-月-日 填写，例如 2026-04-29" />
  )
}

const Tick = ({ name, field, reply }: DraftFieldProps) => {
  const id = fieldId(name)
  const errors = errorsOf(reply, name)
  return (
    <div className="mb-6 max-w-field">
      <FieldErrors id={id} errors={errors} />
      <div className="flex min-h-target items-start gap-3 py-1.5">
        <input
          id={id}
          type="checkbox"
          name={name}
          value="on"
          defaultChecked={typedValues(reply, name).includes('on')}
          aria-describedby={errors.length > 0 ? `${id}-error` : undefined}
          className="mt-1 h-6 w-6 shrink-0"
        />
        <label htmlFor={id} className="block py-0.5">
          {field.label}
        </label>
      </div>
    </div>
  )
}

/** Whether a question that only a fault calls for has its occasion: a wrong answer beside it, or its own answer. */
const isCalledFor = (prefix: string, { name, onFaultOf }: FormField, reply: FormReply): boolean =>
  onFaultOf === undefined ||
  typedValues(reply, `${prefix}.${name}`).includes('on') ||
  onFaultOf.some((other) => errorsOf(reply, `${prefix}.${other}`).length > 0)

/** One question of the application form, drawn from its description. */
export const DraftField = ({ name, field, reply }: DraftFieldProps) => {
  const { label, hint, required, unit, options = [] } = field
  if (!isCalledFor(name.slice(0, name.lastIndexOf('.')), field, reply)) return null
  const shared = { name, label, hint, reply, required, optional: !required }
  switch (field.type) {
    case 'date':
      return <DateField name={name} field={field} reply={reply} />
    case 'select':
      return options.length === 2 ? (
        <RadioGroup {...shared} options={options} inline />
      ) : (
        <Select {...shared} options={options} emptyLabel="请选择" />
      )
    case 'checkboxes':
      return <CheckboxGroup {...shared} options={options} />
    case 'checkbox':
      return <Tick name={name} field={field} reply={reply} />
    case 'number':
      return <NumberInput {...shared} {...(unit === undefined ? {} : { suffix: unit })} width="third" />
    case 'textarea':
      return <TextArea {...shared} rows={3} />
    case 'rows':
      return <RowsField name={name} field={field} reply={reply} rows={1} />
    case 'text':
      return (
        <TextInput
          {...shared}
          width={isTelephone(field.name) ? 'third' : 'half'}
          type={isTelephone(field.name) ? 'tel' : 'text'}
          inputMode={isTelephone(field.name) ? 'tel' : isNumberText(field.name) ? 'numeric' : 'text'}
        />
      )
  }
}

type RowsFieldProps = DraftFieldProps & { readonly rows: number }

/** Rows of the same questions, one person each. Buttons add and remove rows by posting, so nothing needs a script. */
export const RowsField = ({ name, field, reply, rows }: RowsFieldProps) => {
  const id = fieldId(name)
  const errors = errorsOf(reply, name)
  return (
    <section aria-labelledby={`${id}-title`} className="mb-8">
      <h3 id={id} tabIndex={-1}>
        <span id={`${id}-title`}>{field.label}</span>
      </h3>
      {field.hint === undefined ? null : <p className="text-sm text-ink-600">{field.hint}</p>}
      <FieldErrors id={id} errors={errors} />
      <ol className="mt-3 space-y-4">
        {Array.from({ length: rows }, (_, index) => `${name}[${index}]`).map((rowName, index) => (
          <li key={rowName}>
            <fieldset className="rounded border border-line-200 px-4 pt-3">
              <legend className="px-1 font-bold">第 {index + 1} 人</legend>
              <div className="grid gap-x-5 sm:grid-cols-2 lg:grid-cols-4 elder:lg:grid-cols-2">
                {(field.fields ?? [])
                  .filter((cell) => cell.type !== 'checkbox')
                  .map((cell) => (
                    <RowCell key={cell.name} name={`${rowName}.${cell.name}`} cell={cell} reply={reply} />
                  ))}
              </div>
              <div className="-mt-4 flex flex-wrap items-start justify-between gap-x-6">
                {(field.fields ?? [])
                  .filter((cell) => cell.type === 'checkbox' && isCalledFor(rowName, cell, reply))
                  .map((cell) => (
                    <Tick key={cell.name} name={`${rowName}.${cell.name}`} field={cell} reply={reply} />
                  ))}
                <button
                  type="submit"
                  name="removeRow"
                  value={index}
                  className="mb-2 min-h-target min-w-target px-2 text-brand-600 underline underline-offset-4"
                >
                  删除<span className="sr-only">第 {index + 1} 人</span>
                </button>
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      <button
        type="submit"
        name="intent"
        value="addRow"
        className="mt-4 inline-flex min-h-target items-center rounded border border-brand-600 bg-white px-5 py-2 font-bold text-brand-600 hover:bg-brand-50 stack:w-full stack:justify-center"
      >
        再加一人
      </button>
    </section>
  )
}

const RowCell = ({ name, cell, reply }: { name: string; cell: FormField; reply: FormReply }) =>
  cell.type === 'select' ? (
    <Select
      name={name}
      label={cell.label}
      reply={reply}
      required={cell.required}
      width="full"
      options={cell.options ?? []}
      emptyLabel="请选择"
    />
  ) : (
    <TextInput name={name} label={cell.label} reply={reply} required={cell.required} optional={!cell.required} width="full" />
  )
