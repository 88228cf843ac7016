import { FileInput } from '#app/components/file-input'
import type { FormReply } from '#app/components/form-reply'
import { KeptFields, keptOf } from './case/kept-files'

type EvidenceFieldProps = {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly reply: FormReply | undefined
  readonly removeName?: string
  readonly isRequired?: boolean
}

/** Files that come with a form of the notice, with those that an earlier try has stored. */
export const EvidenceField = ({ name, label, hint, reply, removeName, isRequired }: EvidenceFieldProps) => (
  <>
    <KeptFields reply={reply} />
    <FileInput
      name={name}
      label={label}
      hint={hint}
      {...(isRequired === true ? { required: true } : { optional: true })}
      multiple
      accept=".pdf,.jpg,.jpeg,.png"
      reply={reply}
      files={keptOf(reply)}
      removeName={removeName}
    />
  </>
)
