import { describe, expect, it } from 'vitest'
import { type AnyStateMachine, createMachine, initialTransition, setup } from 'xstate'
import { machineInputs } from '#test/workflows/machine-events'
import { planOf } from '#workflows/engine/plan'
import { type MachineName, machines } from '#workflows/engine/restore'
import { catalogueTimers, timersOfStates } from '#workflows/engine/timers'
import { nominalDelays } from '#workflows/machines/nominal-delays'

const names = Object.keys(machines) as MachineName[]
const delays = nominalDelays(['publicNotice', 'termEnds'])
/** A machine of two states whose first is given; written loosely, as a mistake would be. */
const tiny = (waiting: object, rest: object = {}, implementations: object = { delays }): AnyStateMachine =>
  createMachine({ id: 'tiny', initial: 'waiting', states: { waiting, over: {} }, ...rest } as never, implementations as never)

describe('a machine is refused when the registry loads it', () => {
  it.each([
    ['X2: a misspelt period, which would pass at once', tiny({ after: { publicNotise: 'over' } }), /waiting: after\.publicNotise/],
    ['X2: a period given as a number', tiny({ after: { 5000: 'over' } }), /after\.5000 is no deadline key/],
    ['X2: a period of the policy that the machine does not declare', tiny({ after: { filing: 'over' } }), /delay filing must be declared/],
    [
      'X2: a delay that is a function',
      tiny({ after: { publicNotice: 'over' } }, {}, { delays: { publicNotice: () => undefined } }),
      /delay publicNotice must be declared as a constant/,
    ],
    ['X3: an event at the root, still taken after the end', tiny({}, { on: { stop: '.over' } }), /\(root\): events at the root/],
    ['X6: a wildcard, which swallows stale timers', tiny({ on: { '*': 'over' } }), /wildcard/],
    ['X6: a partial wildcard', tiny({ on: { 'xstate.*': 'over' } }), /wildcard/],
    [
      'X9: a guarded timer, false at its moment and gone',
      tiny({ after: { publicNotice: { target: 'over', guard: 'g' } } }),
      /unguarded last/,
    ],
    [
      'X9: several guarded branches',
      tiny({
        after: {
          publicNotice: [
            { target: 'over', guard: 'g' },
            { target: 'over', guard: 'h' },
          ],
        },
      }),
      /unguarded last/,
    ],
    ['X20: an invoked child, which needs a live actor', tiny({ invoke: { src: 'work' } }), /invoke/],
    ['X10: a custom state id, which hides the path in timer ids', tiny({ id: 'mine' }), /custom state ids/],
  ])('%s', (_, machine, reason) => {
    expect(() => catalogueTimers(machine)).toThrow(reason)
  })

  it('also for a fault deep inside', () => {
    const nested = tiny({ initial: 'inner', states: { inner: { after: { wrong: '#tiny.over' } } } })
    expect(() => catalogueTimers(nested)).toThrow(/machine tiny, state waiting\.inner: after\.wrong/)
  })

  it('X9: but not for a guarded timer with an unguarded last branch', () => {
    const machine = tiny({
      after: { publicNotice: [{ target: 'over', guard: 'g' }, 'over'], termEnds: [{ target: 'over', guard: 'g' }, { target: 'over' }] },
    })
    expect([...catalogueTimers(machine)]).toEqual([
      ['xstate.after.publicNotice.tiny.waiting', 'publicNotice'],
      ['xstate.after.termEnds.tiny.waiting', 'termEnds'],
    ])
  })
})

describe('X10: timer ids are kept in running cases; to change one is a new version of the machine', () => {
  const idsOf = (name: MachineName) => [...machines[name].timers.keys()].map((id) => id.replace('xstate.after.', '')).sort()
  it('application, version 3', () => {
    expect(machines.application.version).toBe(3)
    expect(idsOf('application')).toEqual([
      'acceptanceDue.application.submitted.clock.inTime',
      'objectionHandling.application.publicNotice.objections.open.inTime',
      'publicNotice.application.publicNotice.clock.running',
      'publicNoticeExtension.application.publicNotice.clock.extended',
      'reEvaluationDue.application.reEvaluation.inTime',
      'serviceDeemed.application.supplementing.unserved',
      'signingWindow.application.negotiating.offered',
      'signingWindow.application.signing.byInstitution',
      'supplementWindow.application.supplementing.served',
    ])
  })
  it('evaluation round, version 2', () => {
    expect(machines.evaluationRound.version).toBe(2)
    expect(idsOf('evaluationRound')).toEqual([
      'evaluationEnds.evaluationRound.evaluating.inMonth',
      'evaluationExtension.evaluationRound.evaluating.extended',
      'evaluationOpens.evaluationRound.locked',
      'publicNotice.evaluationRound.publicNotice.running',
      'publicNoticeExtension.evaluationRound.publicNotice.extended',
      'roundLock.evaluationRound.open',
    ])
  })
  it('agreement, version 3', () => {
    expect(machines.agreement.version).toBe(3)
    expect(idsOf('agreement')).toEqual([
      'connectionDue.agreement.connection.awaited.inTime',
      'continuationEnds.agreement.term.inForce.continued.inTime',
      'endEffective.agreement.term.inForce.ending',
      'filing.agreement.filing.due.inTime',
      'licenceEnds.agreement.settlement.open.watched',
      'licenceGrace.agreement.settlement.grace',
      'suspensionEnds.agreement.performance.suspended',
      'termEnds.agreement.term.inForce.fixedTerm',
      'termStarts.agreement.term.awaitingStart',
    ])
  })
  it('change, renewal and ending, version 1', () => {
    expect([machines.change.version, machines.renewal.version, machines.ending.version]).toEqual([1, 1, 1])
    expect(idsOf('change')).toEqual([
      'changeDecision.change.checking.inTime',
      'changeWindow.change.noted.inTime',
      'serviceDeemed.change.supplementing.unserved',
      'supplementSigning.change.signing.byInstitution',
      'supplementWindow.change.supplementing.served',
    ])
    expect(idsOf('renewal')).toEqual([
      'renewalDecision.renewal.reviewing.inTime',
      'renewalDecision.renewal.reviewing.onHold',
      'renewalOpens.renewal.early',
      'supplementSigning.renewal.signing.byInstitution',
    ])
    expect(idsOf('ending')).toEqual([
      'remedyEnds.ending.decided.final',
      'serviceDeemed.ending.decided.unserved',
      'serviceDeemed.ending.notice.unserved',
      'statementWindow.ending.notice.served',
      'supplementSigning.ending.signing.byInstitution',
    ])
  })
  it('the list has none', () => {
    expect(idsOf('institutionList')).toEqual([])
  })

  it.each(names)('%s: XState raises under exactly the ids of the catalogue', (name) => {
    const { machine, timers } = machines[name]
    const [snapshot, actions] = initialTransition(machine, (machineInputs[name] ?? {}) as never)
    const raised = actions.filter(({ type }) => type === 'xstate.raise').map(({ params }) => (params as { id: string }).id)
    expect(raised.length > 0).toBe(timers.size > 0)
    expect(raised.filter((id) => !timers.has(id))).toEqual([])
    expect(new Set(raised)).toEqual(timersOfStates(machine, snapshot.value))
  })
})

describe('what XState returns becomes a plan, or a crash', () => {
  const T = 'xstate.after.publicNotice.tiny.waiting'
  const catalogue = new Map([[T, 'publicNotice' as const]])
  const raise = { type: 'xstate.raise', params: { event: { type: T }, id: T, delay: 1 } }
  const cancel = { type: 'xstate.cancel', params: { sendId: T } }

  it('re-entry cancels the old row and arms a new one under the same id', () => {
    expect(planOf([cancel, raise], catalogue)).toEqual({ armed: [{ timerId: T, key: 'publicNotice' }], cancelled: [T], effects: [] })
  })
  it('a state left again in the same step arms nothing', () => {
    expect(planOf([raise, cancel], catalogue)).toEqual({ armed: [], cancelled: [], effects: [] })
  })
  it('an immediate raise was consumed inside the step', () => {
    expect(planOf([{ type: 'xstate.raise', params: { event: { type: 'go' } } }], catalogue)).toEqual({
      armed: [],
      cancelled: [],
      effects: [],
    })
  })
  it('X2: a delayed event that is in no catalogue is a crash', () => {
    const stray = { type: 'xstate.raise', params: { event: { type: 'x' }, id: 'x', delay: 1 } }
    expect(() => planOf([stray], catalogue)).toThrow(/x is not in the catalogue/)
    expect(() => planOf([{ ...stray, params: { delay: 1 } }], catalogue)).toThrow(/\(none\)/)
  })
  it('X19: of an action only type and params are kept', () => {
    const action = { type: 'issueDocument', params: { kind: 'publicNotice' }, info: { self: {} }, exec: () => {} }
    expect(planOf([action], catalogue).effects).toEqual([{ type: 'issueDocument', params: { kind: 'publicNotice' } }])
  })
  it.each([
    ['an action that nobody declared', { type: 'isueDocument', params: { kind: 'publicNotice' } }],
    ['a document that does not exist', { type: 'issueDocument', params: { kind: 'menu' } }],
    ['a parameter too many', { type: 'issueDocument', params: { kind: 'publicNotice', copies: 2 } }],
    ['a parameter missing', { type: 'issueDocument' }],
    ['a spawned child', { type: 'xstate.spawnChild', params: { id: 'child' } }],
    ['a message to another actor', { type: 'xstate.sendTo', params: {} }],
    ['an inline function', { type: '(anonymous)' }],
  ])('X18, X20: %s is a crash, not an effect', (_, action) => {
    expect(() => planOf([action], catalogue)).toThrow()
  })
  it('X20: XState does return an action that nobody declared', () => {
    const machine = setup({}).createMachine({ id: 'tiny', entry: 'unheardOf' as never })
    const [, actions] = initialTransition(machine)
    expect(() => planOf(actions, catalogue)).toThrow()
  })
})
