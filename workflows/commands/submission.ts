import * as z from 'zod'
import { ApplicationForm } from '#workflows/domain/application-form'
import { ItemScore } from '#workflows/policy/item-scores'

/** A file handed in for one entry of the checklist; the bytes are kept under their SHA-256. */
export const SubmittedFile = z.strictObject({
  name: z.string().min(1).max(200),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})
export type SubmittedFile = z.output<typeof SubmittedFile>

export const SubmittedMaterial = z.strictObject({
  materialId: z.string().min(1).max(40),
  files: z.array(SubmittedFile).min(1).max(20),
})
export type SubmittedMaterial = z.output<typeof SubmittedMaterial>

/** 第八条: what an applicant sends for one practice site: form, self-evaluation and materials. */
export const Submission = z.strictObject({
  siteId: z.string().min(1).max(64),
  form: ApplicationForm,
  selfEvaluation: z.array(ItemScore).max(100),
  materials: z.array(SubmittedMaterial).max(60),
})
export type Submission = z.output<typeof Submission>
