import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import type { CaseSubject } from './definition'
import type { LifeFacts } from './facts'

/** The agreement that a change, a renewal or an ending is about. */
export type Subject = NonNullable<LifeFacts['agreement']>

/**
 * The agreement that an opening command names, if something may still be begun about it.
 * @returns `notFound` for another kind of case, `ended` once the term is over
 */
export function livingAgreement(facts: LifeFacts): Outcome<Subject> {
  const { agreement } = facts
  if (agreement === null) return refuse({ code: 'notFound' })
  if (agreement.context.isOver) return refuse({ code: 'ended', stage: agreement.leaves.join(' ') })
  return ok(agreement)
}

/** A new case of an agreement: the same parties, handled by the agency that handles the agreement. */
export const caseOf = ({ id, agencyId, institutionId, siteId, title }: Subject, what: string, machineInput: unknown): CaseSubject => ({
  agencyId,
  institutionId,
  siteId,
  parentId: id,
  title: `${title}（${what}）`,
  machineInput,
})

/** Another case of a kind that runs already. */
export const runningOf = (facts: Pick<LifeFacts, 'running'>, machine: LifeFacts['running'][number]['machine']) =>
  facts.running.filter((one) => one.machine === machine)
