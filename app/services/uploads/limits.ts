const MEGABYTE = 1024 * 1024

/** What is taken as a material of the checklist, in one go. */
export const attachmentLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: 20 * MEGABYTE, maxFiles: 10 } as const

export const mostFilesOfOneMaterial = 20

export const materialPrefix = 'material.'

/** The form field that takes the files of a checklist entry. */
export const materialField = (materialId: string): string => `${materialPrefix}${materialId}`

/** What anybody may hand in with an objection or a lead, without an account. */
export const evidenceLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: 10 * MEGABYTE, maxFiles: 5 } as const

export const evidenceField = materialField('evidence')
