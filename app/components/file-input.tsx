import { cx } from '#app/components/cx'
import { controlClass, describedBy, Field, type FieldProps } from '#app/components/field'
import { errorsOf, fieldId } from '#app/components/form-reply'
import { Icon } from '#app/components/icon'
import { FileThumbnail } from '#app/components/page-view'

export type UploadedFile = {
  readonly id: string
  readonly name: string
  /** For example 「1.2 MB，2026年4月1日上传」. */
  readonly note?: string | undefined
  /** The address of the stored file, which opens in the page view. */
  readonly href?: string | undefined
}

export type FileInputProps = Omit<FieldProps, 'defaultValue'> & {
  readonly accept?: string | undefined
  readonly multiple?: boolean | undefined
  /** Files that are stored already: they stay unless 移除 is pressed. */
  readonly files?: readonly UploadedFile[] | undefined
  /** Name of the button that removes a stored file; its value is the file's id. */
  readonly removeName?: string | undefined
}

const StoredFile = ({ file: { name, href, note } }: { file: UploadedFile }) =>
  href === undefined ? (
    <p className="flex items-center gap-3">
      <Icon name="check" className="text-good-600" />
      <span className="min-w-0">
        {name}
        {note === undefined ? null : <span className="block text-sm text-ink-600">{note}</span>}
      </span>
    </p>
  ) : (
    <FileThumbnail file={{ name, href, note }} />
  )

/** A file field with the list of what is stored. Nothing stored is lost by sending the form with the field empty. */
export const FileInput = (props: FileInputProps) => {
  const { name, label, reply, hint, accept, multiple, disabled, files = [], removeName } = props
  const id = fieldId(name)
  const isInvalid = errorsOf(reply, name).length > 0
  return (
    <div className="mb-6">
      <Field {...props}>
        <input
          id={id}
          name={name}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-invalid={isInvalid ? true : undefined}
          aria-describedby={describedBy(id, hint !== undefined, isInvalid)}
          className={cx(controlClass(isInvalid), 'w-full')}
        />
      </Field>
      {files.length === 0 ? null : (
        <ul aria-label={`${label}：已上传的文件`} className="-mt-4 max-w-field divide-y divide-line-200 border-y border-line-200">
          {files.map((file) => (
            <li key={file.id} className="flex min-h-target flex-wrap items-center gap-x-3 py-1">
              <div className="min-w-0 flex-1">
                <StoredFile file={file} />
              </div>
              {removeName === undefined ? null : (
                <button
                  type="submit"
                  name={removeName}
                  value={file.id}
                  className="no-print min-h-target min-w-target px-2 text-brand-600 underline underline-offset-4"
                >
                  移除<span className="sr-only">{file.name}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
