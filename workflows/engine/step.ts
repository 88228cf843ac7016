import { type AnyMachineSnapshot, getNextTransitions, getStateNodes, initialTransition, transition } from 'xstate'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import type { Effect } from './effects'
import { type ArmedTimer, planOf } from './plan'
import { type MachineName, machines, restoreSnapshot } from './restore'

/** What one decision changes, as plain JSON; the caller writes all of it in one transaction or none. */
export type Step = {
  snapshot: { value: unknown; status: string; context: unknown; [key: string]: unknown }
  version: number
  status: 'active' | 'done'
  /** Dotted path of every active atomic state, e.g. `publicNotice.clock.running`. */
  leaves: string[]
  tags: string[]
  armed: ArmedTimer[]
  cancelled: string[]
  effects: Effect[]
}

export type MachineEvent = { type: string; [key: string]: unknown }

/** The stored half of a case that a step needs. */
export type StoredSnapshot = { machine: MachineName; version: number; snapshot: unknown }

/**
 * Opens a case: the initial state, its timers and its effects.
 * @param input what the machine's context factory asks for; plain JSON
 */
export function begin(machine: MachineName, input?: unknown): Step {
  const [snapshot, actions] = initialTransition(machines[machine].machine, input as never)
  return stepFrom(machine, snapshot as AnyMachineSnapshot, actions)
}

/**
 * Decides one event, purely: no clock, no I/O, the stored snapshot is not touched.
 * @returns the step, `ended` on a finished case (X3), `notAllowedNow` when the state knows no such event (X4, X5)
 * @throws Error when the snapshot does not fit the chart or an action is unknown: a bug, never a user's fault
 */
export function step(stored: StoredSnapshot, event: MachineEvent): Outcome<Step> {
  const before = restoreSnapshot(stored.machine, stored.version, stored.snapshot)
  const stage = leavesOf(before).join(' ')
  if (before.status !== 'active') return refuse({ code: 'ended', stage })
  if (!before.can(event)) return refuse({ code: 'notAllowedNow', stage })
  const [after, actions] = transition(machines[stored.machine].machine, before, event)
  if (after === before && actions.length === 0) return refuse({ code: 'notAllowedNow', stage })
  return ok(stepFrom(stored.machine, after as AnyMachineSnapshot, actions))
}

/**
 * A stored snapshot as a step that changes nothing, at the present version: for cases that are taken over from an old one.
 * @throws Error when it does not fit the chart
 */
export function restate(machine: MachineName, persisted: unknown): Step {
  return stepFrom(machine, restoreSnapshot(machine, machines[machine].version, persisted), [])
}

/** Event types that the active states have transitions for; guards are not evaluated (X6). */
export function eventsNow(stored: StoredSnapshot): string[] {
  const snapshot = restoreSnapshot(stored.machine, stored.version, stored.snapshot)
  if (snapshot.status !== 'active') return []
  const types = getNextTransitions(snapshot).map((t) => t.eventType)
  return [...new Set(types)].filter((type) => type !== '' && !type.startsWith('xstate.'))
}

function stepFrom(name: MachineName, snapshot: AnyMachineSnapshot, actions: readonly unknown[]): Step {
  const { machine, version, context, timers } = machines[name]
  if (snapshot.status === 'error') throw new Error(`machine ${name} failed`, { cause: snapshot.error })
  const persisted = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot)))
  context.parse(persisted.context)
  const plan = planOf(actions, timers)
  return {
    snapshot: persisted,
    version,
    status: snapshot.status === 'done' ? 'done' : 'active',
    leaves: leavesOf(snapshot),
    tags: [...snapshot.tags].sort(),
    ...plan,
  }
}

function leavesOf(snapshot: AnyMachineSnapshot): string[] {
  const nodes = new Set(getStateNodes(snapshot.machine.root, snapshot.value))
  return [...nodes]
    .filter((node) => node.type === 'atomic' || node.type === 'final')
    .map((node) => node.path.join('.'))
    .sort()
}
