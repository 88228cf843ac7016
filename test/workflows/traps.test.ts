import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { initialTransition, transition } from 'xstate'
import { machineInputs } from '#test/workflows/machine-events'
import { everyNode } from '#test/workflows/machine-graph'
import { unwrap } from '#test/workflows/seeds'
import { commandNames, isCommandName } from '#workflows/commands/index'
import { type MachineName, machines, restoreSnapshot } from '#workflows/engine/restore'
import { begin, eventsNow, type MachineEvent, type Step, step } from '#workflows/engine/step'
import { ApplicationContext } from '#workflows/machines/application-context'

const names = Object.keys(machines) as MachineName[]
const { version } = machines.application
const stored = (snapshot: unknown) => ({ machine: 'application' as const, version, snapshot })
const play = (...events: MachineEvent[]): Step =>
  events.reduce((from, event) => unwrap(step(stored(from.snapshot), event)), begin('application'))
const accepted = () => play({ type: 'accept', acceptedOn: '2026-03-02' })
const underEvaluation = () =>
  play(
    { type: 'accept', acceptedOn: '2026-03-02' },
    { type: 'joinRound', roundId: 'r' },
    { type: 'beginEvaluation' },
    { type: 'scheduleVisit', visitOn: '2026-04-13' },
    { type: 'recordVisit' },
  )
const inNotice = () => {
  const conclusion = { type: 'concludeEvaluation', passed: true, servicesPassed: ['general_outpatient'], concludedBy: 'officer' }
  const concluded = unwrap(step(stored(underEvaluation().snapshot), conclusion))
  return unwrap(step(stored(concluded.snapshot), { type: 'publishResult', publishedAt: '2026-05-06T02:00:00.000Z' }))
}
const refused = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })
const acceptanceDue = 'xstate.after.acceptanceDue.application.submitted.clock.inTime'

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) deepFreeze(inner)
  return value
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
}

describe('stepping', () => {
  it('X1: only restore.ts makes an actor, and nothing starts one', () => {
    const sources = ['app', 'workflows', 'db'].flatMap(filesBelow)
    expect(sources.filter((file) => /\bcreateActor\(/.test(readFileSync(file, 'utf8')))).toEqual(['workflows/engine/restore.ts'])
    expect(readFileSync('workflows/engine/restore.ts', 'utf8')).not.toContain('.start(')
  })

  it('X3: a finished case is ended for every event, also one that its last state would know', () => {
    const done = play({ type: 'withdraw' })
    expect(done.status).toBe('done')
    expect(step(stored(done.snapshot), { type: 'withdraw' })).toEqual(refused('ended'))
    expect(step(stored(done.snapshot), { type: acceptanceDue })).toEqual(refused('ended'))
    expect(eventsNow(stored(done.snapshot))).toEqual([])
  })

  it('X4: an unknown or stale event is refused, not ignored', () => {
    for (const type of ['nonsense', '', 'countersign', acceptanceDue])
      expect(step(stored(accepted().snapshot), { type })).toEqual(refused('notAllowedNow'))
  })

  it('X5: a step that changes nothing but a list is a step all the same', () => {
    const once = unwrap(step(stored(underEvaluation().snapshot), { type: 'takeVetoMinute' }))
    const again = unwrap(step(stored(once.snapshot), { type: 'takeVetoMinute' }))
    expect(again.leaves).toEqual(['underEvaluation'])
    expect(again).toMatchObject({ armed: [], cancelled: [], effects: [] })
  })

  it('X6: asking what may be done now evaluates no guard and shows no timer', () => {
    const objected = unwrap(step(stored(inNotice().snapshot), { type: 'fileObjection', objectionId: 'o' }))
    expect(eventsNow(stored(objected.snapshot)).sort()).toEqual(
      ['decideObjection', 'fileObjection', 'correctNotice', 'extendNotice', 'confirmFraud', 'dismissFraud', 'reportFraud'].sort(),
    )
    expect(eventsNow(stored(begin('application').snapshot)).sort()).toEqual([
      'accept',
      'confirmFraud',
      'dismissFraud',
      'giveSupplementNotice',
      'moveSite',
      'proposeRefusal',
      'renewLicence',
      'reportFraud',
      'transfer',
      'withdraw',
    ])
  })

  it('X7: the name of a timer or of a control event is no command, so nobody can send it', () => {
    const types = names.flatMap((name) => [...machines[name].timers.keys()])
    for (const type of [...types, 'xstate.stop', 'xstate.init', 'toString', '__proto__', 'constructor'])
      expect(isCommandName(type)).toBe(false)
    expect(commandNames.filter((name) => name.includes('.'))).toEqual([])
    for (const file of filesBelow('workflows/commands')) expect(readFileSync(file, 'utf8')).not.toContain('xstate')
  })

  it('X8: a re-entered state has the same timer id again, so the plan cancels the old row', () => {
    const notice = play({ type: 'giveSupplementNotice', followUp: false })
    expect(notice.cancelled).toEqual([acceptanceDue])
    const answered = unwrap(step(stored(notice.snapshot), { type: 'answerSupplement' }))
    expect(answered.armed).toEqual([{ timerId: acceptanceDue, key: 'acceptanceDue' }])
  })

  it('X16: neither stored snapshot, nor event, nor later openings are touched', () => {
    const fresh = begin('application').snapshot
    const events: MachineEvent[] = [
      { type: 'declareConflict', memberId: 'm', hasConflict: true },
      { type: 'declareConflict', memberId: 'm', hasConflict: false },
      { type: 'submitSheet', memberId: 'm' },
    ]
    let snapshot: unknown = underEvaluation().snapshot
    for (const event of events) {
      const before = structuredClone(snapshot)
      const after = unwrap(step(stored(deepFreeze(snapshot)), deepFreeze(event)))
      expect(snapshot).toEqual(before)
      snapshot = after.snapshot
    }
    expect(begin('application').snapshot).toEqual(fresh)
  })

  it('X17: no entry or exit action reads the event, which after a raise is not the one that was sent', () => {
    const actions = names.flatMap((name) => everyNode(machines[name].machine).flatMap((node) => [...node.entry, ...node.exit]))
    expect(actions.length).toBeGreaterThan(0)
    for (const action of actions) expect(typeof (action as { params?: unknown }).params).not.toBe('function')
  })

  it('X19: what a step returns is plain JSON', () => {
    for (const result of [begin('application'), inNotice()]) expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('X22: an unknown event moves nobody through an eventless transition', () => {
    const { snapshot } = inNotice()
    const ripe = { ...snapshot, context: { ...(snapshot.context as object), noticeOver: true } }
    // XState itself would go on: the guard is true, and any event makes it look.
    const [moved] = transition(machines.application.machine, restoreSnapshot('application', version, ripe), { type: 'nonsense' })
    expect(moved.value).toEqual({ negotiating: 'drafting' })
    expect(step(stored(ripe), { type: 'nonsense' })).toEqual(refused('notAllowedNow'))
  })
})

describe('restoring', () => {
  it.each([
    ['X12: a state that the chart does not have', { value: 'nowhere' }],
    ['X12: children that are not there', { children: null }],
    ['X12: a value that is no state at all', { value: 7 }],
    ['X21: a context key too many', { context: { ...ApplicationContext.parse(begin('application').snapshot.context), extra: 1 } }],
    ['X21: a context key missing', { context: {} }],
    [
      'X21: a value that JSON does not have',
      { context: { ...ApplicationContext.parse(begin('application').snapshot.context), acceptedOn: undefined } },
    ],
  ])('%s is a crash, not a case in a guessed state', (_, change) => {
    expect(() => restoreSnapshot('application', version, { ...begin('application').snapshot, ...change })).toThrow()
  })

  it('X10: a snapshot of another version is a crash until somebody writes the migration', () => {
    expect(() => restoreSnapshot('application', version + 1, begin('application').snapshot)).toThrow(/at version 3, the case at 4/)
    expect(() => restoreSnapshot('application', 0, begin('application').snapshot)).toThrow()
  })

  it.each([
    ['a leaf that became compound', 'submitted'],
    ['a region that was added', { publicNotice: { clock: 'running' } }],
    ['a leaf inside that became compound', { publicNotice: { clock: 'running', objections: 'open' } }],
  ])('X13: %s is not filled in quietly, without its timers', (_, value) => {
    expect(() => restoreSnapshot('application', version, { ...begin('application').snapshot, value })).toThrow(/no longer has/)
  })

  it('X14: the snapshot carries the machine that is stepped, and no other', () => {
    expect(restoreSnapshot('application', version, accepted().snapshot).machine).toBe(machines.application.machine)
    expect(() => restoreSnapshot('evaluationRound', machines.evaluationRound.version, accepted().snapshot)).toThrow()
    expect(() =>
      restoreSnapshot('agreement', machines.agreement.version, begin('evaluationRound', machineInputs.evaluationRound).snapshot),
    ).toThrow()
  })

  it.each(names)('X15: the context of %s is made without input too, and the same every time', (name) => {
    const { machine } = machines[name]
    expect(initialTransition(machine, undefined as never)[0].status).toBe('active')
    expect(begin(name, machineInputs[name])).toEqual(begin(name, machineInputs[name]))
  })

  it('X12: what is restored shares nothing with what was stored', () => {
    const { snapshot } = accepted()
    const restored = restoreSnapshot('application', version, snapshot)
    expect(restored.context).toEqual(snapshot.context)
    expect(restored.context).not.toBe(snapshot.context)
  })
})
