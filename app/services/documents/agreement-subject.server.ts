import type { Repositories } from '#db/unit-of-work'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import type { BarCause } from '#workflows/policy/bar-cause'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { agreementContext as readContext } from '../case-context'
import { consolidatedAgreement } from '../consolidated-agreement.server'
import type { StepToWrite } from '../write-step.server'

/** The agreement that a change, a renewal or an ending hangs on, as it reads today, and its party. */
export async function agreementSubject(tx: Repositories, { file, entry }: Pick<StepToWrite, 'file' | 'entry'>) {
  const agreement = await tx.caseFiles.find(file.parent_id ?? '')
  if (agreement === undefined) throw new Error(`case ${file.id} hangs on no agreement`)
  const consolidated = await consolidatedAgreement(tx, agreement)
  const context = readContext(agreement)
  return {
    agreement,
    agreementContext: context,
    consolidated,
    party: { name: consolidated.name, address: consolidated.address },
    agreementNumber: context.documentNumber,
    on: dateOf(entry.at),
  }
}

/** The bar that an end brings (第十条（二）), as documents print it; undefined where none does. */
export function printedBar({ rules, file }: StepToWrite, end: { cause: BarCause | null; endsOn: PlainDate }) {
  if (end.cause === null) return undefined
  const bar = findBarPeriod(rules.policy, { cause: end.cause, startsOn: end.endsOn, source: file.id })
  return bar && { lastDay: bar.barredUntil, earliestReapplyOn: bar.mayApplyFrom }
}
