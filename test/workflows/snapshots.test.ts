import { describe, expect, it } from 'vitest'
import agreement from '#test/workflows/fixtures/agreement.v3.json'
import application from '#test/workflows/fixtures/application.v3.json'
import barRecord from '#test/workflows/fixtures/bar-record.v1.json'
import change from '#test/workflows/fixtures/change.v1.json'
import ending from '#test/workflows/fixtures/ending.v1.json'
import evaluationRound from '#test/workflows/fixtures/evaluation-round.v2.json'
import institutionList from '#test/workflows/fixtures/institution-list.v2.json'
import renewal from '#test/workflows/fixtures/renewal.v1.json'
import ruleOverride from '#test/workflows/fixtures/rule-override.v1.json'
import ruleRelease from '#test/workflows/fixtures/rule-release.v1.json'
import { machineEvents } from '#test/workflows/machine-events'
import { leavesOf, stageOf } from '#test/workflows/machine-graph'
import { type MachineName, machines, restoreSnapshot } from '#workflows/engine/restore'
import { step } from '#workflows/engine/step'
import { timersOfStates } from '#workflows/engine/timers'

// Written by the present version of each machine and never changed again: cases in the database hold exactly such JSON (X10).
const golden: Record<MachineName, Record<string, unknown>> = {
  application,
  evaluationRound,
  agreement,
  change,
  renewal,
  ending,
  institutionList,
  barRecord,
  ruleRelease,
  ruleOverride,
}

/** The ledger of each leaf as that version left it; a running case has these rows and no others. */
const ledger: Record<string, readonly string[]> = {
  'submitted.clock.inTime': ['acceptanceDue'],
  'supplementing.unserved': ['serviceDeemed'],
  'supplementing.served': ['supplementWindow'],
  'publicNotice.clock.running': ['publicNotice'],
  'publicNotice.clock.extended': ['publicNoticeExtension'],
  'reEvaluation.inTime': ['reEvaluationDue'],
  'publicNotice.objections.open.inTime': ['objectionHandling'],
  'negotiating.offered': ['signingWindow'],
  'signing.byInstitution': ['signingWindow'],
  open: ['roundLock'],
  locked: ['evaluationOpens'],
  'evaluating.inMonth': ['evaluationEnds'],
  'evaluating.extended': ['evaluationExtension'],
  'publicNotice.running': ['publicNotice'],
  'publicNotice.extended': ['publicNoticeExtension'],
  'term.awaitingStart': ['termStarts'],
  'term.inForce.fixedTerm': ['termEnds'],
  'filing.due.inTime': ['filing'],
  'term.inForce.continued.inTime': ['continuationEnds'],
  'term.inForce.ending': ['endEffective'],
  'connection.awaited.inTime': ['connectionDue'],
  'settlement.open.watched': ['licenceEnds'],
  'settlement.grace': ['licenceGrace'],
  'performance.suspended': ['suspensionEnds'],
  'noted.inTime': ['changeWindow'],
  'checking.inTime': ['changeDecision'],
  early: ['renewalOpens'],
  'reviewing.inTime': ['renewalDecision'],
  'reviewing.onHold': ['renewalDecision'],
  'notice.unserved': ['serviceDeemed'],
  'notice.served': ['statementWindow'],
  'decided.unserved': ['serviceDeemed'],
  'decided.final': ['remedyEnds'],
}

/** Where leaves of two machines share a name, the machine decides. */
const ledgerOf = (name: MachineName, leaf: string): readonly string[] =>
  leaf === 'signing.byInstitution' && name !== 'application' ? ['supplementSigning'] : (ledger[leaf] ?? [])

describe.each(Object.keys(golden) as MachineName[])('a case of %s as stored', (name) => {
  const { machine, timers, version } = machines[name]
  const stages = Object.entries(golden[name])

  it('is at hand for every leaf of the chart', () => {
    expect([...new Set(stages.flatMap(([stage]) => stage.split(' ')))].sort()).toEqual(leavesOf(machine))
  })

  it.each(stages)('restores in %s with its ledger', (stage, stored) => {
    const snapshot = restoreSnapshot(name, version, stored)
    expect(stageOf(snapshot)).toBe(stage)
    const owed = stage.split(' ').flatMap((leaf) => ledgerOf(name, leaf))
    expect([...timersOfStates(machine, snapshot.value)].map((id) => timers.get(id)).sort()).toEqual(owed.sort())
    expect(JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot)))).toEqual(stored)
  })

  it.each(stages)('steps on from %s, and each step answers for its timers', (_, stored) => {
    const before = restoreSnapshot(name, version, stored)
    const steps = machineEvents[name]
      .map((event) => step({ machine: name, version, snapshot: stored }, event))
      .filter((outcome) => outcome.ok)
    expect(steps.length > 0).toBe(before.status === 'active')
    for (const { value } of steps) {
      const running = new Set([...timersOfStates(machine, before.value)].filter((id) => !value.cancelled.includes(id)))
      for (const { timerId } of value.armed) running.add(timerId)
      expect(running).toEqual(timersOfStates(machine, value.snapshot.value))
    }
  })
})
