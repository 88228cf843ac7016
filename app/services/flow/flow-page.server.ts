import { chartSummary } from '#app/view/flow/chart-words'
import type { Diagram } from '#app/view/flow/diagram'
import { stateAnchor } from '#app/view/flow/flow-link'
import { grantsInWords, waitingInWords } from '#app/view/flow/grant-words'
import { commandAction, machineTitles } from '#app/view/labels'
import { type Chart, type ChartState, type ChartTransition, chartOf } from '#workflows/chart/model'
import { commands } from '#workflows/commands/index'
import { type MachineName, machines } from '#workflows/engine/restore'
import { ruleInWords } from '#workflows/policy/deadline-words'
import type { PolicySet } from '#workflows/policy/schema'
import { conditionOf, deadlinesOf, type FlowTimer, isWithin, timerOf, titleOf } from './chart-in-words.server'
import { consequencesOf } from './consequences.server'
import { drawingOf } from './drawing.server'

/** One row: what may happen in a state, who does it, by when, on which article, and what follows. */
export type FlowLine = {
  id: string
  event: string
  who: string
  by: string[]
  articles: string[]
  condition: string
  follows: string[]
}

export type FlowState = {
  path: string
  anchor: string
  title: string
  /** Titles of the states around it, from the outermost in. */
  around: string[]
  isEnd: boolean
  waitsFor: string
  article: string | null
  timers: FlowTimer[]
  lines: FlowLine[]
}

export type FlowPage = {
  machine: MachineName
  title: string
  summary: string
  version: number
  remarks: string[]
  diagram: Diagram
  states: FlowState[]
}

/** Every chart by its name, as the list of charts shows them. */
export const flowList = () =>
  (Object.keys(machines) as MachineName[]).map((machine) => ({
    machine,
    title: machineTitles[machine] ?? machine,
    summary: chartSummary(machine),
    version: machines[machine].version,
  }))

/** True for a name from a URL that is a chart. */
export const isMachineName = (name: string): name is MachineName => Object.hasOwn(machines, name)

/** Whether two states can hold at the same time inside one stage; the chart's own parts beside each other are told apart. */
function holdTogether({ states }: Chart, one: string, other: string): boolean {
  if (isWithin(one, other) || isWithin(other, one)) return other !== '' && one !== ''
  const parallels = states.filter(({ kind, path }) => kind === 'parallel' && path !== '')
  return parallels.some(({ path, children }) => {
    const regionOf = (state: string) => children.find((child) => isWithin(state, child))
    return isWithin(one, path) && isWithin(other, path) && regionOf(one) !== regionOf(other)
  })
}

function linesOf(chart: Chart, transition: ChartTransition, policy: PolicySet): FlowLine[] {
  const { cause, from, id } = transition
  const base = {
    condition: conditionOf(chart, transition),
    follows: consequencesOf(transition, policy, (path) => titleOf(chart.machine, path)),
  }
  if (cause.kind === 'automatic')
    return [{ ...base, id, event: '自动转入', who: '系统', by: ['条件具备时立即'], articles: transition.articles }]
  if (cause.kind === 'deadline') {
    const { title, rule, consequence } = timerOf(policy, cause.key)
    return [
      {
        ...base,
        id,
        event: title,
        who: '系统（到期自动）',
        by: [rule],
        articles: transition.articles,
        follows: [...base.follows, consequence],
      },
    ]
  }
  const running = deadlinesOf(chart.transitions.filter((other) => holdTogether(chart, from, other.from)))
  const by = cause.kind === 'opening' ? [] : running.map((key) => `${policy.deadlines[key].title}：${ruleInWords(policy.deadlines[key])}`)
  return cause.commands.map((command) => ({
    ...base,
    id: `${id}-${command}`,
    event: commandAction(command),
    who: grantsInWords(commands[command].grants),
    by,
    articles: [commands[command].article],
  }))
}

function aroundOf({ machine, states }: Chart, state: ChartState): string[] {
  const parent = states.find(({ path }) => path === state.parent)
  return parent === undefined || parent.path === ''
    ? []
    : [...aroundOf({ machine, states } as Chart, parent), titleOf(machine, parent.path)]
}

function stateOf(chart: Chart, state: ChartState, policy: PolicySet): FlowState {
  const own = chart.transitions.filter(({ from }) => from === state.path)
  return {
    path: state.path,
    anchor: stateAnchor(state.path),
    title: state.path === '' ? '立案' : titleOf(chart.machine, state.path),
    around: aroundOf(chart, state),
    isEnd: state.kind === 'final',
    waitsFor: waitingInWords(state.tags),
    article: state.article,
    timers: deadlinesOf(own).map((key) => timerOf(policy, key)),
    lines: own.flatMap((transition) => linesOf(chart, transition, policy)),
  }
}

/** What the chart has and this version of the rules does not use. */
const remarksOf = (machine: MachineName, { suspension }: PolicySet): string[] =>
  machine === 'agreement' && suspension === null ? ['这个版本的规则没有中止协议的规定，图中的“中止和恢复”不适用。'] : []

/** A chart with the rules of one version, ready to be drawn and read. */
export function flowPage(machine: MachineName, policy: PolicySet): FlowPage {
  const chart = chartOf(machine, policy)
  return {
    machine,
    title: machineTitles[machine] ?? machine,
    summary: chartSummary(machine),
    version: chart.version,
    remarks: remarksOf(machine, policy),
    diagram: drawingOf(chart, policy),
    states: chart.states.map((state) => stateOf(chart, state, policy)).filter(({ path, lines }) => path !== '' || lines.length > 0),
  }
}
