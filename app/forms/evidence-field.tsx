import { FileInput } from '#app/components/file-input'
import { type FormReply, typedValues } from '#app/components/form-reply'

type EvidenceFieldProps = {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly reply: FormReply | undefined
  readonly removeName?: string
  readonly isRequired?: boolean
}

// `entry|digest|seal|name`, as the action wrote it: stored already, so that it need not be chosen again.
const keptOf = (reply: FormReply | undefined) =>
  typedValues(reply, 'kept').map((text) => {
    const [, digest = '', , ...name] = text.split('|')
    return { id: digest, name: name.join('|'), note: '已保存，提交时一并送出' }
  })

/** Files that come with a form of the notice, with those that an earlier try has stored. */
export const EvidenceField = ({ name, label, hint, reply, removeName, isRequired }: EvidenceFieldProps) => (
  <>
    {typedValues(reply, 'kept').map((text) => (
      <input key={text} type="hidden" name="kept" value={text} />
    ))}
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
