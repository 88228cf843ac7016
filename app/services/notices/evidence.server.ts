import type { ServedFile } from '#app/http/file-response.server'
import type { UploadedBytes, UploadFault } from '#app/http/upload.server'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import { KEPT_FIELD } from '../late-uploads.server'
import type { Portal } from '../portal.server'
import { type KeptFile, keepUploads, keptFiles } from '../supplement-answer.server'
import { evidenceField, evidenceLimits } from '../uploads/limits'
import { prepareMaterials } from '../uploads/prepare.server'

/** Files that came with an objection or a lead; seals of another case do not open them. */
export const evidenceOwner = (caseId: string): string => `objection:${caseId}`

const endings: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }

/** The name with the ending that the bytes have, whatever the browser called them. */
function withTrueEnding(upload: UploadedBytes): UploadedBytes {
  const ending = endings[upload.mediaType] ?? 'bin'
  const isTrue = upload.name.toLowerCase().replace(/jpeg$/, 'jpg').endsWith(`.${ending}`)
  return isTrue ? upload : { ...upload, name: `${upload.name}.${ending}` }
}

/**
 * Stores what was uploaded with a form about a case, together with what an earlier try of the same form had stored.
 * @returns all files kept, and what is wrong with those that were not
 */
export async function takeEvidence(
  portal: Portal,
  caseId: string,
  { form, files }: { form: FormData; files: readonly UploadedBytes[] },
): Promise<{ kept: KeptFile[]; faults: UploadFault[] }> {
  const owner = evidenceOwner(caseId)
  const texts = form.getAll(KEPT_FIELD).filter((value) => typeof value === 'string')
  const before = await keptFiles(portal, owner, texts)
  const room = Math.max(evidenceLimits.maxFiles - before.length, 0)
  const beyond = files.length > room ? [tooMany] : []
  const prepared = await prepareMaterials(files.slice(0, room))
  const all = [...before, ...(await keepUploads(portal, owner, prepared.files.map(withTrueEnding)))]
  const kept = all.filter((file, index) => all.findIndex(({ digest }) => digest === file.digest) === index)
  return { kept, faults: [...prepared.faults, ...beyond] }
}

const tooMany: UploadFault = {
  status: 422,
  field: evidenceField,
  message: `最多上传 ${evidenceLimits.maxFiles} 个文件，多出的没有保存。请合并后重新上传`,
}

/** As the record holds them: a file's own name may tell who took the picture (DECISIONS 33), so it gets another. */
export const namelessFiles = (kept: readonly KeptFile[]): SubmittedFile[] =>
  kept.map(({ name, digest }, index) => ({ name: `证明材料${index + 1}.${name.split('.').at(-1) ?? 'bin'}`, digest }))

/** The bytes of one of these files; undefined when it is not among them. */
export async function servedEvidence(
  { read }: Pick<Portal, 'read'>,
  files: readonly SubmittedFile[],
  digest: string,
): Promise<ServedFile | undefined> {
  const entry = files.find((file) => file.digest === digest)
  const stored = entry && (await read.files.find(digest))
  return entry && stored && { name: entry.name, mediaType: stored.mediaType, bytes: stored.bytes }
}
