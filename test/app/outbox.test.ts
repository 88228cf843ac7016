import { describe, expect, it } from 'vitest'
import { effectHandlers } from '#app/services/effects.server'
import { deliverOutbox, type OutboxReports } from '#app/services/outbox.server'
import type { Portal } from '#app/services/portal.server'
import { anApplication, type Core, contentOf, ids, morningOf, openCore, secondServer } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { addSeconds } from '#workflows/calendar/plain-date'

const allRows = (core: Core) => core.database.read.selectFrom('outbox').selectAll().orderBy('id').execute()

describe('an effect', () => {
  it('delivered twice has one effect, whatever its topic', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'inForce' })
    const rows = await allRows(core)
    expect([...new Set(rows.map(({ topic }) => topic))].sort()).toEqual([
      'beginEvaluations',
      'enrolApplications',
      'openAgreement',
      'publishToApplications',
      'renderDocument',
    ])
    const before = await contentOf(core)
    const handlers = effectHandlers(core.portal.unit, core.portal.dispatch, core.portal.now)
    for (const row of rows) await handlers[row.topic as keyof typeof handlers](row)
    expect(await contentOf(core)).toEqual(before)
  })

  it('delivered by two workers at the same moment has one effect', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'evaluated' })
    await core.must(core.clinic.officer, 'submitResults', ids.round, {})
    await core.must(core.clinic.head, 'approveResults', ids.round, { opinion: '同意公示' })
    unwrap(await core.give(core.clinic.officer, 'publishResults', ids.round, {}))
    await Promise.all([core.portal.settle(), core.portal.settle()])
    expect(await core.portal.read.eventLog.ofCase(id, 'publishResult')).toHaveLength(1)
    expect((await core.portal.read.documents.ofCase(id)).filter(({ kind }) => kind === 'evaluationForm')).toHaveLength(1)
  })

  it('that finds the case gone another way is done with', async () => {
    // The lock of April 2024 falls on a Friday, two days before the month.
    const core = await openCore({ at: morningOf('2024-03-04') })
    const id = await anApplication(core, { stage: 'queued' })
    await core.must(core.clinic.officer, 'openRound', 'round', { year: 2024, month: 4 })
    await core.portal.advanceTo(morningOf('2024-03-30'))
    expect(await core.stageOf(id)).toBe('enrolled')
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    await core.portal.advanceTo(morningOf('2024-04-02'))
    expect(await core.stageOf(id)).toBe('withdrawn')
    expect((await allRows(core)).find(({ topic }) => topic === 'beginEvaluations')).toMatchObject({ attempts: 0, last_error: null })
    expect((await allRows(core)).every(({ delivered_at }) => delivered_at !== null)).toBe(true)
  })
})

describe('several workers', () => {
  /** An application with one document to set, and a worker whose handler waits to be let go. */
  const stalled = async () => {
    const core = await openCore()
    const { officer } = core.clinic
    const id = await anApplication(core, { stage: 'submitted' })
    unwrap(await core.give(officer, 'acceptApplication', id, { opinion: '予以受理' }))
    const served: string[] = []
    let letGo = () => {}
    const until = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const worker = (portal: Portal, name: string, wait: Promise<void> = Promise.resolve()) => {
      const handler = async (row: { id: string }) => {
        served.push(`${name} ${row.id}`)
        await wait
      }
      const topics = ['renderDocument', 'sendMail', 'queueMail']
      const handlers = Object.fromEntries(topics.map((topic) => [topic, handler]))
      return deliverOutbox(portal.unit, handlers, core.portal.now, { onFailure: (_row, error) => expect.fail(String(error)) })
    }
    return { core, served, until, letGo, worker }
  }

  it('pass a row by while one of them is at it', async () => {
    const { core, served, until, letGo, worker } = await stalled()
    const slow = worker(core.portal, 'slow', until)
    await expect.poll(() => served.length).toBe(1)
    const quick = await worker(secondServer(core), 'quick')
    letGo()
    const rows = quick + (await slow)
    expect(new Set(served.map((line) => line.split(' ')[1])).size).toBe(rows)
    expect(served).toHaveLength(rows)
    expect((await allRows(core)).every(({ delivered_at, leased_until }) => delivered_at !== null && leased_until === null)).toBe(true)
  })

  it('take over the row of one that died, once its lease has run out', async () => {
    const { core, served, worker } = await stalled()
    const rows = await core.portal.read.outbox.waiting(core.portal.now())
    for (const { id } of rows) {
      const until = addSeconds(core.portal.now(), 60)
      expect(unwrap(await core.portal.unit.inTransaction((tx) => tx.outbox.lease(id, core.portal.now(), until)))).toMatchObject({ id })
      expect(unwrap(await core.portal.unit.inTransaction((tx) => tx.outbox.lease(id, core.portal.now(), until)))).toBeUndefined()
    }
    core.clock.moveTo(addSeconds(core.portal.now(), 59))
    expect(await worker(secondServer(core), 'heir')).toBe(0)
    core.clock.moveTo(addSeconds(core.portal.now(), 1))
    expect(await worker(secondServer(core), 'heir')).toBe(rows.length)
    expect(served).toEqual(rows.map(({ id }) => `heir ${id}`))
  })

  it('that come too late do not undo a delivery', async () => {
    const { core, worker } = await stalled()
    const [row] = await core.portal.read.outbox.waiting(core.portal.now())
    await worker(core.portal, 'only')
    await core.portal.unit.inTransaction((tx) => tx.outbox.markFailed(row?.id ?? '', 'late', null, core.portal.now()))
    expect((await allRows(core)).find(({ id }) => id === row?.id)).toMatchObject({ parked_at: null, last_error: null, attempts: 0 })
  })
})

describe('an effect that fails', () => {
  const poisoned = async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.portal.unit.inTransaction((tx) =>
      tx.outbox.add({ id: 'a-poison', case_id: id, revision: 1, topic: 'poison', payload: {}, available_at: core.portal.now() }),
    )
    const tries: unknown[] = []
    const handlers = {
      poison: async () => {
        throw new Error('no ink')
      },
      renderDocument: async () => {},
    }
    const deliver = (onGivenUp: NonNullable<OutboxReports['onGivenUp']> = async () => {}) =>
      deliverOutbox(core.portal.unit, handlers, core.portal.now, {
        onFailure: (row, error) => tries.push([row.attempts, String(error)]),
        onGivenUp,
      })
    const find = async () => (await allRows(core)).find((row) => row.id === 'a-poison')
    return { core, id, tries, deliver, find }
  }

  it('waits longer after each try, is parked after ten, and is not tried again', async () => {
    const { core, tries, deliver, find } = await poisoned()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await deliver()
      expect(tries).toHaveLength(attempt)
      await deliver()
      expect(tries).toHaveLength(attempt) // it waits
      const { available_at, parked_at } = (await find()) ?? expect.fail('lost')
      if (parked_at !== null) break
      waits.push((Date.parse(available_at) - Date.parse(core.portal.now())) / 1000)
      core.clock.moveTo(addSeconds(core.portal.now(), waits.at(-1) ?? 0))
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280])
    expect(await find()).toMatchObject({ attempts: 10, delivered_at: null, parked_at: core.portal.now(), last_error: 'no ink' })
    core.clock.moveTo(addSeconds(core.portal.now(), 1_000_000))
    await deliver()
    expect(tries).toHaveLength(10)
    expect(await core.portal.read.outbox.countParked()).toBe(1)
  })

  it('is told of when it is given up, before it is parked; what fails in the telling is told again', async () => {
    const { core, deliver, find } = await poisoned()
    const told: unknown[] = []
    const untilNext = async () => core.clock.moveTo(addSeconds(core.portal.now(), 10_000))
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await deliver(async () => expect.fail('too early'))
      await untilNext()
    }
    await expect(
      deliver(async () => {
        throw new Error('no paper')
      }),
    ).rejects.toThrow('no paper')
    expect(await find()).toMatchObject({ attempts: 9, parked_at: null })
    await untilNext()
    await deliver(async (row, error) => {
      told.push(row.id, String(error), (await find())?.parked_at)
    })
    expect(told).toEqual(['a-poison', 'Error: no ink', null])
    expect(await find()).toMatchObject({ attempts: 10, parked_at: core.portal.now() })
  })

  it('does not stop the effects behind it', async () => {
    const { core, id, deliver } = await poisoned()
    unwrap(await core.give(core.clinic.officer, 'acceptApplication', id, { opinion: '予以受理' }))
    expect(await deliver()).toBe(1)
    expect((await allRows(core)).filter(({ delivered_at }) => delivered_at === null).map((row) => row.id)).toEqual(['a-poison'])
  })

  it('of an unknown kind fails like any other', async () => {
    const { core, id } = await poisoned()
    await core.portal.settle()
    const row = (await allRows(core)).find(({ topic }) => topic === 'poison')
    expect(row?.last_error).toBe('no handler for poison')
    expect(await core.stageOf(id)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
  })
})
