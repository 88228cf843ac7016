import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castFor, liveThrough } from '#app/journey/life'
import { ensureRound, submit } from '#app/journey/steps'
import { sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { standingClock } from '#app/services/clock.server'
import { createPortal, type Portal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { migrate } from '#db/migrate'
import type { Database } from '#db/open'
import clinicSeed from '#db/seeds/walkthrough-clinic.json'
import { bothDatabases, type DatabaseKind, type OpenedDatabase } from '#test/setup/databases'
import { instant } from '#workflows/calendar/plain-date'
import { ApplicationInput } from '#workflows/domain/application-input'

const start = instant('2023-02-01T01:00:00.000Z')
const input = ApplicationInput.parse(clinicSeed)
const rivalName = '东营仁和二部有限公司'
const rival = ApplicationInput.parse({
  ...clinicSeed,
  institution: { ...clinicSeed.institution, name: rivalName, uscc: '91370502MA3CK1N209' },
  form: { ...clinicSeed.form, account: { ...clinicSeed.form.account, accountName: rivalName } },
})
const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

// A whole life is some hundred commands; on a busy machine that takes its time.
const lifetime = 120_000

const portalOn = (database: Database, clock = standingClock(start)): Portal => createPortal({ database, clock, mode: 'demo' })

/** The log without what chance decides: ids, and what is computed from them. */
async function plainLog(portal: Portal): Promise<unknown[]> {
  const events = []
  for (const file of (await portal.read.caseFiles.list({})).sort((a, b) => (a.id < b.id ? -1 : 1)))
    for (const event of await portal.read.eventLog.ofCase(file.id))
      events.push([
        event.case_id,
        event.revision,
        event.command,
        event.actor_id,
        event.article,
        event.from_stage,
        event.to_stage,
        event.occurred_at,
      ])
  return events
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('on %s', (_name, kind: DatabaseKind) => {
  let opened: OpenedDatabase
  let database: Database
  beforeAll(async () => {
    opened = await kind.open()
    database = opened.database
  })
  afterAll(() => opened.drop())

  it('migrates, and a second time without harm', async () => {
    expect((await migrate(database)).at(0)).toBe('0001-people')
    expect(await migrate(database)).toEqual([])
  })

  it(
    'carries a whole life, whose log verifies and is sealed',
    async () => {
      const portal = portalOn(database)
      await loadReferenceData(portal.unit, start)
      const cast = await castFor(portal, input, 'clinic')
      const life = await liveThrough(portal, cast, input, 'life')
      expect((await portal.read.caseFiles.find(life.agreementId))?.status).toBe('done')
      expect(await sealCheckpoint(portal.unit, portal.now())).toBe(1)
      expect(await verifyLog(portal.unit)).toEqual([])
    },
    lifetime,
  )

  it('lets one of two rival servers win a command, and fires a deadline once for two sweeps', async () => {
    const clock = standingClock(instant('2026-07-01T01:00:00.000Z'))
    const first = portalOn(database, clock)
    const second = portalOn(opened.asSecondServer(), clock)
    const party = await castFor(first, rival, 'rival')
    await submit(first, party, rival, 'rival')
    const accept = (portal: Portal, commandId: string) =>
      portal.dispatch({
        command: 'acceptApplication',
        caseId: 'rival',
        commandId,
        actor: party.officer,
        expectedRevision: 1,
        input: { opinion: '符合要求' },
      })
    const outcomes = await Promise.all([accept(first, 'rival-1'), accept(second, 'rival-2')])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ refusal: { code: 'staleRevision' } })

    const roundId = await ensureRound(first, party, 2026, 10)
    clock.moveTo(instant('2026-10-01T01:00:00.000Z'))
    await Promise.all([first.settle(), second.settle()])
    const fired = (await first.read.eventLog.ofCase(roundId)).filter(({ command }) => command.startsWith('deadline.'))
    expect(fired.map(({ command }) => command)).toEqual(['deadline.roundLock', 'deadline.evaluationOpens'])
    expect((await first.read.caseFiles.find('rival'))?.stage).toBe('underEvaluation')
  })
})

describe('the same life on both databases', () => {
  it(
    'leaves the same log',
    async () => {
      const logs = []
      for (const kind of kinds) {
        const { database } = await kind.open()
        await migrate(database)
        const portal = portalOn(database)
        await loadReferenceData(portal.unit, start)
        await liveThrough(portal, await castFor(portal, input, 'clinic'), input, 'life')
        logs.push(await plainLog(portal))
        await database.close()
      }
      for (const log of logs) expect(log).toEqual(logs[0])
      expect(logs[0]).not.toHaveLength(0)
    },
    lifetime,
  )
})
