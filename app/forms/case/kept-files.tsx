import { FileInput } from '#app/components/file-input'
import { type FormReply, typedValues } from '#app/components/form-reply'

/** The form field that carries what was stored already and not sent yet. */
const KEPT = 'kept'

// `field|digest|seal|name`, as the action wrote it: stored already, so that it need not be chosen again.
/** The files kept for one field, or for a form that has no other, all of them. */
export const keptOf = (reply: FormReply | undefined, field?: string) =>
  typedValues(reply, KEPT)
    .map((text) => text.split('|'))
    .filter(([id]) => field === undefined || id === field)
    .map(([, digest = '', , ...name]) => ({ id: digest, name: name.join('|'), note: '已保存，提交时一并送出' }))

/** Stands once in every form with files. */
export const KeptFields = ({ reply }: { readonly reply: FormReply | undefined }) => (
  <>
    {typedValues(reply, KEPT).map((text) => (
      <input key={text} type="hidden" name={KEPT} value={text} />
    ))}
  </>
)

type CommandFileProps = {
  /** The path of the file in the command's input, as `fileFields` names it. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly reply: FormReply | undefined
  readonly isMany?: boolean
  readonly isOptional?: boolean
}

/** A file field of a command's form. */
export const CommandFile = ({ name, label, hint, reply, isMany = false, isOptional = false }: CommandFileProps) => (
  <FileInput
    name={name}
    label={label}
    hint={hint ?? (isMany ? 'PDF、JPG 或 PNG，可以选多个文件' : 'PDF、JPG 或 PNG，一个文件，不超过 20 MB')}
    required={!isOptional}
    optional={isOptional}
    multiple={isMany}
    accept=".pdf,.jpg,.jpeg,.png"
    reply={reply}
    files={keptOf(reply, name)}
  />
)
