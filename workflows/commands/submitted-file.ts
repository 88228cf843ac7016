import * as z from 'zod'

/** A file handed in for one entry of the checklist; the bytes are kept under their SHA-256. */
export const SubmittedFile = z.strictObject(
  {
    name: z.string().min(1).max(200),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? '请上传文件（PDF、JPG 或 PNG）' : undefined) },
)
export type SubmittedFile = z.output<typeof SubmittedFile>
