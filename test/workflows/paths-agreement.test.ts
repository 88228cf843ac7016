import { describe, expect, it } from 'vitest'
import { agreementView, agreementViews } from '#test/workflows/agreement-views'
import {
  answersByStage,
  deadEnds,
  definedTransitions,
  type Graph,
  leavesOf,
  stageOf,
  takenTransitions,
} from '#test/workflows/machine-graph'

const stagesOf = ({ states }: Graph) => states.map(stageOf)
/** What one region takes in each of its leaves, while the others stand anywhere. */
function regionAnswers(graph: Graph, region: string, own: readonly string[]): Record<string, string[]> {
  const answers = new Map<string, Set<string>>()
  for (const [stage, events] of Object.entries(answersByStage(graph))) {
    const leaves = stage.split(' ').filter((leaf) => leaf.startsWith(`${region}.`))
    const key = leaves.map((leaf) => leaf.slice(region.length + 1)).join(' ')
    const known = answers.get(key) ?? new Set()
    for (const event of events.map((name) => name.replace('?', ''))) if (own.includes(event)) known.add(event)
    answers.set(key, known)
  }
  return Object.fromEntries([...answers].map(([leaf, events]) => [leaf, [...events].sort()]))
}
const termOf = (stage: string) =>
  stage
    .split(' ')
    .filter((leaf) => leaf.startsWith('term.'))
    .join(' ')

describe('the agreement of 第九条（五）、第十一至十九条', () => {
  it('reaches every leaf and takes every transition that it defines', () => {
    const graphs = agreementViews.map(agreementView)
    const [{ machine }] = graphs as [Graph]
    expect([...new Set(graphs.flatMap(stagesOf).flatMap((stage) => stage.split(' ')))].sort()).toEqual(leavesOf(machine))
    expect([...new Set(graphs.flatMap(takenTransitions))].sort()).toEqual([...new Set(definedTransitions(machine))])
  })
  it('of a fixed term has no state without a way to an end', () => {
    expect(deadEnds(agreementView('toTheEnd'))).toEqual([])
  })
  it('is done only when the term and its duties are over, the filing is acknowledged and the list is right', () => {
    const done = agreementView('toTheEnd').states.filter(({ status }) => status === 'done')
    const rest = 'performance.over record.over renewal.over settlement.over term.ended'
    expect([...new Set(done.map(stageOf))].sort()).toEqual([
      `connection.over filing.closed listing.delisted ${rest}`,
      `connection.over filing.closed listing.neverListed ${rest}`,
    ])
  })

  it('takes for its term exactly these events', () => {
    const own = ['fileRenewal', 'grantRenewal', 'refuseRenewal', 'withdrawRenewal', 'scheduleEnd', 'cancelEnd']
    const timers = ['⏱termStarts', '⏱termEnds', '⏱continuationEnds', '⏱endEffective']
    const answers = Object.entries(regionAnswers(agreementView('life'), 'term', [...own, ...timers]))
    const isClosing = ([leaf]: (typeof answers)[number]) => leaf.startsWith('closing')
    expect(answers.filter(isClosing).flatMap(([, events]) => events)).toEqual([])
    const term = Object.fromEntries(answers.filter((answer) => !isClosing(answer)))
    const renewing = ['fileRenewal', 'grantRenewal', 'refuseRenewal']
    expect(term).toEqual({
      awaitingStart: [...renewing, 'scheduleEnd', 'withdrawRenewal', '⏱termStarts'],
      'inForce.fixedTerm': [...renewing, 'scheduleEnd', 'withdrawRenewal', '⏱termEnds'],
      // Only a decision or a signature ends it here: the clock makes it late, and nothing more.
      'inForce.continued.inTime': ['grantRenewal', 'refuseRenewal', 'scheduleEnd', 'withdrawRenewal', '⏱continuationEnds'],
      'inForce.continued.late': ['grantRenewal', 'refuseRenewal', 'scheduleEnd', 'withdrawRenewal'],
      'inForce.ending': ['cancelEnd', 'grantRenewal', 'refuseRenewal', 'scheduleEnd', 'withdrawRenewal', '⏱endEffective'],
    })
  })

  it('has four independent duties after its end, each done once', () => {
    const answers = regionAnswers(agreementView('duties'), 'term', ['settleClaims', 'returnPlaque', 'announceExit', 'transferPatients'])
    const open = 'closing.announcement.open closing.patients.open closing.plaque.open closing.settlement.open'
    expect(answers[open]).toEqual(['announceExit', 'returnPlaque', 'settleClaims', 'transferPatients'])
    for (const [leaves, events] of Object.entries(answers).filter(([key]) => key.startsWith('closing')))
      expect(events).toHaveLength(leaves.split(' ').filter((leaf) => leaf.endsWith('.open')).length)
  })

  it('is never ended by the clock while a timely wish for another term is undecided', () => {
    const { edges } = agreementView('life')
    const ended = edges.filter(
      ({ from, event, to }) => event.type.includes('after.termEnds') && from.context.renewal?.state === 'filed' && to.context.isOver,
    )
    expect(ended).toEqual([])
    const held = edges.filter(({ from, event }) => event.type.includes('after.termEnds') && from.context.renewal?.state === 'filed')
    expect(new Set(held.map(({ to }) => termOf(stageOf(to))))).toEqual(new Set(['term.inForce.continued.inTime']))
  })

  it('goes over into its next term at the last moment of the old one', () => {
    const renewed = agreementView('life').edges.filter(
      ({ from, event }) => event.type.includes('after.termEnds') && from.context.nextTerm !== null,
    )
    expect(renewed.length).toBeGreaterThan(0)
    for (const { from, to } of renewed) {
      expect(termOf(stageOf(to))).toBe('term.inForce.fixedTerm')
      expect(to.context.startsOn).toBe(from.context.nextTerm?.startsOn)
      expect(to.context.formerTerms).toHaveLength(from.context.formerTerms.length + 1)
    }
  })

  it('with a medical institution may be long-term: nothing of the clock but a rest that is never resumed ends it', () => {
    const longTerm = agreementView('longTerm')
    expect(Object.values(regionAnswers(longTerm, 'term', ['⏱termEnds', 'fileRenewal'])).flat()).toEqual([])
    const byClock = longTerm.edges.filter(
      ({ from, event, to }) =>
        event.type.startsWith('xstate.after') &&
        !from.context.isOver &&
        to.context.isOver &&
        !termOf(stageOf(from)).includes('awaitingStart'),
    )
    expect([...new Set(byClock.map(({ event }) => event.type.split('.')[2]))].sort()).toEqual(['endEffective', 'suspensionEnds'])
  })
})

describe('beside its term, an agreement', () => {
  it('is filed whenever, before or after its end, answers remarks, and is filed again with each new text', () => {
    const own = ['file', 'acknowledgeFiling', 'answerFilingRemarks', 'applyChange', '⏱filing']
    expect(regionAnswers(agreementView('filing'), 'filing', own)).toEqual({
      // Late is only late.
      'due.inTime': ['applyChange', 'file', '⏱filing'],
      'due.late': ['applyChange', 'file'],
      filed: ['acknowledgeFiling', 'applyChange'],
      remarked: ['answerFilingRemarks', 'applyChange'],
      acknowledged: ['applyChange'],
      closed: [],
    })
  })

  it('comes onto the list only while it is not over and leaves it only afterwards', () => {
    const listing = agreementView('listing')
    expect(regionAnswers(listing, 'listing', ['list', 'delist'])).toEqual({
      unlisted: ['list'],
      // Again, when a change has to be announced.
      listed: ['delist', 'list'],
      delisted: [],
      neverListed: [],
    })
    for (const { value, context } of listing.states) {
      if (value.listing === 'delisted' || value.listing === 'neverListed') expect(context.isOver).toBe(true)
      if (value.listing === 'unlisted') expect(context.isOver).toBe(false)
    }
  })

  it('loses its settlement with its licence, never its term', () => {
    const settlement = agreementView('settlement')
    expect(Object.keys(regionAnswers(settlement, 'settlement', [])).sort()).toEqual([
      'grace',
      'held',
      'open.unwatched',
      'open.watched',
      'over',
    ])
    const byLicence = settlement.edges.filter(({ event }) => event.type.includes('after.licence'))
    expect(byLicence.length).toBeGreaterThan(0)
    for (const { from, to } of byLicence) expect(termOf(stageOf(to))).toBe(termOf(stageOf(from)))
  })

  it('tests its system as often as it takes', () => {
    expect(regionAnswers(agreementView('connection'), 'connection', ['passConnection', 'failConnection', '⏱connectionDue'])).toEqual({
      'awaited.inTime': ['failConnection', 'passConnection', '⏱connectionDue'],
      'awaited.late': ['failConnection', 'passConnection'],
      failing: ['failConnection', 'passConnection'],
      connected: ['failConnection'],
      over: [],
    })
  })
})
