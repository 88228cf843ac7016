import { describe, expect, it } from 'vitest'
import { verifyLog } from '#app/services/checkpoints.server'
import { confirmCalendar, previewCalendar, proposeCalendar } from '#app/services/rule-change/calendar-import.server'
import { verifyStored } from '#app/services/stored-checks.server'
import { breakable, Crash } from '#test/setup/broken-database'
import { anApplication, type Core, ids, morningOf, openCore, openCoreAt } from '#test/setup/core'
import { corrected2026 } from '#test/workflows/corrected-calendar'
import { calendar, unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'
import { endOfDay, plainDate } from '#workflows/calendar/plain-date'

async function propose(core: Core, days: string, by: Actor = core.city.officer): Promise<string> {
  return unwrap(await proposeCalendar(core.portal, by, { year: '2026', source: '国办发明电〔2026〕1号', days }))
}

async function preview(core: Core, id: string) {
  const change = (await core.portal.read.ruleChanges.find(id)) ?? expect.fail('no proposal')
  return previewCalendar(core.portal.read, change, core.portal.now())
}

const rowsOf = async (core: Core) => {
  const rows = await core.database.read.selectFrom('deadline').selectAll().where('kind', '=', 'timer').orderBy('id').execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Applications in many stages, with a round whose notice runs, an agreement in force, and an institution that has to answer. */
async function aWorld(core: Core): Promise<void> {
  const old = { stage: 'inForce', signedOn: '2023-05-11', id: 'old' } as const
  core.clock.moveTo(morningOf('2023-03-01'))
  await anApplication(core, { ...old, party: core.pharmacy })
  await core.portal.advanceTo(morningOf('2026-03-02'))
  await anApplication(core, { stage: 'evaluated' })
  await core.portal.advanceTo(morningOf('2026-04-28'))
  await anApplication(core, { stage: 'publicNotice', after: 'evaluated' })
  await core.portal.advanceTo(morningOf('2026-04-29'))
}
const openWorld = async () => {
  const core = await openCore({ at: morningOf('2023-03-01') })
  await aWorld(core)
  return core
}

describe('a calendar that changes while periods run', () => {
  it('moves exactly what the preview lists, keeps what would be earlier, and tells the parties and the log', async () => {
    const core = await openWorld()
    const id = await propose(core, corrected2026({ off: { '2026-05-06': '劳动节', '2026-05-07': '劳动节' } }))
    const before = await rowsOf(core)
    const planned = await preview(core, id)
    expect(planned.moves.map(({ caseId, key, effect }) => `${caseId} ${key} ${effect}`).sort()).toEqual(
      [`${ids.application} publicNotice later`, `${ids.round} publicNotice later`].sort(),
    )
    unwrap(await confirmCalendar(core.portal, core.city.head, id, { seen: planned.digest }))

    const after = await rowsOf(core)
    const moved = [...after.values()].filter((row) => row.due_on !== before.get(row.id)?.due_on)
    expect(moved.map(({ id: rowId, due_on }) => [rowId, due_on]).sort()).toEqual(
      planned.moves.map(({ deadlineId, newDueOn }) => [deadlineId, newDueOn]).sort(),
    )
    expect(after.size).toBe(before.size)
    const [line] = await core.portal.read.eventLog.ofCase(ids.application, 'changeCalendar')
    expect(line).toMatchObject({
      actor_id: 'system',
      payload: {
        subject: '2026',
        decidedBy: core.city.head.name,
        moves: [{ key: 'publicNotice', from: '2026-05-08', counted: '2026-05-11', effect: 'later' }],
      },
    })
    const told = await core.database.read.selectFrom('notification').selectAll().where('id', 'like', `calendar:${id}%`).execute()
    expect(told.map(({ case_id, audience }) => `${case_id} ${audience}`).sort()).toEqual(
      [`${ids.application} institution`, `${ids.application} officer`, `${ids.round} officer`].sort(),
    )
    expect(told[0]?.text).toContain('顺延至2026年5月11日')
    expect(await core.portal.read.ruleChanges.find(id)).toMatchObject({ status: 'applied' })

    await core.portal.advanceTo(endOfDay(plainDate('2026-05-10')))
    expect(await core.stageOf(ids.application)).toContain('clock.running')
    await core.portal.advanceTo(endOfDay(plainDate('2026-05-11')))
    expect(await core.stageOf(ids.application)).toBe('negotiating.drafting')
    expect([...(await verifyLog(core.portal.unit)), ...(await verifyStored(core.portal.unit))]).toEqual([])
  })

  it('never shortens: a period that would end sooner stays, and the log says so', async () => {
    const core = await openCoreAt('publicNotice')
    const id = await propose(core, corrected2026({ work: { '2026-04-18': '清明节', '2026-04-19': '清明节' } }))
    const planned = await preview(core, id)
    expect(planned.moves.map(({ effect, newDueOn, countedOn }) => [effect, newDueOn, countedOn])).toEqual([
      ['keptBecauseEarlier', '2026-04-20', '2026-04-18'],
      ['keptBecauseEarlier', '2026-04-20', '2026-04-18'],
    ])
    const before = await rowsOf(core)
    unwrap(await confirmCalendar(core.portal, core.city.head, id, { seen: planned.digest }))
    expect([...(await rowsOf(core)).values()].map(({ due_on }) => due_on)).toEqual([...before.values()].map(({ due_on }) => due_on))
    expect(await core.portal.read.eventLog.ofCase(ids.round, 'changeCalendar')).toHaveLength(1)
    // A second correction counts from the day that holds, not from the shorter one.
    const back = await propose(core, corrected2026({ off: { '2026-04-16': '清明节' } }))
    expect((await preview(core, back)).moves.map(({ oldDueOn, newDueOn }) => [oldDueOn, newDueOn])).toEqual([
      ['2026-04-20', '2026-04-21'],
      ['2026-04-20', '2026-04-21'],
    ])
  })

  it('moves the reminders with the day that they are about', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const remindersOf = () =>
      core.database.read
        .selectFrom('deadline')
        .select(['due_on', 'due_at'])
        .where('kind', '=', 'reminder')
        .where('status', '=', 'running')
        .orderBy('due_at')
        .execute()
    const before = await remindersOf()
    const change = await propose(core, corrected2026({ off: { '2026-03-05': '春节', '2026-03-06': '春节' } }))
    unwrap(await confirmCalendar(core.portal, core.city.head, change, { seen: (await preview(core, change)).digest }))
    expect((await core.portal.read.deadlines.running(id)).map(({ due_on }) => due_on)).toEqual(['2026-03-11'])
    const after = await remindersOf()
    expect(after.map(({ due_on }) => due_on)).toEqual(before.map(() => '2026-03-11'))
    expect(after.at(-1)?.due_at).not.toBe(before.at(-1)?.due_at)
  })

  it('is confirmed by a second person of the city agency, on the list that they have seen, and once', async () => {
    const core = await openCoreAt('publicNotice')
    const id = await propose(core, corrected2026({ off: { '2026-04-16': '清明节' } }))
    const { digest: seen } = await preview(core, id)
    const { officer, head } = core.city
    expect(await confirmCalendar(core.portal, officer, id, { seen })).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await confirmCalendar(core.portal, core.clinic.head, id, { seen })).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await confirmCalendar(core.portal, head, id, { seen: 'of another list' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect((await core.portal.read.policy.calendarYears()).find(({ year }) => year === 2026)?.data).toEqual(calendar.years['2026'])
    const both = await Promise.all([1, 2].map(() => confirmCalendar(core.portal, head, id, { seen })))
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(
      await proposeCalendar(core.portal, officer, { year: '2026', source: '同', days: corrected2026({ off: { '2026-04-16': '清明节' } }) }),
    ).toMatchObject({
      refusal: { issues: { days: ['与已经载入的2026年安排完全相同，不用再导入'] } },
    })
  })

  it('is finished after a crash between two cases, each of them reached once', async () => {
    const { fault, wrap } = breakable()
    const core = await openCoreAt('publicNotice', wrap)
    const id = await propose(core, corrected2026({ off: { '2026-04-16': '清明节', '2026-04-17': '清明节' } }))
    const { digest: seen, moves } = await preview(core, id)
    // The decision and the year, then the first case; the second one crashes.
    const writesOfOneCase = 8
    fault.arm(2 + writesOfOneCase)
    await confirmCalendar(core.portal, core.city.head, id, { seen }).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error
    })
    fault.disarm()
    const lines = async () =>
      (await Promise.all(moves.map(({ caseId }) => core.portal.read.eventLog.ofCase(caseId, 'changeCalendar')))).flat()
    expect(await lines()).toHaveLength(1)
    expect((await core.portal.read.ruleChanges.find(id))?.status).toBe('confirmed')
    await core.portal.settle()
    await core.portal.settle()
    expect(await lines()).toHaveLength(2)
    expect((await core.portal.read.ruleChanges.find(id))?.status).toBe('applied')
  })

  it('reaches a case before one of its periods fires, wherever the crash was', async () => {
    const core = await openCoreAt('publicNotice')
    const id = await propose(core, corrected2026({ off: { '2026-04-16': '清明节', '2026-04-17': '清明节' } }))
    const change = (await core.portal.read.ruleChanges.find(id)) ?? expect.fail('no proposal')
    await core.portal.unit.inTransaction(async (tx) => {
      await tx.ruleChanges.decide(id, { status: 'confirmed', by: core.city.head, at: core.portal.now(), reason: '', list: [] })
      await tx.policy.putCalendarYear(2026, (change.data as { days: unknown }).days, core.portal.now())
    })
    core.clock.moveTo(endOfDay(plainDate('2026-04-20')))
    // A command catches up with the due periods of its own case alone.
    await core.give(core.clinic.officer, 'offerTerms', ids.application, {})
    expect(await core.stageOf(ids.application)).toContain('clock.running')
  })
})
