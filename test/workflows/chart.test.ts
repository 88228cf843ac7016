import { describe, expect, it } from 'vitest'
import { type Chart, chartOf } from '#workflows/chart/model'
import { eventSentBy } from '#workflows/commands/events'
import { commandNames, commands } from '#workflows/commands/index'
import { type MachineName, machines } from '#workflows/engine/restore'
import { policy } from './seeds'

const charts = (Object.keys(machines) as MachineName[]).map((machine) => chartOf(machine, policy))
const article = /第[一二三四五六七八九十百]+(、[一二三四五六七八九十]+)*(至第?[一二三四五六七八九十]+)?条/
const inWords = ({ machine }: Chart, { from, event }: Chart['transitions'][number]) =>
  `${machine}: ${from || '(opening)'} ${event || 'always'}`
const missing = (holds: (transition: Chart['transitions'][number], chart: Chart) => boolean) =>
  charts.flatMap((chart) => chart.transitions.filter((transition) => !holds(transition, chart)).map((one) => inWords(chart, one)))

describe('every transition of every chart', () => {
  it('rests on an article: that of its command, of its deadline or of its state', () => {
    expect(missing(({ articles }) => articles.length > 0 && articles.every((one) => article.test(one)))).toEqual([])
  })
  it('is made by a command, by a deadline or by itself', () => {
    expect(missing(({ cause }) => !('commands' in cause) || cause.commands.length > 0)).toEqual([])
  })
  it('carries out nothing that a person could not be told: each document and each bar is named or decided by the case', () => {
    const kinds = charts.flatMap(({ transitions }) => transitions.flatMap(({ effects }) => effects))
    expect(kinds).toContainEqual({ type: 'issueDocument', detail: 'serviceAgreement' })
    expect(kinds).toContainEqual({ type: 'recordBar', detail: 'falseApplication' })
  })
})

describe('every command', () => {
  it('names its article', () => {
    expect(commandNames.filter((command) => !article.test(commands[command].article))).toEqual([])
  })
  it('opens a case or sends an event that its chart knows: none is dead', () => {
    const known = (machine: string, event: string) =>
      charts.some((chart) => chart.machine === machine && chart.transitions.some((transition) => transition.event === event))
    const dead = commandNames.filter((command) => {
      const event = eventSentBy(command)
      return commands[command].kind === 'step' && (event === undefined || !known(commands[command].machine, event))
    })
    expect(dead).toEqual([])
  })
})

describe('a chart as it is shown', () => {
  it('has every state once, and leads from states to states only', () => {
    for (const { states, transitions } of charts) {
      const paths = states.map(({ path }) => path)
      expect(new Set(paths).size).toBe(paths.length)
      for (const { from, to } of transitions) expect(paths).toEqual(expect.arrayContaining([from, ...to]))
    }
  })
  it('tells with a transition what the states it enters carry out', () => {
    const application = charts.find(({ machine }) => machine === 'application')
    const agreed = application?.transitions.find(({ event }) => event === 'agreeTerms')
    expect(agreed?.effects).toContainEqual({ type: 'issueDocument', detail: 'serviceAgreement' })
    const opened = application?.transitions.find(({ cause }) => cause.kind === 'opening')
    expect(opened?.effects).toContainEqual({ type: 'issueDocument', detail: 'applicationReceipt' })
  })
})
