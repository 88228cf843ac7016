import * as z from 'zod'
import { ApplicationForm } from '#workflows/domain/application-form'
import { ItemScore } from '#workflows/policy/item-scores'
import { CounterPaper } from './counter'
import { SubmittedFile } from './submitted-file'

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
  /** The list that the materials follow; absent in submissions of before the list had versions. */
  materialsListVersion: z.string().max(20).optional(),
  /** Entered at the window by an officer, from paper. */
  counter: CounterPaper.optional(),
})
export type Submission = z.output<typeof Submission>
