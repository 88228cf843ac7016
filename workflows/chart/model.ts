import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { commandsSending } from '#workflows/commands/events'
import { type CommandName, commandNames, commands } from '#workflows/commands/index'
import { type MachineName, machines } from '#workflows/engine/restore'
import type { DeadlineKey, PolicySet } from '#workflows/policy/schema'
import { type ChartEffect, effectsOfActions, effectsOnEntry } from './effects-of'
import { guardNames } from './guards-of'

/** One state of a chart. `path` is the dotted path, empty for the chart itself. */
export type ChartState = {
  path: string
  parent: string | null
  kind: 'simple' | 'compound' | 'parallel' | 'final'
  /** Paths of its own states, in the order in which the chart tells them. */
  children: string[]
  isInitial: boolean
  /** The article that the state, or the nearest one around it, rests on. */
  article: string | null
  /** Whom it waits for. */
  tags: string[]
}

/** What makes a transition happen. */
export type ChartCause =
  | { kind: 'opening'; commands: CommandName[] }
  | { kind: 'command'; commands: CommandName[] }
  | { kind: 'deadline'; key: DeadlineKey }
  /** By itself, as soon as its condition holds or the parts of the state are done. */
  | { kind: 'automatic' }

export type ChartTransition = {
  /** Unique in its chart. */
  id: string
  from: string
  /** Paths; none when the state stays as it is and only something is put on record. */
  to: string[]
  event: string
  cause: ChartCause
  /** Names of the conditions in the chart; one that must not hold begins with an exclamation mark. */
  guards: string[]
  /** What is carried out, that of the states entered included. */
  effects: ChartEffect[]
  /** Articles of the commands, basis of the deadline, article of the state: in that order, whichever there is. */
  articles: string[]
}

export type Chart = { machine: MachineName; version: number; states: ChartState[]; transitions: ChartTransition[] }

type Definition = ReturnType<AnyStateMachine['getTransitionData']>[number]

const pathOf = (node: AnyStateNode): string => node.path.join('.')

const withDescendants = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap((child: AnyStateNode) => withDescendants(child)),
]

function articleOf(node: AnyStateNode): string | null {
  const own = (node.meta as { article?: string } | undefined)?.article
  if (own !== undefined) return own
  return node.parent === undefined ? null : articleOf(node.parent)
}

const kinds = { atomic: 'simple', compound: 'compound', parallel: 'parallel', final: 'final', history: 'simple' } as const

const stateOf = (node: AnyStateNode): ChartState => ({
  path: pathOf(node),
  parent: node.parent === undefined ? null : pathOf(node.parent),
  kind: kinds[node.type],
  children: Object.values(node.states).map(pathOf),
  isInitial: node.parent?.type === 'compound' && node.parent.config.initial === node.key,
  article: articleOf(node),
  tags: [...node.tags].sort(),
})

function causeOf(machine: MachineName, { eventType }: Definition): ChartCause {
  const key = machines[machine].timers.get(eventType)
  if (key !== undefined) return { kind: 'deadline', key }
  if (eventType === '' || eventType.startsWith('xstate.done.state.')) return { kind: 'automatic' }
  return { kind: 'command', commands: commandsSending(machine, eventType) }
}

function articlesOf(cause: ChartCause, source: AnyStateNode, policy: PolicySet): string[] {
  if (cause.kind === 'deadline') return [policy.deadlines[cause.key].basis]
  if (cause.kind === 'automatic') return [articleOf(source)].filter((article) => article !== null)
  return [...new Set(cause.commands.map((command): string => commands[command].article))].filter((article) => article !== '')
}

function transitionsOf(machine: MachineName, node: AnyStateNode, policy: PolicySet): Omit<ChartTransition, 'id'>[] {
  const definitions: Definition[] = [...[...node.transitions.values()].flat(), ...(node.always ?? [])]
  return definitions.map((definition) => {
    const cause = causeOf(machine, definition)
    return {
      from: pathOf(node),
      to: (definition.target ?? []).map((target) => pathOf(target)),
      event: definition.eventType,
      cause,
      guards: guardNames(definition.guard),
      effects: [...effectsOfActions(definition.actions), ...effectsOnEntry(definition)],
      articles: articlesOf(cause, node, policy),
    }
  })
}

/** How a case of this chart begins. */
function openingOf(machine: MachineName, root: AnyStateNode): Omit<ChartTransition, 'id'> {
  const opened = commandNames.filter((command) => commands[command].machine === machine && commands[command].kind === 'opening')
  return {
    from: '',
    to: Object.values(root.states)
      .filter((child: AnyStateNode) => root.type === 'parallel' || root.config.initial === child.key)
      .map(pathOf),
    event: '',
    cause: { kind: 'opening', commands: opened },
    guards: [],
    effects: effectsOnEntry({ source: root, target: [root], reenter: true }),
    articles: [...new Set(opened.map((command): string => commands[command].article))],
  }
}

/**
 * A machine as people are shown it, read from the chart that runs: every state and every transition with what causes it,
 * who may, by which article and what follows. Nothing is written here a second time.
 * @param policy the version of the rules whose deadlines and articles are named
 */
export function chartOf(machine: MachineName, policy: PolicySet): Chart {
  const { machine: running, version } = machines[machine]
  const nodes = withDescendants(running.root)
  const transitions = [openingOf(machine, running.root), ...nodes.flatMap((node) => transitionsOf(machine, node, policy))]
  return {
    machine,
    version,
    states: nodes.map(stateOf),
    transitions: transitions.map((transition, index) => ({ id: String(index), ...transition })),
  }
}
