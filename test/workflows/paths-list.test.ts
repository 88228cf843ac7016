import { describe, expect, it } from 'vitest'
import { machineEvents, machineInputs } from '#test/workflows/machine-events'
import { answersByStage, deadEnds, definedTransitions, explore, leavesOf, stageOf, takenTransitions } from '#test/workflows/machine-graph'

const graph = explore('institutionList', { input: machineInputs.institutionList, events: machineEvents.institutionList })

describe('the list of 第九条（五）', () => {
  it('reaches every leaf by transitions that are all taken, and always ends', () => {
    expect([...new Set(graph.states.map(stageOf))].sort()).toEqual(leavesOf(graph.machine))
    expect(takenTransitions(graph)).toEqual(definedTransitions(graph.machine))
    expect(deadEnds(graph)).toEqual([])
  })
  it('is published by another person than drew it up, once', () => {
    expect(answersByStage(graph)).toEqual({ drafted: ['publish?', 'withdraw'], published: [], withdrawn: [] })
    const [draft] = graph.states
    expect(draft?.can({ type: 'publish', publishedBy: 'officer', publishedOn: '2026-05-20' })).toBe(false)
    expect(draft?.can({ type: 'publish', publishedBy: 'head', publishedOn: '2026-05-20' })).toBe(true)
  })
})
