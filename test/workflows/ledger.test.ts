import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { machineEvents, machineInputs } from '#test/workflows/machine-events'
import { unwrap } from '#test/workflows/seeds'
import { type MachineName, machines } from '#workflows/engine/restore'
import { begin, eventsNow, type MachineEvent, type Step, step } from '#workflows/engine/step'
import { timersOfStates } from '#workflows/engine/timers'

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))
const isTimer = ({ type }: MachineEvent) => type.startsWith('xstate.after.')

type Run = { stored: Step['snapshot']; ledger: Set<string>; steps: Step[] }

function keep(run: Run, next: Step): Run {
  const ledger = new Set(run.ledger)
  for (const id of next.cancelled) ledger.delete(id)
  for (const { timerId } of next.armed) {
    // The database has a unique index on running timers: a second arming without a cancel would be refused there.
    if (ledger.has(timerId)) throw new Error(`${timerId} is armed twice`)
    ledger.add(timerId)
  }
  return { stored: throughJson(next.snapshot), ledger, steps: [...run.steps, next] }
}

/** The straight way of 第九条; a walk begins anywhere on it, so that late stages are walked as often as early ones. */
const straightWay: Partial<Record<MachineName, string[]>> = {
  application: [
    'accept',
    'joinRound',
    'beginEvaluation',
    'scheduleVisit',
    'recordVisit',
    'concludeEvaluation',
    'publishResult',
    'xstate.after.publicNotice.application.publicNotice.clock.running',
    'offerTerms',
    'agreeTerms',
    'signByInstitution',
  ],
}

type Walk = { start: number; choices: readonly (readonly [boolean, number])[] }

/** Walks through a machine: each choice picks among all events, or among those that the state knows. */
function play(name: MachineName, { start, choices }: Walk, check: (run: Run) => void): Run {
  const { version } = machines[name]
  const stepFrom = (run: Run, event: MachineEvent) => step({ machine: name, version, snapshot: run.stored }, event)
  const empty: Run = { stored: { value: null, status: '', context: null }, ledger: new Set(), steps: [] }
  let run = keep(empty, begin(name, machineInputs[name]))
  check(run)
  for (const type of straightWay[name]?.slice(0, start) ?? []) {
    const event = machineEvents[name].find((candidate) => candidate.type === type)
    run = keep(run, unwrap(stepFrom(run, event ?? { type })))
    check(run)
  }
  for (const [sensibly, choice] of choices) {
    const known = sensibly ? eventsNow({ machine: name, version, snapshot: run.stored }) : undefined
    // Timers fire by their row, so only those in the ledger can come.
    const possible = machineEvents[name].filter((event) =>
      isTimer(event) ? run.ledger.has(event.type) : known === undefined || known.includes(event.type),
    )
    const event = possible[choice % Math.max(1, possible.length)]
    if (event === undefined) break
    const outcome = stepFrom(run, event)
    if (isTimer(event) && !outcome.ok) throw new Error(`${event.type} was refused: ${outcome.refusal.code}`)
    if (!outcome.ok) continue
    run = keep(run, outcome.value)
    check(run)
  }
  return run
}

const walks = fc.record({ start: fc.nat(11), choices: fc.array(fc.tuple(fc.boolean(), fc.nat(1000)), { minLength: 1, maxLength: 25 }) })

describe.each(Object.keys(machines) as MachineName[])('any sequence of events on %s', (name) => {
  const { machine } = machines[name]

  it('keeps the ledger of armed timers equal to the timers of the active states', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        play(name, walk, ({ stored, ledger }) => {
          expect([...ledger].sort()).toEqual([...timersOfStates(machine, stored.value)].sort())
        })
      }),
      { numRuns: 500 },
    )
  })

  it('decides the same thing every time, and what it says is plain JSON', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const [once, again] = [play(name, walk, () => {}), play(name, walk, () => {})]
        expect(again.steps).toEqual(once.steps)
        expect(throughJson(once.steps)).toEqual(once.steps)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the random walks', () => {
  it('reach an agreement in force and its end, not only the first states', () => {
    const stages = new Set<string>()
    fc.assert(
      fc.property(walks, (walk) => {
        const { steps } = play('application', walk, () => {})
        for (const { leaves } of steps) for (const leaf of leaves) stages.add(leaf)
      }),
      { numRuns: 500, seed: 20260511 },
    )
    expect([...stages]).toEqual(
      expect.arrayContaining(['underEvaluation', 'publicNotice.objections.open.late', 'signing.byAgency', 'signed']),
    )
  })
})
