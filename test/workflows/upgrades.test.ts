import { describe, expect, it } from 'vitest'
import agreement from '#test/workflows/fixtures/agreement.v1.json'
import application from '#test/workflows/fixtures/application.v1.json'
import { type MachineName, machines, restoreSnapshot } from '#workflows/engine/restore'
import { timersOfStates } from '#workflows/engine/timers'
import { upgradeCase } from '#workflows/engine/upgrade'

// Stored by version 1 of each machine; what ran in each stage then is written here, because that chart is gone.
const old: Partial<Record<MachineName, Record<string, unknown>>> = { application, agreement }
const timerOf = (name: string, key: string, state: string) => `xstate.after.${key}.${name}.${state}`
const ranInVersion1: Record<string, readonly string[]> = {
  'submitted.inTime': [timerOf('application', 'acceptanceDue', 'submitted.inTime')],
  supplementing: [timerOf('application', 'supplementWindow', 'supplementing')],
  'publicNotice.clock.running': [timerOf('application', 'publicNotice', 'publicNotice.clock.running')],
  'publicNotice.objections.open.inTime': [timerOf('application', 'objectionHandling', 'publicNotice.objections.open.inTime')],
  'negotiating.offered': [timerOf('application', 'signingWindow', 'negotiating.offered')],
  'signing.byInstitution': [timerOf('application', 'signingWindow', 'signing.byInstitution')],
  awaitingStart: [timerOf('agreement', 'termStarts', 'awaitingStart')],
  inForce: [timerOf('agreement', 'termEnds', 'inForce')],
}
const runningIn = (stage: string) => stage.split(' ').flatMap((leaf) => ranInVersion1[leaf] ?? [])
const stored = Object.entries(old).flatMap(([name, stages]) =>
  Object.entries(stages).map(([stage, snapshot]) => [name as MachineName, stage, snapshot] as const),
)
const openedOn = '2026-05-11'

describe('a case stored under version 1', () => {
  it.each(stored)('of %s in %s fits the present chart, and its ledger its states', (name, stage, snapshot) => {
    const running = runningIn(stage)
    const { step, renamed } = upgradeCase(name, 1, snapshot, { openedOn, running })
    const { machine, version } = machines[name]
    expect(step.version).toBe(version)
    expect(restoreSnapshot(name, version, step.snapshot).status).toBe(step.status)
    const ledger = new Set([...running.map((id) => renamed.get(id) ?? id), ...step.armed.map(({ timerId }) => timerId)])
    expect(ledger).toEqual(step.status === 'active' ? timersOfStates(machine, step.snapshot.value) : new Set())
  })

  it.each(stored)('of %s in %s is not changed in place, and is final now if it was final then', (name, stage, snapshot) => {
    const before = structuredClone(snapshot)
    const { step } = upgradeCase(name, 1, snapshot, { openedOn, running: runningIn(stage) })
    expect(snapshot).toEqual(before)
    expect(step.status === 'done').toBe((before as { status: string }).status === 'done')
  })

  it('owes its filing and its place on the list while it is in force', () => {
    const { step } = upgradeCase('agreement', 1, agreement.inForce, { openedOn, running: runningIn('inForce') })
    expect(step.leaves).toEqual(['filing.due.inTime', 'listing.unlisted', 'term.inForce.fixedTerm'])
    expect(step.armed).toEqual([{ timerId: timerOf('agreement', 'filing', 'filing.due.inTime'), key: 'filing' }])
    expect(step.snapshot.context).toMatchObject({ signedOn: openedOn, expiresOn: '2029-05-10' })
  })

  it('is refused when a row runs that no state owns, or when its version is newer than the program', () => {
    const running = [timerOf('agreement', 'termEnds', 'elsewhere')]
    expect(() => upgradeCase('agreement', 1, agreement.inForce, { openedOn, running })).toThrow(/no state of the new chart owns/)
    expect(() => upgradeCase('agreement', 9, agreement.inForce, { openedOn, running: [] })).toThrow(/already at 9/)
  })
})
