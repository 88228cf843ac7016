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
import type { ApplicationContext } from '#workflows/machines/application-context'

const graph = explore('application', {
  events: machineEvents.application,
  // What is settled is left out, or every way through the intake would be walked again after the notice.
  decisive: ({ acceptedOn, passed, openObjections, ...context }: ApplicationContext) => [
    acceptedOn === null && context.supplementGiven,
    context.fraudReportedBy,
    passed === null && [context.visitOn !== null, context.visitRecorded, Math.min(context.failedVisits, 2)],
    passed,
    context.couldNotEvaluate,
    context.noticeOver,
    [...openObjections].sort(),
    context.objectionOutcome,
    context.reEvaluated,
    context.signedOnPaper,
  ],
})

const notice = (clock: string, objections: string) => `publicNotice.clock.${clock} publicNotice.objections.${objections}`
const submitted = (clock: string, examination: string) => `submitted.clock.${clock} submitted.examination.${examination}`
/** 第十条（三）: one person reports, another decides. */
const fraud = ['confirmFraud?', 'dismissFraud?', 'reportFraud?']
const inIntake = ['accept', 'giveSupplementNotice?', 'moveSite', 'renewLicence', 'transfer', 'withdraw', ...fraud]
const panelWork = [
  'concludeEvaluation?',
  'concludeUnable?',
  'declareConflict',
  'recordFailedVisit?',
  'recordVisit?',
  'renewLicence',
  'scheduleVisit',
  'submitSheet',
  'takeVetoMinute',
  ...fraud,
]
const sorted = (table: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(table).map(([stage, events]) => [stage, events.sort()]))

const onNotice = (...timers: string[]) => ['correctNotice', 'decideObjection?', 'extendNotice', 'fileObjection', ...timers, ...fraud]

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
    expect(answersByStage(graph)).toEqual(
      sorted({
        // 第九条（二）: late is only late; silence is never refusal. One first notice, then only follow-ups.
        [submitted('inTime', 'byOfficer')]: [...inIntake, 'proposeRefusal', '⏱acceptanceDue'],
        [submitted('late', 'byOfficer')]: [...inIntake, 'proposeRefusal'],
        // 第十条: a proposed refusal stops no clock, and another person decides it.
        [submitted('inTime', 'refusalProposed')]: [...inIntake, 'refuse?', 'returnRefusal', '⏱acceptanceDue'],
        [submitted('late', 'refusalProposed')]: [...inIntake, 'refuse?', 'returnRefusal'],
        // The window runs from service only; an answer is welcome before it.
        'supplementing.unserved': ['acknowledgeNotice', 'answerSupplement', 'moveSite', 'withdraw', '⏱serviceDeemed', ...fraud],
        'supplementing.served': ['answerSupplement', 'moveSite', 'withdraw', '⏱supplementWindow', ...fraud],
        // 第九条（三）
        queued: ['joinRound', 'moveSite', 'renewLicence', 'withdraw', ...fraud],
        enrolled: ['beginEvaluation', 'moveSite', 'renewLicence', 'scheduleVisit', 'withdraw', ...fraud],
        // Papers and site: the visit is announced, then recorded, and only then there is a conclusion.
        underEvaluation: panelWork,
        // 第九条（四）: an objection may come until the last instant, after it only by its postmark, and holds the institution.
        evaluated: ['beginEvaluation', 'publishResult', ...fraud],
        [notice('running', 'none')]: ['correctNotice', 'extendNotice', 'fileObjection', '⏱publicNotice', ...fraud],
        [notice('running', 'open.inTime')]: onNotice('⏱objectionHandling', '⏱publicNotice'),
        [notice('running', 'open.late')]: onNotice('⏱publicNotice'),
        [notice('extended', 'none')]: ['correctNotice', 'extendNotice', 'fileObjection', '⏱publicNoticeExtension', ...fraud],
        [notice('extended', 'open.inTime')]: onNotice('⏱objectionHandling', '⏱publicNoticeExtension'),
        [notice('extended', 'open.late')]: onNotice('⏱publicNoticeExtension'),
        [notice('over', 'open.inTime')]: ['correctNotice', 'decideObjection?', 'fileObjection?', '⏱objectionHandling', ...fraud],
        [notice('over', 'open.late')]: ['correctNotice', 'decideObjection?', 'fileObjection?', ...fraud],
        // A report of false material that nobody has decided holds it too.
        [notice('over', 'none')]: ['confirmFraud?', 'correctNotice', 'dismissFraud?', 'fileObjection?'],
        // Dossier A19: the second evaluation, by a panel of its own.
        'reEvaluation.inTime': [...panelWork, 'appointPanel?', '⏱reEvaluationDue'],
        'reEvaluation.late': [...panelWork, 'appointPanel?'],
        reEvaluated: ['publishReEvaluation?', 'returnConclusion', ...fraud],
        // 第九条（五）: the window runs only while it is the institution's turn.
        'negotiating.drafting': ['changeRepresentative', 'fileObjection?', 'offerTerms'],
        'negotiating.offered': ['agreeTerms', 'changeRepresentative', 'commentTerms', 'fileObjection?', '⏱signingWindow'],
        'signing.byInstitution': ['changeRepresentative', 'signByInstitution', 'signOnPaper', '⏱signingWindow'],
        'signing.byAgency': ['confirmPaper?', 'countersign?'],
        signed: [],
        refused: [],
        withdrawn: [],
        notPassed: [],
        lapsed: [],
      }),
    )
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
    expect(signed.filter(({ context }) => context.passed !== true || context.objectionOutcome !== 'none')).toEqual([])
  })

  it('cannot be signed before the notice is over and every objection is decided', () => {
    const signed = graph.states.filter((state) => /^(negotiating|signing|signed)/.test(stageOf(state)))
    expect(signed.filter(({ context }) => !context.noticeOver || context.openObjections.length > 0)).toEqual([])
  })

  it('never forgets an open objection, whatever happens to the notice', () => {
    const forgotten = graph.states.filter(
      (state) => state.context.openObjections.length > 0 && state.status === 'active' && !stageOf(state).includes('objections.open'),
    )
    expect(forgotten.map(stageOf)).toEqual([])
  })
})
