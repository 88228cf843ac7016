import { describe, expect, it } from 'vitest'
import { machineEvents, machineInputs } from '#test/workflows/machine-events'
import { answersByStage, deadEnds, definedTransitions, explore, leavesOf, stageOf, takenTransitions } from '#test/workflows/machine-graph'

describe.each(['ruleRelease', 'ruleOverride'] as const)('a case of %s', (name) => {
  const graph = explore(name, { input: machineInputs[name], events: machineEvents[name] })

  it('reaches every leaf by transitions that are all taken, and can always end', () => {
    expect([...new Set(graph.states.map(stageOf))].sort()).toEqual(leavesOf(graph.machine))
    expect([...takenTransitions(graph)].sort()).toEqual([...definedTransitions(graph.machine)].sort())
    expect(deadEnds(graph)).toEqual([])
  })

  it('lets nobody decide on what they wrote', () => {
    const byStage = {
      ruleRelease: { draft: ['amend', 'check?', 'drop'], checked: ['amend', 'drop', 'publish?'], published: [], dropped: [] },
      ruleOverride: { proposed: ['approve?', 'drop'], approved: [], dropped: [] },
    }
    expect(answersByStage(graph)).toEqual(byStage[name])
  })
})
