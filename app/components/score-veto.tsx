import { describedBy } from '#app/components/field'
import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, typedValue } from '#app/components/form-reply'

type VetoChoiceProps = { readonly itemId: string; readonly saved?: string | undefined; readonly reply: FormReply | undefined }

const CHOICES = [
  { value: 'pass', label: '通过' },
  { value: 'fail', label: '不通过（否决）' },
] as const

/** 通过 or 不通过 for an item whose failure rejects the whole application. */
export const VetoChoice = ({ itemId, saved, reply }: VetoChoiceProps) => {
  const name = `veto.${itemId}`
  const id = fieldId(name)
  const errors = errorsOf(reply, name)
  const selected = typedValue(reply, name, saved)
  return (
    <fieldset aria-describedby={describedBy(id, false, errors.length > 0)} className="mb-2">
      <legend className="text-sm font-bold">是否通过</legend>
      <FieldErrors id={id} errors={errors} />
      <div className="flex flex-wrap gap-x-6">
        {CHOICES.map(({ value, label }, index) => {
          const choiceId = index === 0 ? id : `${id}-${index}`
          return (
            <div key={value} className="flex min-h-target items-center gap-2">
              <input
                id={choiceId}
                type="radio"
                name={name}
                value={value}
                defaultChecked={selected === value}
                data-score-veto=""
                data-tone={value === 'fail' ? 'loss' : undefined}
                className="h-6 w-6 shrink-0"
              />
              <label htmlFor={choiceId} className={value === 'fail' ? 'py-2 font-bold text-loss-600' : 'py-2'}>
                {label}
              </label>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
