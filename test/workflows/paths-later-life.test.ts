import { describe, expect, it } from 'vitest'
import { changeInputs, endingInputs, machineEvents, machineInputs } from '#test/workflows/machine-events'
import {
  answersByStage,
  deadEnds,
  definedTransitions,
  explore,
  type Graph,
  leavesOf,
  stageOf,
  takenTransitions,
} from '#test/workflows/machine-graph'
import { step } from '#workflows/engine/step'
import type { ChangeContext } from '#workflows/machines/change'
import type { EndingContext } from '#workflows/machines/ending'
import type { RenewalContext } from '#workflows/machines/renewal'

const changes = Object.values(changeInputs).map((input) =>
  explore('change', {
    input,
    events: machineEvents.change,
    decisive: (context: ChangeContext) => [
      context.supplementGiven,
      context.checkedBy,
      context.refusalProposedBy,
      context.evaluationPassed,
      context.signedOnPaper,
      context.needsEvaluation,
      context.isNoted,
    ],
  }),
)
const renewals = [true, false].map((isEarly) =>
  explore('renewal', {
    input: { ...(machineInputs.renewal as object), isEarly },
    events: machineEvents.renewal,
    decisive: (context: RenewalContext) => [context.refusalProposedBy, context.signedOnPaper],
  }),
)
const endings = Object.values(endingInputs).map((input) =>
  explore('ending', {
    input,
    events: machineEvents.ending,
    decisive: (context: EndingContext) => [context.draftedBy, context.signedOnPaper],
  }),
)

/** What the engine carries out on an edge. */
function effectsOf({ machine, name }: Graph, { from, event }: Graph['edges'][number]): string[] {
  const snapshot = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(from)))
  const outcome = step({ machine: name, version: 1, snapshot }, event)
  return outcome.ok ? outcome.value.effects.map((effect) => (effect.type === 'issueDocument' ? effect.params.kind : effect.type)) : []
}
/** The edges of several graphs that lead into a final state. */
const into = (graphs: readonly Graph[], final: string) =>
  graphs.flatMap((graph) => graph.edges.filter(({ to }) => stageOf(to) === final).map((edge) => ({ graph, edge })))

describe.each([
  ['a change', changes],
  ['a renewal', renewals],
  ['an ending', endings],
])('%s', (_, graphs) => {
  it('reaches every leaf, takes every transition, and can always end', () => {
    const [{ machine }] = graphs as [Graph]
    expect([...new Set(graphs.flatMap(({ states }) => states.map(stageOf)))].sort()).toEqual(leavesOf(machine))
    expect([...new Set(graphs.flatMap(takenTransitions))].sort()).toEqual(definedTransitions(machine))
    for (const graph of graphs) expect(deadEnds(graph)).toEqual([])
  })
  it('is closed with its agreement from every stage in which nothing is decided yet', () => {
    for (const graph of graphs)
      for (const [stage, events] of Object.entries(answersByStage(graph)))
        if (events.length > 0 && !stage.startsWith('decided'))
          expect([stage, events]).toEqual([stage, expect.arrayContaining(['closeWithAgreement'])])
  })
  it('signs on the file or on paper, never one after the other', () => {
    for (const { edge } of graphs.flatMap((graph) => graph.edges.map((one) => ({ edge: one })))) {
      if (edge.event.type === 'countersign') expect(edge.from.context.signedOnPaper).toBe(false)
      if (edge.event.type === 'confirmPaper') expect(edge.from.context.signedOnPaper).toBe(true)
    }
  })
})

describe('第十五条', () => {
  const answers = Object.assign({}, ...changes.map(answersByStage))
  it('never ends an agreement by the clock: overdue waits for the head, in a case of its own', () => {
    expect(answers['noted.inTime']).toEqual(['closeWithAgreement', 'dismissNote', 'fileChange', '⏱changeWindow'])
    expect(answers['noted.overdue']).toEqual(['closeWithAgreement', 'dismissNote', 'endForLateness', 'fileChange'])
    expect(answers.late).toEqual(['admitLate', 'closeWithAgreement', 'endForLateness', 'withdraw'])
    for (const { graph, edge } of into(changes, 'ended')) {
      expect(edge.event.type).toBe('endForLateness')
      expect(effectsOf(graph, edge)).toEqual(['openEnding'])
    }
  })
  it('is refused by another than who proposed it, in writing, and then ends by a case that hears the party again', () => {
    const refused = into(changes, 'refused')
    expect(refused.length).toBeGreaterThan(0)
    for (const { graph, edge } of refused) {
      expect(edge.event.decidedBy).not.toBe(edge.from.context.refusalProposedBy)
      expect(effectsOf(graph, edge)).toEqual(['changeRefusal', 'openEnding'])
    }
  })
  it('gives the one supplement notice once', () => {
    const given = changes.flatMap(({ edges }) => edges.filter(({ event }) => event.type === 'giveSupplementNotice'))
    expect(given.every(({ from, to }) => !from.context.supplementGiven && to.context.supplementGiven)).toBe(true)
  })
  it('agrees on a new place only after two persons have looked at it', () => {
    const [, , , evaluated] = changes
    const agreed = evaluated?.states.filter((state) => stageOf(state) === 'agreed') ?? []
    expect(agreed.length).toBeGreaterThan(0)
    expect(agreed.every(({ context }) => context.evaluationPassed === true)).toBe(true)
    const confirmed = evaluated?.edges.filter(({ event }) => event.type === 'confirmEvaluation') ?? []
    expect(confirmed.every(({ from, event }) => event.confirmedBy !== from.context.evaluatedBy)).toBe(true)
  })
  it('takes a new account only from two, and a contact from one', () => {
    const account = changes.at(-1)?.edges.filter(({ to }) => stageOf(to) === 'noteTaken') ?? []
    expect(account.map(({ event }) => event)).toEqual([{ type: 'confirmSmallChange', confirmedBy: 'head' }])
    const contact = changes.at(-2)?.edges.filter(({ to }) => stageOf(to) === 'noteTaken') ?? []
    expect(contact.map(({ event }) => event.type)).toEqual(['concludeCheck'])
  })
})

describe('第十三条', () => {
  it('keeps what comes early until its window opens', () => {
    expect(renewals[0] && answersByStage(renewals[0]).early).toEqual(['closeWithAgreement', 'withdraw', '⏱renewalOpens'])
  })
  it('refuses only by two, in writing; the agreement is told', () => {
    for (const { graph, edge } of into(renewals, 'refused')) {
      expect(edge.event.decidedBy).not.toBe(edge.from.context.refusalProposedBy)
      expect(effectsOf(graph, edge)).toEqual(['renewalRefusal', 'refuseRenewal'])
    }
    expect(into(renewals, 'refused').length).toBeGreaterThan(0)
  })
  it('has no end by the clock', () => {
    const finals = renewals.flatMap(({ edges }) =>
      edges.filter(({ event, to }) => event.type.startsWith('xstate.after') && to.status === 'done'),
    )
    expect(finals).toEqual([])
  })
})

describe('第十六至十九条', () => {
  it('are decided by somebody who neither proposed nor drafted it', () => {
    const decided = endings.flatMap(({ edges }) => edges.filter(({ event }) => event.type === 'decide'))
    expect(decided.length).toBeGreaterThan(0)
    for (const { from, event } of decided) {
      expect(event.decidedBy).not.toBe(from.context.draftedBy)
      expect(event.decidedBy).not.toBe(from.context.proposedBy)
    }
  })
  it('hear the party before anything is drafted', () => {
    expect(endings[0] && Object.keys(answersByStage(endings[0]))[0]).toBe('notice.unserved')
    expect(endings[0] && answersByStage(endings[0])['notice.served']).toEqual([
      'closeWithAgreement',
      'drop?',
      'giveStatement',
      'waiveStatement',
      '⏱statementWindow',
    ])
  })
  it('stand while they are contested, and restore the agreement when they are set aside', () => {
    expect(endings[0] && answersByStage(endings[0])['decided.contested']).toEqual(['endContest', 'setAside', 'stay'])
    for (const { graph, edge } of into(endings, 'setAside'))
      expect(effectsOf(graph, edge)).toEqual(['restoreAgreement', 'liftAgreementBar'])
  })
})
