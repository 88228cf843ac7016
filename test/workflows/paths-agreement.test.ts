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

const graph = explore('agreement', {
  input: machineInputs.agreement,
  events: machineEvents.agreement,
})

const closing = (announcement: string, plaque: string, settlement: string) =>
  `closing.announcement.${announcement} closing.plaque.${plaque} closing.settlement.${settlement}`

describe('the agreement of 第十二、十三、十九条', () => {
  it('reaches every leaf and every end', () => {
    expect([...new Set(graph.states.flatMap((state) => stageOf(state).split(' ')))].sort()).toEqual(leavesOf(graph.machine))
    expect([...new Set(graph.states.filter(({ status }) => status === 'done').map(stageOf))]).toEqual(finalsOf(graph.machine))
  })
  it('takes every transition that it defines', () => {
    expect(takenTransitions(graph)).toEqual(definedTransitions(graph.machine))
  })
  it('has no state without a way to an end', () => {
    expect(deadEnds(graph)).toEqual([])
  })
  it('takes in each stage exactly these events', () => {
    expect(answersByStage(graph)).toEqual({
      awaitingStart: ['⏱termStarts'],
      // Nothing but the end of the term ends it here: rescission is a case of its own.
      inForce: ['⏱termEnds'],
      // Three independent duties, each done once, in any order.
      [closing('open', 'open', 'open')]: ['announceExit', 'returnPlaque', 'settleClaims'],
      [closing('open', 'open', 'done')]: ['announceExit', 'returnPlaque'],
      [closing('open', 'done', 'open')]: ['announceExit', 'settleClaims'],
      [closing('done', 'open', 'open')]: ['returnPlaque', 'settleClaims'],
      [closing('open', 'done', 'done')]: ['announceExit'],
      [closing('done', 'open', 'done')]: ['returnPlaque'],
      [closing('done', 'done', 'open')]: ['settleClaims'],
      ended: [],
    })
  })
  it('goes from its first day to the last duty', () => {
    expect(shortestWay(graph, 'ended', machineInputs.agreement)).toHaveLength(5)
  })
})
