import { describe, expect, it } from 'vitest'
import { machineEvents, machineInputs } from '#test/workflows/machine-events'
import {
  answersByStage,
  deadEnds,
  definedTransitions,
  explore,
  finalsOf,
  leavesOf,
  shortestWay,
  stageOf,
  takenTransitions,
} from '#test/workflows/machine-graph'

const graph = explore('evaluationRound', {
  input: machineInputs.evaluationRound,
  events: machineEvents.evaluationRound,
  decisive: ({ submittedBy, panel }: { submittedBy: string | null; panel: unknown[] }) => [submittedBy, panel.length],
})

describe('the evaluation round of 第九条（三）、（四）', () => {
  it('reaches every leaf and every end', () => {
    expect([...new Set(graph.states.flatMap((state) => stageOf(state).split(' ')))].sort()).toEqual(leavesOf(graph.machine))
    expect([...new Set(graph.states.filter(({ status }) => status === 'done').map(stageOf))].sort()).toEqual(finalsOf(graph.machine))
  })
  it('takes every transition that it defines', () => {
    expect(takenTransitions(graph)).toEqual(definedTransitions(graph.machine))
  })
  it('has no state without a way to an end', () => {
    expect(deadEnds(graph)).toEqual([])
  })
  it('takes in each stage exactly these events', () => {
    expect(answersByStage(graph)).toEqual({
      open: ['appointPanel?', '⏱roundLock'],
      // Accepted after the lock, let in by the head until the results are handed in.
      locked: ['admitLate', 'appointPanel?', 'closeEmpty', '⏱evaluationOpens'],
      'evaluating.inMonth': ['admitLate', 'appointPanel?', 'closeEmpty', 'submitResults', '⏱evaluationEnds'],
      // The month is over: only the head may let the work go on.
      'evaluating.overrun': ['admitLate', 'appointPanel?', 'closeEmpty', 'extend'],
      'evaluating.extended': ['admitLate', 'appointPanel?', 'closeEmpty', 'submitResults', '⏱evaluationExtension'],
      // Not by the person who handed in.
      handedIn: ['approveResults?', 'returnResults'],
      approved: ['publish'],
      // Nobody ends the notice but the clock; lost days only make it longer.
      'publicNotice.running': ['extendNotice', '⏱publicNotice'],
      'publicNotice.extended': ['extendNotice', '⏱publicNoticeExtension'],
      closed: [],
      closedEmpty: [],
    })
  })
  it('goes the straight way from lock to the end of the notice', () => {
    expect(shortestWay(graph, 'closed', machineInputs.evaluationRound)).toEqual([
      '⏱roundLock',
      '⏱evaluationOpens',
      'submitResults',
      'approveResults',
      'publish',
      '⏱publicNotice',
    ])
  })
})
