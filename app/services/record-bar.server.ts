import type { Repositories } from '#db/unit-of-work'
import { dateOf, plainDate } from '#workflows/calendar/plain-date'
import { AgreementContext } from '#workflows/machines/agreement'
import type { BarCause } from '#workflows/policy/bar-cause'
import { findBarPeriod } from '#workflows/policy/eligibility'
import type { StepToWrite } from './write-step.server'

/** 第十条: writes the bar with the day it ends, in the transaction of the step that causes it. */
export async function recordBar(tx: Repositories, cause: BarCause, { file, rules, entry, step }: StepToWrite): Promise<void> {
  if (file.institution_id === null) throw new Error(`case ${file.id} has no institution to bar`)
  const expiresOn = file.machine === 'agreement' ? AgreementContext.parse(step.snapshot.context).expiresOn : null
  const startsOn = expiresOn === null ? dateOf(entry.at) : plainDate(expiresOn)
  const bar = findBarPeriod(rules.policy, { cause, startsOn, source: file.id })
  if (bar === undefined) return // the policy does not bar for this cause
  const { uscc } = await tx.institutions.get(file.institution_id)
  await tx.bars.record({
    id: `${file.id}:${cause}`,
    uscc,
    site_id: file.site_id,
    cause,
    starts_on: bar.startsOn,
    until: bar.barredUntil,
    source: file.id,
    article: bar.basis,
  })
}
