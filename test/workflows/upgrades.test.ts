import { describe, expect, it } from 'vitest'
import agreement from '#test/workflows/fixtures/agreement.v1.json'
import agreement2 from '#test/workflows/fixtures/agreement.v2.json'
import application from '#test/workflows/fixtures/application.v1.json'
import application2 from '#test/workflows/fixtures/application.v2.json'
import evaluationRound from '#test/workflows/fixtures/evaluation-round.v1.json'
import institutionList from '#test/workflows/fixtures/institution-list.v1.json'
import { type MachineName, machines, restoreSnapshot } from '#workflows/engine/restore'
import { timersOfStates } from '#workflows/engine/timers'
import { upgradeCase } from '#workflows/engine/upgrade'

const timerOf = (name: string, key: string, state: string) => `xstate.after.${key}.${name}.${state}`
const application1 = {
  'submitted.inTime': [timerOf('application', 'acceptanceDue', 'submitted.inTime')],
  'publicNotice.clock.running': [timerOf('application', 'publicNotice', 'publicNotice.clock.running')],
  'publicNotice.objections.open.inTime': [timerOf('application', 'objectionHandling', 'publicNotice.objections.open.inTime')],
  'negotiating.offered': [timerOf('application', 'signingWindow', 'negotiating.offered')],
  'signing.byInstitution': [timerOf('application', 'signingWindow', 'signing.byInstitution')],
}

/** Stored by older versions of each machine; what ran in each stage then is written here, because those charts are gone. */
const old: { name: MachineName; version: number; stages: Record<string, unknown>; ran: Record<string, readonly string[]> }[] = [
  {
    name: 'application',
    version: 1,
    stages: application,
    ran: { ...application1, supplementing: [timerOf('application', 'supplementWindow', 'supplementing')] },
  },
  {
    name: 'application',
    version: 2,
    stages: application2,
    ran: {
      ...application1,
      'supplementing.unserved': [timerOf('application', 'serviceDeemed', 'supplementing.unserved')],
      'supplementing.served': [timerOf('application', 'supplementWindow', 'supplementing.served')],
    },
  },
  {
    name: 'agreement',
    version: 1,
    stages: agreement,
    ran: {
      awaitingStart: [timerOf('agreement', 'termStarts', 'awaitingStart')],
      inForce: [timerOf('agreement', 'termEnds', 'inForce')],
    },
  },
  {
    name: 'agreement',
    version: 2,
    stages: agreement2,
    ran: {
      'term.awaitingStart': [timerOf('agreement', 'termStarts', 'term.awaitingStart')],
      'term.inForce.fixedTerm': [timerOf('agreement', 'termEnds', 'term.inForce.fixedTerm')],
      'filing.due.inTime': [timerOf('agreement', 'filing', 'filing.due.inTime')],
    },
  },
  {
    name: 'evaluationRound',
    version: 1,
    stages: evaluationRound,
    ran: {
      open: [timerOf('evaluationRound', 'roundLock', 'open')],
      locked: [timerOf('evaluationRound', 'evaluationOpens', 'locked')],
      'evaluating.inMonth': [timerOf('evaluationRound', 'evaluationEnds', 'evaluating.inMonth')],
      'evaluating.extended': [timerOf('evaluationRound', 'evaluationExtension', 'evaluating.extended')],
      publicNotice: [timerOf('evaluationRound', 'publicNotice', 'publicNotice')],
    },
  },
  { name: 'institutionList', version: 1, stages: institutionList, ran: {} },
]
const stored = old.flatMap(({ name, version, stages, ran }) =>
  Object.entries(stages).map(([stage, snapshot]) => ({
    name,
    version,
    stage,
    snapshot,
    running: stage.split(' ').flatMap((leaf) => ran[leaf] ?? []),
  })),
)
const openedOn = '2026-05-11'

describe('a case stored under an older version', () => {
  it.each(stored)(
    'of $name $version in $stage fits the present chart, and its ledger its states',
    ({ name, version: then, snapshot, running }) => {
      const { step, renamed } = upgradeCase(name, then, snapshot, { openedOn, running })
      const { machine, version } = machines[name]
      expect(step.version).toBe(version)
      expect(restoreSnapshot(name, version, step.snapshot).status).toBe(step.status)
      const ledger = new Set([...running.map((id) => renamed.get(id) ?? id), ...step.armed.map(({ timerId }) => timerId)])
      expect(ledger).toEqual(step.status === 'active' ? timersOfStates(machine, step.snapshot.value) : new Set())
    },
  )

  it.each(stored)(
    'of $name $version in $stage is not changed in place, and is final now if it was final then',
    ({ name, version, snapshot, running }) => {
      const before = structuredClone(snapshot)
      const { step } = upgradeCase(name, version, snapshot, { openedOn, running })
      expect(snapshot).toEqual(before)
      expect(step.status === 'done').toBe((before as { status: string }).status === 'done')
    },
  )

  it('owes its filing and its place on the list while it is in force', () => {
    const { step } = upgradeCase('agreement', 1, agreement.inForce, { openedOn, running: [timerOf('agreement', 'termEnds', 'inForce')] })
    expect(step.leaves).toEqual([
      'connection.awaited.inTime',
      'filing.due.inTime',
      'listing.unlisted',
      'performance.performing',
      'record.open',
      'renewal.none',
      'settlement.open.unwatched',
      'term.inForce.fixedTerm',
    ])
    expect(step.armed).toEqual([
      { timerId: timerOf('agreement', 'filing', 'filing.due.inTime'), key: 'filing' },
      { timerId: timerOf('agreement', 'connectionDue', 'connection.awaited.inTime'), key: 'connectionDue' },
    ])
    expect(step.snapshot.context).toMatchObject({ signedOn: openedOn, expiresOn: '2029-05-10' })
  })

  it('goes on as it was decided: an upheld objection had ended it', () => {
    const over = { ...(application2.notPassed as object), context: { ...application2.notPassed.context, objectionUpheld: true } }
    const { step } = upgradeCase('application', 2, over, { openedOn, running: [] })
    expect(step.snapshot.context).toMatchObject({ objectionOutcome: 'notPassed', reEvaluated: false })
    expect(step.snapshot.context).not.toHaveProperty('objectionUpheld')
  })

  it('is refused when a row runs that no state owns, or when its version is newer than the program', () => {
    const running = [timerOf('agreement', 'termEnds', 'elsewhere')]
    expect(() => upgradeCase('agreement', 1, agreement.inForce, { openedOn, running })).toThrow(/no state of the new chart owns/)
    expect(() => upgradeCase('agreement', 9, agreement.inForce, { openedOn, running: [] })).toThrow(/already at 9/)
  })
})
