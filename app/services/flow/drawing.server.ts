import type { Diagram, DiagramEdge, DiagramState } from '#app/view/flow/diagram'
import { stateAnchor } from '#app/view/flow/flow-link'
import { grantsInWords, waitingInWords } from '#app/view/flow/grant-words'
import { layOut } from '#app/view/flow/layout'
import { commandAction } from '#app/view/labels'
import type { Chart, ChartState, ChartTransition } from '#workflows/chart/model'
import { commands } from '#workflows/commands/index'
import type { PolicySet } from '#workflows/policy/schema'
import { conditionOf, deadlinesOf, isWithin, timerOf, titleOf } from './chart-in-words.server'

/** The steps that leave the state as it is, or begin it anew, by their names. */
function stayingSteps({ transitions }: Chart, path: string): string[] {
  const staying = transitions.filter(({ from, to }) => from === path && to.every((target) => isWithin(path, target)))
  const namesOf = ({ cause, to }: ChartTransition) =>
    'commands' in cause ? cause.commands.map((command) => `${commandAction(command)}${to.length > 0 ? '（重新开始）' : ''}`) : []
  return [...new Set(staying.flatMap(namesOf))]
}

function drawnState(chart: Chart, { path, parent, kind, isInitial, tags }: ChartState, policy: PolicySet): DiagramState {
  const waitsFor = waitingInWords(tags)
  const steps = stayingSteps(chart, path)
  const timers = deadlinesOf(chart.transitions.filter(({ from }) => from === path)).map((key) => timerOf(policy, key))
  return {
    path,
    parent,
    kind,
    isInitial,
    isOverdue: tags.includes('overdue'),
    title: titleOf(chart.machine, path),
    href: `#${stateAnchor(path)}`,
    notes: [
      ...(waitsFor === '' ? [] : [`等待：${waitsFor}`]),
      ...timers.map(({ title, rule }) => `${title}：${rule}`),
      ...(steps.length === 0 ? [] : [`其间：${steps.join('、')}`]),
    ],
  }
}

/** Says which branch an edge is where one event leads to several states, and into which part it leads when not at its beginning. */
function branchWords(chart: Chart, transition: ChartTransition, to: string): string {
  const { from, event, cause } = transition
  const isOneOfSeveral = chart.transitions.some(
    (other) => other.from === from && other.event === event && other.to[0] !== to && other.to.length > 0,
  )
  const condition = isOneOfSeveral && cause.kind !== 'automatic' ? conditionOf(chart, transition) : ''
  const target = chart.states.find(({ path }) => path === to)
  const isDeep = target !== undefined && target.parent !== null && target.parent !== '' && !isWithin(from, target.parent)
  const part = isDeep && !target.isInitial ? `进入“${titleOf(chart.machine, to)}”` : ''
  return [condition, part].filter((words) => words !== '').join('，')
}

function drawnEdges(chart: Chart, policy: PolicySet): DiagramEdge[] {
  return chart.transitions.flatMap((transition): DiagramEdge[] => {
    const {
      from,
      to: [to],
      cause,
    } = transition
    if (to === undefined) return []
    const branch = branchWords(chart, transition, to)
    const named = (label: string) => (branch === '' ? label : `${label}：${branch}`)
    if (cause.kind === 'deadline') return [{ from, to, label: named(policy.deadlines[cause.key].title), who: '到期', style: 'deadline' }]
    if (cause.kind === 'automatic') {
      const condition = conditionOf(chart, transition)
      return [{ from, to, label: named(condition === '' ? '全部办结' : condition), who: '自动', style: 'automatic' }]
    }
    return cause.commands.map((command) => ({
      from,
      to,
      label: named(commandAction(command)),
      who: grantsInWords(commands[command].grants),
      style: 'command',
    }))
  })
}

/** The drawing of a chart with the rules of one version. */
export const drawingOf = (chart: Chart, policy: PolicySet): Diagram =>
  layOut(
    chart.states.map((state) => drawnState(chart, state, policy)),
    drawnEdges(chart, policy),
  )
