import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { AccountSection } from '#workflows/domain/application-form'
import { type InstitutionKind, Service, typeOfKind } from '#workflows/domain/institution-kinds'
import { lastDayOfSpan } from '#workflows/policy/deadline-rule'
import type { PolicySet } from '#workflows/policy/schema'

/** 第十三条: a term of fixed length, or a long-term agreement of a medical institution. */
export const TermType = z.enum(['fixed', 'long'])
export type TermType = z.output<typeof TermType>

/** First and last day in force; the agreement ends at 24:00 of `expiresOn`. */
export type Term = { readonly startsOn: PlainDate; readonly expiresOn: PlainDate }

/** The term that the policy gives from a first day: it ends the day before the corresponding day (2026-05-11 → 2029-05-10). */
export function termOf(policy: PolicySet, startsOn: PlainDate): Term {
  return { startsOn, expiresOn: lastDayOfSpan(startsOn, policy.term.count, policy.term.unit) }
}

/** Whether the policy lets this kind of institution have a long-term agreement. */
export function mayBeLongTerm(policy: PolicySet, kind: InstitutionKind): boolean {
  return policy.term.longTermAllowedFor.includes(typeOfKind(kind))
}

/** What the parties settle in negotiation and the signed text carries (第九条(五)). */
export const AgreementTerms = z
  .strictObject({
    services: z.array(Service, { error: '请至少选择一项服务类别' }).min(1, '请至少选择一项服务类别'),
    termType: TermType.default('fixed'),
    startsOn: PlainDate,
    expiresOn: PlainDate,
    settlementAccount: AccountSection,
    clauseSetVersion: z.string().min(1),
  })
  .refine((terms) => terms.startsOn <= terms.expiresOn, { path: ['expiresOn'], message: '期满日期不能早于生效日期' })
export type AgreementTerms = z.output<typeof AgreementTerms>
