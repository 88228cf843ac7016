import { type AnyStateMachine, type AnyStateNode, getStateNodes } from 'xstate'
import { DeadlineKey } from '#workflows/policy/schema'

/** Timer id (XState's event type of an `after`) → the key of the deadline rule that governs it. */
export type TimerCatalogue = ReadonlyMap<string, DeadlineKey>

const afterEvent = (key: string, nodeId: string) => `xstate.after.${key}.${nodeId}`

function walk(node: AnyStateNode, visit: (node: AnyStateNode) => void): void {
  visit(node)
  for (const child of Object.values(node.states)) walk(child, visit)
}

function fail(node: AnyStateNode, why: string): never {
  throw new Error(`machine ${node.machine.id}, state ${node.path.join('.') || '(root)'}: ${why}`)
}

function checkNode(node: AnyStateNode): void {
  // X20: an invoked or spawned child would need a live actor.
  if (node.invoke.length > 0) fail(node, 'invoke is not allowed')
  // X6: a wildcard swallows stale timer events.
  if (Object.keys(node.config.on ?? {}).some((type) => type.includes('*'))) fail(node, 'wildcard events are not allowed')
  // X3: root-level transitions are still taken after the machine is done.
  if (node.parent === undefined && Object.keys(node.config.on ?? {}).length > 0) fail(node, 'events at the root are not allowed')
  if (node.config.id !== undefined && node.parent !== undefined) fail(node, 'custom state ids are not allowed')
}

function endsUnguarded(branches: readonly unknown[]): boolean {
  const last = branches.at(-1)
  return typeof last === 'string' || (typeof last === 'object' && last !== null && !('guard' in last))
}

/**
 * Reads every `after` of a machine and refuses the traps X2, X3, X6, X9 and X20 of the architecture notes.
 * @param machine the machine as written, before any step
 * @returns timer id → deadline key, the only way by which a timer id becomes a rule
 * @throws Error naming machine and state; called when the registry is loaded, so a bad chart stops the start-up
 */
export function catalogueTimers(machine: AnyStateMachine): TimerCatalogue {
  const declared = machine.implementations.delays as Record<string, unknown>
  const catalogue = new Map<string, DeadlineKey>()
  walk(machine.root, (node) => {
    checkNode(node)
    for (const [key, target] of Object.entries((node.config.after ?? {}) as Record<string, unknown>)) {
      const known = DeadlineKey.safeParse(key)
      // X2: a misspelt or undeclared delay means "at once" to XState.
      if (!known.success) fail(node, `after.${key} is no deadline key`)
      if (typeof declared[key] !== 'number') fail(node, `delay ${key} must be declared as a constant`)
      // X9: a guarded timer that is false at its moment never fires again.
      if (!endsUnguarded(Array.isArray(target) ? target : [target])) fail(node, `after.${key} needs an unguarded last branch`)
      catalogue.set(afterEvent(key, node.id), known.data)
    }
  })
  return catalogue
}

/**
 * Timer ids that the active states of a snapshot own: what the ledger of deadlines must equal.
 * @param value the state value of a snapshot of that machine
 */
export function timersOfStates(machine: AnyStateMachine, value: unknown): Set<string> {
  const ids = new Set<string>()
  for (const node of new Set(getStateNodes(machine.root, value as string)))
    for (const key of Object.keys(node.config.after ?? {})) ids.add(afterEvent(key, node.id))
  return ids
}
