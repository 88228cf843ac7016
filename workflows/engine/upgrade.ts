import { agreementUpgrade1 } from '#workflows/machines/upgrades/agreement-1-to-2'
import { agreementUpgrade2 } from '#workflows/machines/upgrades/agreement-2-to-3'
import { applicationUpgrade1 } from '#workflows/machines/upgrades/application-1-to-2'
import { applicationUpgrade2 } from '#workflows/machines/upgrades/application-2-to-3'
import { evaluationRoundUpgrade1 } from '#workflows/machines/upgrades/evaluation-round-1-to-2'
import { institutionListUpgrade1 } from '#workflows/machines/upgrades/institution-list-1-to-2'
import { StoredCase, type Upgrade, type UpgradeFacts } from '#workflows/machines/upgrades/upgrade'
import type { ArmedTimer } from './plan'
import { type MachineName, machines } from './restore'
import { restate, type Step } from './step'
import { timersOfStates } from './timers'

/** By machine, the upgrade from version n at place n - 1. */
const upgrades: Record<MachineName, readonly Upgrade[]> = {
  application: [applicationUpgrade1, applicationUpgrade2],
  evaluationRound: [evaluationRoundUpgrade1],
  agreement: [agreementUpgrade1, agreementUpgrade2],
  change: [],
  renewal: [],
  ending: [],
  institutionList: [institutionListUpgrade1],
  barRecord: [],
  ruleRelease: [],
  ruleOverride: [],
}

/** An old case as the present chart holds it: `renamed` are its running timers, `step.armed` those that it lacks. */
export type UpgradedCase = { step: Step; renamed: ReadonlyMap<string, string> }

/**
 * Takes a stored case through every version up to the present one.
 * @param running timer ids of its running rows
 * @throws Error when the version is newer than this program, or an upgrade is missing or leads nowhere (X12, X13)
 */
export function upgradeCase(
  name: MachineName,
  version: number,
  persisted: unknown,
  { running, ...facts }: UpgradeFacts & { running: readonly string[] },
): UpgradedCase {
  const { version: current, machine, timers } = machines[name]
  if (version > current) throw new Error(`machine ${name} is at version ${current}, the case already at ${version}`)
  let stored = StoredCase.parse(persisted)
  const ids = new Map(running.map((id) => [id, id]))
  for (let at = version; at < current; at += 1) {
    const upgrade = upgrades[name][at - 1]
    if (upgrade === undefined) throw new Error(`machine ${name} has no upgrade from version ${at}`)
    stored = upgrade.snapshot(stored, facts)
    for (const [old, id] of ids) ids.set(old, upgrade.timers[id] ?? id)
  }
  const step = restate(name, stored)
  const kept = new Set(ids.values())
  const wanted = step.status === 'active' ? timersOfStates(machine, step.snapshot.value) : new Set<string>()
  const stray = [...kept].filter((id) => !wanted.has(id))
  if (stray.length > 0) throw new Error(`${name}: no state of the new chart owns ${stray.join(', ')}`)
  const armed = [...wanted].filter((id) => !kept.has(id)).map((timerId): ArmedTimer => ({ timerId, key: keyOf(timers, timerId) }))
  return { step: { ...step, armed }, renamed: new Map([...ids].filter(([old, id]) => old !== id)) }
}

function keyOf(timers: (typeof machines)[MachineName]['timers'], timerId: string): ArmedTimer['key'] {
  const key = timers.get(timerId)
  if (key === undefined) throw new Error(`timer ${timerId} is not in the catalogue`)
  return key
}
