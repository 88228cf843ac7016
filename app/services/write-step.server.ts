import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { type Repositories, rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { Instant } from '#workflows/calendar/plain-date'
import { anchorsOf } from '#workflows/engine/anchors'
import type { ArmedTimer } from '#workflows/engine/plan'
import type { MachineName } from '#workflows/engine/restore'
import type { Step } from '#workflows/engine/step'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { ApplicationContext } from '#workflows/machines/application-context'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { contextOf } from './case-context'
import { explanationOf, findReminderRows } from './deadline-rows.server'
import { issueDocument } from './issue-document.server'
import { drawLedger } from './ledger/draw.server'
import { notifyTurns } from './notify.server'
import { liftAgreementBar, liftBar, liftFormerBar, recordBar } from './record-bar.server'
import { recordOverride, storeRules } from './rules/store-rules.server'
import type { Rules } from './rules.server'

/** The line that the log will hold of a step. */
export type LogEntry = {
  commandId: string
  command: string
  inputDigest: string
  payload: unknown
  actor: Actor
  article: string
  /** The moment that counts in law: of a fired deadline its due moment, else now. */
  at: Instant
  recordedAt: Instant
}
/** `file` is the case before the step for `writeStep`. */
type StepToTake = { file: CaseFile; step: Step; rules: Rules; entry: LogEntry }
/** `file` is the case after the step; `issuerId` is the agency that decided it, which a transfer makes another one. */
export type StepToWrite = StepToTake & { issuerId: string }

/**
 * Writes everything that one decision changes, inside the caller's transaction: state, log, deadlines, numbers, bars
 * and outbox, all or nothing.
 * @returns the new revision of the case
 */
export async function writeStep(tx: Repositories, { file, step, rules, entry }: StepToTake): Promise<number> {
  const revision = file.revision + 1
  const next: CaseFile = {
    ...file,
    revision,
    machine_version: step.version,
    status: step.status,
    stage: step.leaves.join(' '),
    tags: step.tags,
    snapshot: step.snapshot,
    ...belongingOf(file, step),
    updated_at: entry.at,
  }
  if (file.revision === 0) await tx.caseFiles.insert(next)
  else if (!(await tx.caseFiles.save(next, file.revision))) rollBack({ code: 'staleRevision', current: revision })
  await tx.eventLog.append({
    case_id: file.id,
    revision,
    command_id: entry.commandId,
    command: entry.command,
    input_digest: entry.inputDigest,
    payload: entry.payload,
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    actor_role: entry.actor.roles[0] ?? 'public',
    article: entry.article,
    from_stage: file.stage,
    to_stage: next.stage,
    occurred_at: entry.at,
    recorded_at: entry.recordedAt,
    policy_version_id: rules.policyId,
  })
  await tx.deadlines.cancel(file.id, step.cancelled)
  for (const timer of step.armed) await arm(tx, next, timer, rules, entry.at)
  await notifyTurns(tx, { before: file, after: next, cancelled: step.cancelled, at: entry.recordedAt })
  await carryOutEffects(tx, { file: next, step, rules, entry, issuerId: file.agency_id })
  if (touchesLedger(next, step)) await drawLedger(tx, next)
  return revision
}

const touchesLedger = ({ machine }: CaseFile, { effects }: Step): boolean =>
  machine === 'agreement' || machine === 'barRecord' || effects.some(({ type }) => type === 'recordBar')

async function carryOutEffects(tx: Repositories, written: StepToWrite): Promise<void> {
  const { file, step, entry } = written
  for (const [index, effect] of step.effects.entries()) {
    if (effect.type === 'issueDocument') await issueDocument(tx, effect.params.kind, written)
    else if (effect.type === 'recordBar') await recordBar(tx, effect.params.cause, written)
    else if (effect.type === 'storeRules') await storeRules(tx, effect.params.status, written)
    else if (effect.type === 'recordOverride') await recordOverride(tx, written)
    else if (effect.type === 'markBar') await tx.bars.markReview(file.id, effect.params.underReview)
    else if (effect.type === 'liftBar') await liftBar(tx, written)
    else if (effect.type === 'liftFormerBar') await liftFormerBar(tx, effect.params.formerCaseId, written)
    else if (effect.type === 'liftAgreementBar') await liftAgreementBar(tx, written)
    else if (effect.type === 'updateRegister') await tx.institutions.updateRegister(file.site_id ?? '', effect.params)
    else if (effect.type === 'moveSite') await tx.institutions.moveSite(file.site_id ?? '', effect.params)
    else if (effect.type === 'addDocumentVersion') {
      const { documentId, digest, note } = effect.params
      const version = ((await tx.documents.latestFile(documentId))?.version ?? 0) + 1
      await tx.documents.addFile({ document_id: documentId, version, digest, note, created_at: entry.at })
    } else {
      await tx.outbox.add({
        id: `${entry.commandId}:${index}`,
        case_id: file.id,
        revision: file.revision,
        topic: effect.type,
        payload: effect.params ?? {},
        available_at: entry.recordedAt,
      })
    }
  }
}

/** An application belongs to its round once it has joined one; it and an agreement to another agency once they are handed over; nothing else moves. */
function belongingOf(file: CaseFile, step: Step): Pick<CaseFile, 'parent_id' | 'agency_id'> {
  if (file.machine === 'agreement') {
    const { handlingAgencyId } = AgreementContext.parse(step.snapshot.context)
    return { parent_id: file.parent_id, agency_id: handlingAgencyId ?? file.agency_id }
  }
  if (file.machine !== 'application') return { parent_id: file.parent_id, agency_id: file.agency_id }
  const { roundId, handlingAgencyId } = ApplicationContext.parse(step.snapshot.context)
  return { parent_id: roundId, agency_id: handlingAgencyId ?? file.agency_id }
}

async function arm(tx: Repositories, file: CaseFile, timer: ArmedTimer, rules: Rules, at: Instant): Promise<void> {
  const rule = rules.policy.deadlines[timer.key]
  const anchors = anchorsOf(file.machine as MachineName, contextOf(file), at)
  const computed = computeDeadline(rule, { anchors, calendar: rules.calendar })
  if (!computed.ok) {
    if (computed.refusal.code === 'calendarMissing') rollBack(computed.refusal)
    throw new Error(`deadline ${timer.key} of ${file.machine} lacks ${computed.refusal.anchor}`)
  }
  const row: DeadlineRow = {
    id: `${file.id}:${file.revision}:${timer.key}`,
    case_id: file.id,
    timer_id: timer.timerId,
    key: timer.key,
    kind: 'timer',
    rule: JSON.stringify(rule),
    starts_on: computed.value.startsOn,
    due_on: computed.value.dueOn,
    due_at: computed.value.dueAt,
    provisional: computed.value.provisional ? 1 : 0,
    explanation: JSON.stringify(explanationOf(rule, computed.value)),
    status: 'running',
    armed_revision: file.revision,
  }
  await tx.deadlines.arm(row)
  // A reminder that would reach an unpublished year is left out; the deadline itself stands.
  const reminders = findReminderRows(row, rule, computed.value, { calendar: rules.calendar, after: at }) ?? []
  for (const reminder of reminders) await tx.deadlines.arm(reminder)
}
