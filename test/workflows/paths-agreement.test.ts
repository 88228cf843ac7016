import { describe, expect, it } from 'vitest'
import { machineEvents, machineInputs } from '#test/workflows/machine-events'
import {
  answersByStage,
  deadEnds,
  definedTransitions,
  explore,
  type Graph,
  leavesOf,
  shortestWay,
  stageOf,
  takenTransitions,
} from '#test/workflows/machine-graph'
import type { AgreementContext } from '#workflows/machines/agreement-context'

const explored = (input: unknown) =>
  explore('agreement', { input, events: machineEvents.agreement, decisive: ({ isOver }: AgreementContext) => isOver })
const fixedTerm = explored(machineInputs.agreement)
const longTermInput = { ...(machineInputs.agreement as object), expiresOn: null }
const longTerm = explored(longTermInput)

const stagesOf = ({ states }: Graph) => states.map(stageOf)
/** What one region takes in each of its leaves, while the others stand anywhere. */
function regionAnswers(graph: Graph, region: string, own: readonly string[]): Record<string, string[]> {
  const answers = new Map<string, Set<string>>()
  for (const [stage, events] of Object.entries(answersByStage(graph))) {
    const leaves = stage.split(' ').filter((leaf) => leaf.startsWith(`${region}.`))
    const key = leaves.map((leaf) => leaf.slice(region.length + 1)).join(' ')
    const known = answers.get(key) ?? new Set()
    for (const event of events) if (own.includes(event.replace('?', ''))) known.add(event)
    answers.set(key, known)
  }
  return Object.fromEntries([...answers].map(([leaf, events]) => [leaf, [...events].sort()]))
}

const closing = (announcement: string, plaque: string, settlement: string) =>
  `closing.announcement.${announcement} closing.plaque.${plaque} closing.settlement.${settlement}`

describe('the agreement of 第九条（五）、第十一至十三条、第十九条', () => {
  it('reaches every leaf', () => {
    const reached = new Set([...stagesOf(fixedTerm), ...stagesOf(longTerm)].flatMap((stage) => stage.split(' ')))
    expect([...reached].sort()).toEqual(leavesOf(fixedTerm.machine))
  })
  it('takes every transition that it defines', () => {
    const taken = new Set([...takenTransitions(fixedTerm), ...takenTransitions(longTerm)])
    expect([...taken].sort()).toEqual(definedTransitions(fixedTerm.machine))
  })
  it('of a fixed term has no state without a way to an end', () => {
    expect(deadEnds(fixedTerm)).toEqual([])
  })
  it('is done only when the term and its duties are over, the filing is acknowledged and the list is right', () => {
    expect([...new Set(fixedTerm.states.filter(({ status }) => status === 'done').map(stageOf))].sort()).toEqual([
      'filing.acknowledged listing.delisted term.ended',
      'filing.acknowledged listing.neverListed term.ended',
    ])
  })

  it('takes for its term exactly these events, however filing and list stand', () => {
    expect(regionAnswers(fixedTerm, 'term', ['settleClaims', 'returnPlaque', 'announceExit', '⏱termStarts', '⏱termEnds'])).toEqual({
      awaitingStart: ['⏱termStarts'],
      // Nothing but the end of the term ends it here: rescission is a case of its own.
      'inForce.fixedTerm': ['⏱termEnds'],
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

  it('is filed whenever, before or after its end, and answers remarks until they are settled', () => {
    expect(regionAnswers(fixedTerm, 'filing', ['file', 'acknowledgeFiling', 'answerFilingRemarks', '⏱filing'])).toEqual({
      // Late is only late.
      'due.inTime': ['file', '⏱filing'],
      'due.late': ['file'],
      filed: ['acknowledgeFiling'],
      remarked: ['answerFilingRemarks'],
      acknowledged: [],
    })
  })

  it('comes onto the list only while it is not over and leaves it only afterwards', () => {
    expect(regionAnswers(fixedTerm, 'listing', ['list', 'delist'])).toEqual({
      unlisted: ['list'],
      listed: ['delist'],
      delisted: [],
      neverListed: [],
    })
    for (const { value, context } of fixedTerm.states) {
      if (value.listing === 'delisted' || value.listing === 'neverListed') expect(context.isOver).toBe(true)
      if (value.listing === 'unlisted') expect(context.isOver).toBe(false)
    }
  })

  it('with a medical institution may be long-term: nothing of the clock ends it', () => {
    const stages = stagesOf(longTerm).filter((stage) => stage.includes('term.inForce'))
    expect(stages.length).toBeGreaterThan(0)
    expect(stages.every((stage) => stage.includes('term.inForce.longTerm'))).toBe(true)
    expect(Object.values(regionAnswers(longTerm, 'term', ['⏱termEnds'])).flat()).toEqual([])
  })

  it('goes from its first day to the last duty', () => {
    const done = 'filing.acknowledged listing.delisted term.ended'
    expect(shortestWay(fixedTerm, done, machineInputs.agreement)).toHaveLength(9)
  })
})
