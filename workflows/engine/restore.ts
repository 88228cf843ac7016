import { type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate'
import type * as z from 'zod'
import { agreementMachine } from '#workflows/machines/agreement'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { applicationMachine } from '#workflows/machines/application'
import { ApplicationContext } from '#workflows/machines/application-context'
import { BarRecordContext, barRecordMachine } from '#workflows/machines/bar-record'
import { ChangeContext, changeMachine } from '#workflows/machines/change'
import { EndingContext, endingMachine } from '#workflows/machines/ending'
import { EvaluationRoundContext, evaluationRoundMachine } from '#workflows/machines/evaluation-round'
import { InstitutionListContext, institutionListMachine } from '#workflows/machines/institution-list'
import { RenewalContext, renewalMachine } from '#workflows/machines/renewal'
import { RuleOverrideContext, ruleOverrideMachine } from '#workflows/machines/rule-override'
import { RuleReleaseContext, ruleReleaseMachine } from '#workflows/machines/rule-release'
import { catalogueTimers, type TimerCatalogue } from './timers'

export type MachineEntry = { machine: AnyStateMachine; version: number; context: z.ZodType; timers: TimerCatalogue }

const entry = (machine: AnyStateMachine, version: number, context: z.ZodType): MachineEntry => ({
  machine,
  version,
  context,
  timers: catalogueTimers(machine),
})

/** Every machine of the portal, checked when this module loads. A released version is frozen (X10). */
export const machines = {
  application: entry(applicationMachine, 3, ApplicationContext),
  evaluationRound: entry(evaluationRoundMachine, 2, EvaluationRoundContext),
  agreement: entry(agreementMachine, 3, AgreementContext),
  change: entry(changeMachine, 1, ChangeContext),
  renewal: entry(renewalMachine, 1, RenewalContext),
  ending: entry(endingMachine, 1, EndingContext),
  institutionList: entry(institutionListMachine, 2, InstitutionListContext),
  barRecord: entry(barRecordMachine, 1, BarRecordContext),
  ruleRelease: entry(ruleReleaseMachine, 1, RuleReleaseContext),
  ruleOverride: entry(ruleOverrideMachine, 1, RuleOverrideContext),
} as const satisfies Record<string, MachineEntry>
export type MachineName = keyof typeof machines

function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => isSameValue(value, right.get(key)))
}

/**
 * Turns stored JSON back into a snapshot of the machine that is stepped (never of another: X14).
 * The actor is built to restore history and children, and is never started.
 * @throws Error when version, state value or context no longer fit the chart (X12, X21), or when XState would fill in
 * states that were not stored, without their timers (X13)
 */
export function restoreSnapshot(name: MachineName, version: number, persisted: unknown): AnyMachineSnapshot {
  const { machine, version: current, context } = machines[name]
  if (version !== current) throw new Error(`machine ${name} is at version ${current}, the case at ${version}`)
  const copy = structuredClone(persisted) as { value: unknown; context: unknown }
  context.parse(copy.context)
  const snapshot = createActor(machine, { snapshot: copy as never }).getSnapshot() as AnyMachineSnapshot
  if (snapshot.status === 'error') throw new Error(`snapshot of ${name} cannot be restored`, { cause: snapshot.error })
  if (!isSameValue(snapshot.value, copy.value)) throw new Error(`snapshot of ${name} is in a state that the chart no longer has`)
  return snapshot
}
