import { describe, expect, it } from 'vitest'
import { machineEvents } from '#test/workflows/machine-events'
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
import type { ApplicationContext } from '#workflows/machines/application'

const graph = explore('application', {
  events: machineEvents.application,
  decisive: ({ supplementGiven, visitOn, visitRecorded, passed, noticeOver, openObjections, objectionUpheld }: ApplicationContext) => [
    supplementGiven,
    visitOn !== null,
    visitRecorded,
    passed,
    noticeOver,
    [...openObjections].sort(),
    objectionUpheld,
  ],
})

const notice = (clock: string, objections: string) => `publicNotice.clock.${clock} publicNotice.objections.${objections}`

describe('the application of 第八至十条', () => {
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
      // 第九条（二）: late is only late; silence is never refusal. One first notice, then only follow-ups.
      'submitted.inTime': ['accept', 'giveSupplementNotice?', 'refuse', 'transfer', 'withdraw', '⏱acceptanceDue'],
      'submitted.late': ['accept', 'giveSupplementNotice?', 'refuse', 'transfer', 'withdraw'],
      // The window runs from service only; an answer is welcome before it.
      'supplementing.unserved': ['acknowledgeNotice', 'answerSupplement', 'withdraw', '⏱serviceDeemed'],
      'supplementing.served': ['answerSupplement', 'withdraw', '⏱supplementWindow'],
      // 第九条（三）
      queued: ['joinRound', 'withdraw'],
      enrolled: ['beginEvaluation', 'scheduleVisit', 'withdraw'],
      // Papers and site: the visit is announced, then recorded, and only then there is a conclusion.
      underEvaluation: ['concludeEvaluation?', 'declareConflict', 'recordVisit?', 'scheduleVisit', 'submitSheet', 'takeVetoMinute'],
      // 第九条（四）: an objection may come until the last instant, never after it, and holds the institution.
      evaluated: ['beginEvaluation', 'publishResult'],
      [notice('running', 'none')]: ['fileObjection', '⏱publicNotice'],
      [notice('running', 'open.inTime')]: ['decideObjection?', 'fileObjection', '⏱objectionHandling', '⏱publicNotice'],
      [notice('running', 'open.late')]: ['decideObjection?', 'fileObjection', '⏱publicNotice'],
      [notice('over', 'open.inTime')]: ['decideObjection?', '⏱objectionHandling'],
      [notice('over', 'open.late')]: ['decideObjection?'],
      // 第九条（五）: the window runs only while it is the institution's turn.
      'negotiating.drafting': ['offerTerms'],
      'negotiating.offered': ['agreeTerms', 'commentTerms', '⏱signingWindow'],
      'signing.byInstitution': ['signByInstitution', '⏱signingWindow'],
      'signing.byAgency': ['countersign'],
      signed: [],
      refused: [],
      withdrawn: [],
      notPassed: [],
      lapsed: [],
    })
  })

  it('goes the straight way of 第九条 to two signatures', () => {
    expect(shortestWay(graph, 'signed')).toEqual([
      'accept',
      'joinRound',
      'beginEvaluation',
      'scheduleVisit',
      'recordVisit',
      'concludeEvaluation',
      'publishResult',
      '⏱publicNotice',
      'offerTerms',
      'agreeTerms',
      'signByInstitution',
      'countersign',
    ])
  })

  it('cannot be signed after a failed evaluation or an upheld objection, whatever happens', () => {
    const signed = graph.states.filter((state) => /^(negotiating|signing|signed)/.test(stageOf(state)))
    expect(signed.length).toBeGreaterThan(0)
    expect(signed.filter(({ context }) => context.passed !== true || context.objectionUpheld)).toEqual([])
  })

  it('cannot be signed before the notice is over and every objection is decided', () => {
    const signed = graph.states.filter((state) => /^(negotiating|signing|signed)/.test(stageOf(state)))
    expect(signed.filter(({ context }) => !context.noticeOver || context.openObjections.length > 0)).toEqual([])
  })
})
