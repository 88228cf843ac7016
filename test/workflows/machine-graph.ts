import { type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode, getMicrosteps, getStateNodes } from 'xstate'
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph'
import { type MachineName, machines } from '#workflows/engine/restore'
import { type MachineEvent, step } from '#workflows/engine/step'

type Edge = { from: AnyMachineSnapshot; event: MachineEvent; to: AnyMachineSnapshot }

/** Everything that a machine can reach with the given events. */
export type Graph = {
  machine: AnyStateMachine
  name: MachineName
  events: readonly MachineEvent[]
  states: AnyMachineSnapshot[]
  edges: Edge[]
  keyOf: (snapshot: AnyMachineSnapshot) => string
}

const nodesOf = (snapshot: AnyMachineSnapshot) => [...new Set(getStateNodes(snapshot.machine.root, snapshot.value))]
const isLeaf = (node: AnyStateNode) => node.type === 'atomic' || node.type === 'final'
const pathOf = (node: AnyStateNode) => node.path.join('.')

/** Stage as the portal stores it: the dotted paths of the active leaves. */
export const stageOf = (snapshot: AnyMachineSnapshot) => nodesOf(snapshot).filter(isLeaf).map(pathOf).sort().join(' ')

export function everyNode(machine: AnyStateMachine): AnyStateNode[] {
  const walk = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap((child) => walk(child))]
  return walk(machine.root)
}

/** A leaf that is left in the step that enters it: no case is ever stored there. */
const isPassing = (node: AnyStateNode) => (node.always ?? []).some(({ guard }) => guard === undefined)
export const leavesOf = (machine: AnyStateMachine) =>
  everyNode(machine)
    .filter((node) => isLeaf(node) && !isPassing(node))
    .map(pathOf)
    .sort()
export const finalsOf = (machine: AnyStateMachine) =>
  Object.values(machine.root.states)
    .filter((node) => (node as AnyStateNode).type === 'final')
    .map((node) => (node as AnyStateNode).key)
    .sort()

/** The timer of a state as an event, e.g. `timer('application', 'submitted.clock.inTime', 'acceptanceDue')`. */
export const timer = (name: MachineName, state: string, key: string): MachineEvent => ({ type: `xstate.after.${key}.${name}.${state}` })

/** `accept`, or `⏱acceptanceDue` for a timer. */
export const nameOf = (event: MachineEvent) => (event.type.startsWith('xstate.after.') ? `⏱${event.type.split('.')[2]}` : event.type)

/**
 * @param decisive the part of the context that guards look at: states that differ elsewhere count as one
 */
export function explore(
  name: MachineName,
  options: { events: readonly MachineEvent[]; input?: unknown; decisive?: (context: never) => unknown },
): Graph {
  const { machine } = machines[name]
  const { events, input, decisive = () => null } = options
  const keyOf = ({ value, context }: AnyMachineSnapshot) => JSON.stringify([value, decisive(context as never)])
  const map = getAdjacencyMap(machine, {
    events: events as never,
    input: input as never,
    limit: 100_000,
    serializeState: ((state: AnyMachineSnapshot) => keyOf(state)) as never,
  })
  type Visited = { state: AnyMachineSnapshot; transitions: Record<string, { event: MachineEvent; state: AnyMachineSnapshot }> }
  const visited = Object.values(map) as unknown as Visited[]
  const edges = visited.flatMap(({ state, transitions }) =>
    Object.values(transitions).map(({ event, state: to }) => ({ from: state, event, to })),
  )
  return {
    machine,
    name,
    events,
    states: visited.map(({ state }) => state),
    edges: edges.filter(({ from, event }) => from.can(event)),
    keyOf,
  }
}

/** The shortest list of event names that leads to a stage. */
export function shortestWay(graph: Graph, stage: string, input?: unknown): string[] | undefined {
  const paths = getShortestPaths(graph.machine, {
    events: graph.events as never,
    input: input as never,
    limit: 100_000,
    serializeState: ((state: AnyMachineSnapshot) => graph.keyOf(state)) as never,
    toState: ((state: AnyMachineSnapshot) => stageOf(state) === stage) as never,
  })
  return paths[0]?.steps.map((taken) => nameOf(taken.event as MachineEvent)).filter((name) => name !== 'xstate.init')
}

type Definition = ReturnType<AnyStateMachine['getTransitionData']>[number]
const guardName = ({ guard }: Definition) => (typeof guard === 'string' ? guard : ((guard as { type?: string } | undefined)?.type ?? ''))
const describeTransition = (definition: Definition) => {
  const targets = definition.target?.map(pathOf).join() ?? 'stays'
  const at = definition.eventType === '' ? 'always' : nameOf({ type: definition.eventType })
  return `${pathOf(definition.source)} ${at}${guardName(definition) && `[${guardName(definition)}]`} → ${targets}`
}

const ownTransitions = (node: AnyStateNode): Definition[] => [...[...node.transitions.values()].flat(), ...(node.always ?? [])]

/** Every transition that the machine defines, in words; those by which a case is opened are taken before there is a graph. */
export const definedTransitions = (machine: AnyStateMachine) =>
  everyNode(machine)
    .filter((node) => !(isPassing(node) && node === machine.root.initial.target[0]))
    .flatMap(ownTransitions)
    .map(describeTransition)
    .sort()

/** Those that some edge of the graph takes, those by `always` and by `onDone` included. */
export function takenTransitions({ machine, edges }: Graph): string[] {
  const taken = new Set<string>()
  for (const { from, event, to } of edges) {
    for (const definition of machine.getTransitionData(from, event)) taken.add(describeTransition(definition))
    const steps = getMicrosteps(machine, from, event as never).map(([snapshot]) => snapshot as AnyMachineSnapshot)
    for (const [index, snapshot] of steps.slice(0, -1).entries()) {
      const next = new Set(nodesOf(steps[index + 1] ?? to))
      for (const node of nodesOf(snapshot)) {
        const inner = ownTransitions(node).filter(({ eventType }) => eventType === '' || eventType.startsWith('xstate.done.state.'))
        const first = inner.find((definition) => definition.target?.every((target) => next.has(target)))
        if (first !== undefined) taken.add(describeTransition(first))
      }
    }
  }
  return [...taken].sort()
}

/** Stages from which no sequence of events leads to an end. */
export function deadEnds({ states, edges, keyOf }: Graph): string[] {
  const alive = new Set(states.filter(({ status }) => status === 'done').map(keyOf))
  for (let grown = true; grown; ) {
    grown = false
    for (const { from, to } of edges) {
      if (alive.has(keyOf(to)) && !alive.has(keyOf(from))) {
        alive.add(keyOf(from))
        grown = true
      }
    }
  }
  return states.filter((state) => !alive.has(keyOf(state))).map(stageOf)
}

/**
 * Asks the engine, not the chart, which events each stage takes. A question mark marks an event that only some of the
 * contexts or payloads let through.
 */
export function answersByStage({ machine, name, states, events }: Graph): Record<string, string[]> {
  const answers = new Map<string, Map<string, Set<boolean>>>()
  for (const state of states) {
    const snapshot = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(state)))
    const ofStage = answers.get(stageOf(state)) ?? new Map<string, Set<boolean>>()
    answers.set(stageOf(state), ofStage)
    for (const event of events) {
      // Both answers are known already.
      if (ofStage.get(event.type)?.size === 2) continue
      const outcome = step({ machine: name, version: machines[name].version, snapshot }, event)
      ofStage.set(event.type, (ofStage.get(event.type) ?? new Set()).add(outcome.ok))
    }
  }
  const words = (ofStage: Map<string, Set<boolean>>) =>
    [...ofStage]
      .filter(([, said]) => said.has(true))
      .map(([type, said]) => nameOf({ type }) + (said.has(false) ? '?' : ''))
      .sort()
  return Object.fromEntries([...answers].map(([stage, ofStage]) => [stage, words(ofStage)]))
}
