import * as z from 'zod'

/** SHA-256 in hex: what bytes are kept under. */
export const FileDigest = z.string().regex(/^[0-9a-f]{64}$/)

/** A file handed in for one entry of the checklist; the bytes are kept under their SHA-256. */
export const SubmittedFile = z.strictObject(
  {
    name: z.string().min(1).max(200),
    digest: FileDigest,
  },
  { error: (issue) => (issue.code === 'invalid_type' ? '请上传文件（PDF、JPG 或 PNG）' : undefined) },
)
export type SubmittedFile = z.output<typeof SubmittedFile>
