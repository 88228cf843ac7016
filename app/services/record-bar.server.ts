import type { Repositories } from '#db/unit-of-work'
import { dateOf, formatDate, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { RefusalPayload, ReopeningPayload } from '#workflows/commands/payloads'
import type { RefusalGround } from '#workflows/domain/refusal-grounds'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { BarRecordContext } from '#workflows/machines/bar-record'
import { EndingContext } from '#workflows/machines/ending'
import type { BarCause } from '#workflows/policy/bar-cause'
import type { BarScope } from '#workflows/policy/bar-scope'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { notify } from './notify.server'
import type { StepToWrite } from './write-step.server'

type Subject = { uscc: string; siteId: string | null; scope: BarScope; startsOn: PlainDate }

/** Who is barred and from when: an entry of the ledger says it itself, of any other case it is the institution and its end. */
async function subjectOf(tx: Repositories, { file, entry, step }: StepToWrite): Promise<Subject> {
  if (file.machine === 'barRecord') {
    const { uscc, siteId, scope, decidedOn } = BarRecordContext.parse(step.snapshot.context)
    return { uscc, siteId, scope, startsOn: plainDate(decidedOn) }
  }
  if (file.institution_id === null) throw new Error(`case ${file.id} has no institution to bar`)
  const { uscc } = await tx.institutions.get(file.institution_id)
  const on = dateOf(entry.at)
  const lastDay = file.machine === 'agreement' ? lastDayOf(AgreementContext.parse(step.snapshot.context), on) : on
  return { uscc, siteId: file.site_id, scope: 'entity', startsOn: lastDay }
}

/** The last day of an agreement that is over: that of its decided end, or of its term, unless it ended before that. */
function lastDayOf({ end, expiresOn }: AgreementContext, on: PlainDate): PlainDate {
  if (end !== null) return end.endsOn
  return expiresOn === null || expiresOn > on ? on : plainDate(expiresOn)
}

/** 第十条: writes the bar with the day it ends, in the transaction of the step that causes it. */
export async function recordBar(tx: Repositories, cause: BarCause, written: StepToWrite): Promise<void> {
  const { file, rules } = written
  const { uscc, siteId, scope, startsOn } = await subjectOf(tx, written)
  const bar = findBarPeriod(rules.policy, { cause, startsOn, source: file.id })
  if (bar === undefined) return // the policy does not bar for this cause
  await tx.bars.record({
    id: `${file.id}:${cause}`,
    uscc,
    site_id: siteId,
    cause,
    starts_on: bar.startsOn,
    until: bar.barredUntil,
    source: file.id,
    article: bar.basis,
    scope,
  })
}

const groundOf = {
  falseApplication: 'falseApplicationWithinYear',
  administrativePenalty: 'penaltyWithinYear',
} as const satisfies Record<BarRecordContext['cause'], RefusalGround>

/**
 * A decision was set aside: its bar ends and stays on record, and the officers of every agency that refused an application
 * for it are told, because that refusal has lost its ground (dossier, edge case 15).
 */
export async function liftBar(tx: Repositories, { file, step, entry }: StepToWrite): Promise<void> {
  const { setAside, uscc, cause, decidedOn } = BarRecordContext.parse(step.snapshot.context)
  if (setAside === null) throw new Error(`entry ${file.id} is not set aside`)
  await tx.bars.lift(file.id, { on: dateOf(entry.at), by: setAside.number })
  const institution = await tx.institutions.findByUscc(uscc)
  if (institution === undefined) return
  const refused = await tx.caseFiles.list({ machine: 'application', institutionIds: [institution.id], stagePrefix: 'refused' }, 1000)
  for (const application of refused) {
    const [refusal] = (await tx.eventLog.ofCase(application.id, 'proposeRefusal')).slice(-1)
    const payload = RefusalPayload.safeParse(refusal?.payload)
    if (!payload.success || payload.data.ground !== groundOf[cause] || payload.data.eventOn !== decidedOn) continue
    await notify(tx, {
      id: `setAside:${file.id}:${application.id}`,
      kind: 'turn',
      audience: 'officer',
      file: application,
      text: `本件不予受理所依据的${formatDate(plainDate(decidedOn))}的决定，已被${setAside.authority}撤销（${setAside.number}），限制已经解除。请核对后恢复办理。`,
      at: entry.recordedAt,
    })
  }
}

/** DECISIONS 7: a decision that was set aside ends the bar that the end of the agreement had set. */
export async function liftAgreementBar(tx: Repositories, { file, entry, step }: StepToWrite): Promise<void> {
  const { agreementId, setAside } = EndingContext.parse(step.snapshot.context)
  if (setAside === null) throw new Error(`ending ${file.id} is not set aside`)
  await tx.bars.lift(agreementId, { on: dateOf(entry.at), by: setAside.number })
}

/** DECISIONS 7: the application that false material had ended is brought back; the bar that its end set is lifted with it. */
export async function liftFormerBar(tx: Repositories, formerCaseId: string, { entry }: StepToWrite): Promise<void> {
  const { decisionNumber } = ReopeningPayload.parse(entry.payload)
  await tx.bars.lift(formerCaseId, { on: dateOf(entry.at), by: decisionNumber })
}
