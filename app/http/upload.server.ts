import { createHash } from 'node:crypto'
import { type UploadHandler, unstable_parseMultipartFormData } from '@remix-run/node'
import { fileTypeFromBuffer } from 'file-type'

export type UploadKind = 'pdf' | 'jpg' | 'png' | 'p12'

/** One uploaded file. `mediaType` is what the bytes are, whatever the browser called them. */
export type UploadedBytes = { field: string; name: string; mediaType: string; bytes: Uint8Array; digest: string }

/** Why one file was not taken. */
export type UploadFault = { status: 400 | 413 | 422; field: string; message: string }

/** With a fault, `files` are those that came through all the same: a caller may keep them or refuse them all. */
export type Uploads =
  | { ok: true; form: FormData; files: UploadedBytes[] }
  | ({ ok: false; form: FormData; files: UploadedBytes[]; faults: readonly UploadFault[] } & UploadFault)

type UploadLimits = { allowed: readonly UploadKind[]; maxBytes: number; maxFiles: number }

const kindWords = { pdf: 'PDF', jpg: 'JPG 图片', png: 'PNG 图片', p12: '证书文件（.p12 或 .pfx）' } satisfies Record<UploadKind, string>
const mediaTypes = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png', p12: 'application/x-pkcs12' } satisfies Record<
  UploadKind,
  string
>

const SNIFFED_BYTES = 4100
const TEXT_LIMIT_BYTES = 1024 * 1024

const URLENCODED = 'application/x-www-form-urlencoded'

/** The form of somebody who had to sign in first: its files were stored meanwhile, and it comes back without them. */
const isWithoutFiles = ({ headers }: Request): boolean => headers.get('Content-Type')?.startsWith(URLENCODED) === true

/**
 * Reads a multipart form. Bytes over a limit are read and dropped, so that the browser sees our answer and no broken
 * connection; the guard has bounded the whole request before. A file field left empty is no file.
 */
export async function readUploads(request: Request, limits: UploadLimits): Promise<Uploads> {
  if (isWithoutFiles(request)) return { ok: true, form: await request.formData(), files: [] }
  const files: UploadedBytes[] = []
  const faults: UploadFault[] = []
  let textBytes = 0

  const handle: UploadHandler = async ({ name, filename, data }) => {
    if (filename === undefined) {
      const { bytes } = await collect(data, TEXT_LIMIT_BYTES - textBytes)
      if (bytes === undefined) faults.push({ status: 413, field: name, message: '填写的文字过多，请删减后重新提交' })
      textBytes += bytes?.byteLength ?? 0
      return bytes?.toString('utf8')
    }
    const { bytes, digest, size } = await collect(data, limits.maxBytes)
    if (size === 0) return undefined
    const shown = filename === '' ? '文件' : `「${filename}」`
    if (bytes === undefined) {
      faults.push({
        status: 413,
        field: name,
        message: `${shown}超过 ${megabytes(limits.maxBytes)} MB，没有保存。请压缩或者拆分后重新上传`,
      })
    } else if (files.length >= limits.maxFiles) {
      faults.push({ status: 422, field: name, message: `${shown}没有保存：一次最多上传 ${limits.maxFiles} 个文件，请分次上传` })
    } else {
      const kind = await kindOf(bytes)
      if (kind.known === undefined || !limits.allowed.includes(kind.known))
        faults.push({ status: 422, field: name, message: wrongKind(shown, kind.found, limits) })
      else files.push({ field: name, name: filename, mediaType: mediaTypes[kind.known], bytes, digest })
    }
    return undefined
  }

  try {
    const form = await unstable_parseMultipartFormData(request, handle)
    const [fault] = faults
    return fault === undefined ? { ok: true, form, files } : { ok: false, ...fault, form, files, faults }
  } catch {
    const broken: UploadFault = { status: 400, field: '', message: '上传的内容不完整，没有保存。请重新选择文件后上传' }
    return { ok: false, ...broken, form: new FormData(), files: [], faults: [broken] }
  }
}

/** Faults as the errors of a form. */
export function faultsByField(faults: readonly UploadFault[]): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const { field, message } of faults) errors[field] = [...(errors[field] ?? []), message]
  return errors
}

async function collect(data: AsyncIterable<Uint8Array>, limit: number) {
  const hash = createHash('sha256')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of data) {
    size += chunk.byteLength
    if (size > limit) continue
    hash.update(chunk)
    chunks.push(chunk)
  }
  return { bytes: size > limit ? undefined : Buffer.concat(chunks), digest: hash.digest('hex'), size }
}

/** What the first bytes say that a file is. A renamed program is reported as what it is. */
async function kindOf(bytes: Uint8Array): Promise<{ known: UploadKind | undefined; found: string | undefined }> {
  if (isKeyFile(bytes)) return { known: 'p12', found: 'p12' }
  const type = await fileTypeFromBuffer(bytes.subarray(0, SNIFFED_BYTES))
  const known = (['pdf', 'jpg', 'png'] as const).find((kind) => kind === type?.ext)
  return { known, found: type?.ext }
}

/** PKCS#12 begins with a sequence whose first member is the version 3. */
function isKeyFile(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false
  const length = bytes[1] ?? 0
  const start = length < 0x80 ? 2 : 2 + (length & 0x7f)
  return bytes[start] === 0x02 && bytes[start + 1] === 0x01 && bytes[start + 2] === 0x03
}

function wrongKind(shown: string, found: string | undefined, { allowed }: UploadLimits): string {
  const wanted = allowed.map((kind) => kindWords[kind]).join('、')
  const actual = found === undefined ? '无法识别其内容' : `其内容实际为 ${found} 格式`
  return `${shown}不能上传：只接受 ${wanted}，${actual}。请另存为可接受的格式后重新上传`
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024)
