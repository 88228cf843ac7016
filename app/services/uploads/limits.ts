const MEGABYTE = 1024 * 1024

/** What is taken as a material of the checklist, in one go. */
export const attachmentLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: 20 * MEGABYTE, maxFiles: 10 } as const

export const mostFilesOfOneMaterial = 20
