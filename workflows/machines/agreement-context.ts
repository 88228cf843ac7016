import * as z from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { BarCause } from '#workflows/policy/bar-cause'

/** One term of the agreement: the text that was signed for it and its first and last day. */
export const AgreementTerm = z.strictObject({
  documentNumber: z.string(),
  services: z.array(z.string()),
  startsOn: PlainDate,
  expiresOn: PlainDate,
})
export type AgreementTerm = z.infer<typeof AgreementTerm>

/** How an agreement ends before its term does: the case that decided it, the article, the last day and the bar that follows. */
export const AgreementEnd = z.strictObject({
  endingId: z.string().nullable(),
  kind: z.enum(['rescission', 'termination']),
  article: z.string(),
  endsOn: PlainDate,
  barCause: BarCause.nullable(),
})
export type AgreementEnd = z.infer<typeof AgreementEnd>

/** A yearly grade (第二十二条), as the assessment or, until there is one, an officer by hand has given it. */
export const YearlyGrade = z.strictObject({
  year: z.int(),
  grade: z.enum(['A', 'B', 'C', 'D']),
  isFinal: z.boolean(),
  source: z.string(),
})
export type YearlyGrade = z.infer<typeof YearlyGrade>

export const AgreementContext = z.strictObject({
  applicationId: z.string(),
  documentNumber: z.string(),
  services: z.array(z.string()),
  /** Of the newest text that both signed: agreement, supplement or renewal. */
  signedOn: z.string(),
  startsOn: z.string(),
  /** 第十三条: null for a long-term agreement, which medical institutions alone may have. */
  expiresOn: z.string().nullable(),
  /** The term has ended, for whatever reason. */
  isOver: z.boolean(),
  filedOn: z.string().nullable(),
  /** Day and document of the city's list that added it, and of the one that dropped it. */
  listedOn: z.string().nullable(),
  listNumber: z.string().nullable(),
  delistedOn: z.string().nullable(),
  /** What has changed since the list last said it: titles of the changed items. */
  changedSinceListing: z.array(z.string()),
  /** The agency that handles it since a move handed it over; null while the one that signed does. */
  handlingAgencyId: z.string().nullable(),
  /** Last day of the practice or drug licence; null where the approval has none. */
  licenceExpiresOn: z.string().nullable(),
  /** The day on which proof of a pending renewal of that licence came in. */
  licenceProofOn: z.string().nullable(),
  /** Why settlement is held; null while it runs. */
  holdReason: z.string().nullable(),
  renewal: z.strictObject({ renewalId: z.string(), state: z.enum(['filed', 'granted', 'refused', 'withdrawn']) }).nullable(),
  /** The term that follows, once both have signed it. */
  nextTerm: AgreementTerm.nullable(),
  /** The last day of the term beyond which it is held on until its renewal is decided. */
  continuedOn: z.string().nullable(),
  /** Earlier terms, oldest first. */
  formerTerms: z.array(AgreementTerm),
  end: AgreementEnd.nullable(),
  suspendedOn: z.string().nullable(),
  suspensionLapsed: z.boolean(),
  /** Signed supplements, and changes that were only noted. */
  supplements: z.int(),
  notedChanges: z.int(),
  grades: z.array(YearlyGrade),
  /** The agreement that this one restores after a ruling (DECISIONS 7). */
  restoredFrom: z.string().nullable(),
})
export type AgreementContext = z.infer<typeof AgreementContext>

/** What the second signature settles; the rest happens later. */
export type AgreementInput = Pick<
  AgreementContext,
  'applicationId' | 'documentNumber' | 'services' | 'signedOn' | 'startsOn' | 'expiresOn'
> &
  Partial<Pick<AgreementContext, 'licenceExpiresOn' | 'restoredFrom' | 'supplements' | 'grades'>>

/** The context of an agreement on its first day. */
export const newAgreement = (input: AgreementInput | undefined): AgreementContext => ({
  applicationId: input?.applicationId ?? '',
  documentNumber: input?.documentNumber ?? '',
  services: input?.services ?? [],
  signedOn: input?.signedOn ?? '',
  startsOn: input?.startsOn ?? '',
  expiresOn: input?.expiresOn ?? null,
  isOver: false,
  filedOn: null,
  listedOn: null,
  listNumber: null,
  delistedOn: null,
  changedSinceListing: [],
  handlingAgencyId: null,
  licenceExpiresOn: input?.licenceExpiresOn ?? null,
  licenceProofOn: null,
  holdReason: null,
  renewal: null,
  nextTerm: null,
  continuedOn: null,
  formerTerms: [],
  end: null,
  suspendedOn: null,
  suspensionLapsed: false,
  supplements: input?.supplements ?? 0,
  notedChanges: 0,
  grades: input?.grades ?? [],
  restoredFrom: input?.restoredFrom ?? null,
})
