import { z } from 'zod'

/**
 * Why an institution may not apply for a time (第十条). `agreementEndedWithoutFault` is a plain expiry or an end by
 * consent; whether it bars is a switch of the policy.
 */
export const BarCause = z.enum([
  'agreementRescinded',
  'agreementEnded',
  'agreementEndedWithoutFault',
  'falseApplication',
  'administrativePenalty',
])
export type BarCause = z.output<typeof BarCause>
