import { describe, expect, it } from 'vitest'
import { barRecordInputs, machineEvents } from '#test/workflows/machine-events'
import { answersByStage, deadEnds, definedTransitions, explore, leavesOf, stageOf, takenTransitions } from '#test/workflows/machine-graph'
import { begin, step } from '#workflows/engine/step'

const graphs = Object.values(barRecordInputs).map((input) => explore('barRecord', { input, events: machineEvents.barRecord }))
const [graph] = graphs

describe('an entry of the ledger of 第十条', () => {
  it('reaches every leaf by transitions that are all taken, and can always end', () => {
    if (graph === undefined) throw new Error('no graph')
    expect([...new Set(graph.states.map(stageOf))].sort()).toEqual(leavesOf(graph.machine))
    expect([...new Set(graphs.flatMap((one) => [...takenTransitions(one)]))].sort()).toEqual([...definedTransitions(graph.machine)].sort())
    for (const one of graphs) expect(deadEnds(one)).toEqual([])
  })

  it('is confirmed by another person, is contested and upheld, and is set aside from both', () => {
    expect(graph && answersByStage(graph)).toEqual({
      recorded: ['confirm?', 'drop'],
      'standing.final': ['markUnderReview', 'setAside'],
      'standing.underReview': ['endReview', 'setAside'],
      setAside: [],
      dropped: [],
    })
  })

  it.each([
    ['penalty', ['recordBar']],
    ['finding', ['recordBar', 'issueDocument']],
    ['mereNote', []],
  ] as const)('confirmed, a %s asks for %j', (name, effects) => {
    const opened = begin('barRecord', barRecordInputs[name])
    const confirm = (confirmedBy: string) =>
      step(
        { machine: 'barRecord', version: opened.version, snapshot: opened.snapshot },
        { type: 'confirm', confirmedBy, confirmedOn: '2026-01-20' },
      )
    expect(confirm('officer')).toMatchObject({ ok: false })
    const confirmed = confirm('head')
    expect(confirmed.ok && confirmed.value.effects.map(({ type }) => type)).toEqual(effects)
    expect(confirmed.ok && confirmed.value.leaves).toEqual(['standing.final'])
  })
})
