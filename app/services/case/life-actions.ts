import type { CaseFile } from '#db/repositories/case-files'
import type { Actor } from '#workflows/access/authorise'
import type { PlainDate } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import { agreementContext, renewalContext } from '../case-context'
import type { Rules } from '../rules.server'
import { agreementOutlook } from './agreement-outlook'

const agreement =
  (holds: (context: AgreementContext) => boolean) =>
  (_: Actor, file: CaseFile): boolean =>
    holds(agreementContext(file))

/** What the charts of an agreement and a renewal decide by a guard: a button that could only be refused is not shown. */
export const lifeConditions = {
  applyForRenewal: agreement(
    ({ expiresOn, isOver, end, renewal, nextTerm }) =>
      expiresOn !== null && !isOver && end === null && renewal === null && nextTerm === null,
  ),
  noteLicenceProof: agreement(({ licenceExpiresOn, licenceProofOn }) => licenceExpiresOn !== null && licenceProofOn === null),
  refuseRenewal: ({ id }: Actor, file: CaseFile) => renewalContext(file).refusalProposedBy !== id,
} satisfies Partial<Record<CommandName, (actor: Actor, file: CaseFile) => boolean>>

/** Steps of the institution that an officer enters from its paper. */
export const lifeAtCounter: readonly CommandName[] = ['applyForRenewal', 'recordLicence', 'noteLicenceProof', 'resumeAgreement']

/** What a renewal waits for at each stage, and an agreement beside its term. */
export const lifeByWeight: readonly CommandName[] = [
  'refuseRenewal',
  'concludeRenewalReview',
  'offerRenewal',
  'applyForRenewal',
  'approveSuspension',
  'resumeAgreement',
  'transferPatients',
]

/** What the calendar or the rules do not allow today is no button; its page says why. */
export function isInItsTime(command: CommandName, file: CaseFile, rules: Rules, today: PlainDate): boolean {
  if (command === 'applyForRenewal') return agreementOutlook(file, rules, today)?.mayApply === true
  return command !== 'requestSuspension' || rules.policy.suspension !== null
}
