import { readUploads, type UploadedBytes } from '#app/http/upload.server'
import { prepareMaterials } from '../uploads/prepare.server'

const letterLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: 20 * 1024 * 1024, maxFiles: 1 } as const

export type LetterForm = {
  readonly form: FormData
  readonly file: UploadedBytes | undefined
  /** Why the file could not be taken. */
  readonly faults: { readonly status: number; readonly messages: string[] } | undefined
}

/** Reads a form with one letter of authority, made fit to be kept. */
export async function readLetterForm(request: Request): Promise<LetterForm> {
  const uploads = await readUploads(request, letterLimits)
  const prepared = await prepareMaterials(uploads.files)
  const faults = [...(uploads.ok ? [] : uploads.faults), ...prepared.faults]
  const [first] = faults
  return {
    form: uploads.form,
    file: prepared.files[0],
    faults: first && { status: first.status, messages: faults.map(({ message }) => message) },
  }
}
