import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import { systemActor } from '#workflows/access/authorise'
import { dateOf, type Instant, instant } from '#workflows/calendar/plain-date'
import { type MachineName, machines } from '#workflows/engine/restore'
import { upgradeCase } from '#workflows/engine/upgrade'
import { fillLedger } from './ledger/draw.server'
import { loadRules } from './rules.server'
import { writeStep } from './write-step.server'

/**
 * Takes every case of an older machine version over into the present chart, each in a transaction of its own and with a
 * line in its log, and draws what the ledger lacks of them; harmless when there is none, and when several servers start at once.
 * @returns how many cases were taken over here
 */
export async function upgradeCases(unit: UnitOfWork, now: () => Instant): Promise<number> {
  let upgraded = 0
  for (const [machine, { version }] of Object.entries(machines)) {
    for (const id of await unit.read.caseFiles.olderThan(machine, version)) {
      const outcome = await unit.inTransaction((tx) => upgradeOne(tx, id, now()))
      if (!outcome.ok) throw new Error(`case ${id} was not taken over: ${outcome.refusal.code}`)
      if (outcome.value) upgraded += 1
    }
  }
  await fillLedger(unit)
  return upgraded
}

async function upgradeOne(tx: Repositories, id: string, at: Instant): Promise<boolean> {
  const file = await tx.caseFiles.findForUpdate(id)
  if (file === undefined) return false
  const machine = file.machine as MachineName
  if (file.machine_version >= machines[machine].version) return false
  const rules = await loadRules(tx, { policyId: file.policy_version_id })
  if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
  const running = (await tx.deadlines.running(id)).map(({ timer_id }) => timer_id)
  const openedOn = dateOf(instant(file.opened_at))
  const { step, renamed } = upgradeCase(machine, file.machine_version, file.snapshot, { running, openedOn })
  for (const [old, timerId] of renamed) await tx.deadlines.rename(id, old, timerId)
  const entry = {
    commandId: `upgrade:${id}:${step.version}`,
    command: 'upgradeCase',
    inputDigest: '',
    payload: { from: file.machine_version, to: step.version },
    actor: systemActor,
    article: '',
    at,
    recordedAt: at,
  }
  await writeStep(tx, { file, step, rules, entry })
  return true
}
