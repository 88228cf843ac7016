import { describe, expect, it } from 'vitest'
import { fireDueDeadlines } from '#app/services/deadlines.server'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { anApplication, type Core, ids, morningOf, openCore } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { addMinutes, endOfDay, instant, plainDate } from '#workflows/calendar/plain-date'

const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }
const midnight = (day: string) => endOfDay(plainDate(day))
const dueOf = async (core: Core, caseId: string) =>
  (await core.portal.read.deadlines.running(caseId))[0] ?? expect.fail(`${caseId} has no deadline`)
const sweep = (core: Core, onParked: (row: DeadlineRow, reason: string) => void = (row) => expect.fail(row.key)) =>
  fireDueDeadlines(core.portal.unit, core.portal.now(), onParked)

/** A due timer that its machine refuses: by construction a bug, here made by hand. */
async function armRefusedTimer(core: Core, caseId: string) {
  const row = await dueOf(core, caseId)
  const timer_id = 'xstate.after.publicNotice.application.publicNotice.clock.running'
  const early = { ...row, id: 'refused', timer_id, due_at: '2026-03-02T00:00:00.000Z' }
  await core.portal.unit.inTransaction((tx) => tx.deadlines.arm(early))
}

describe('sweeping', () => {
  it('twice at once fires each row once', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    core.clock.moveTo(midnight('2026-03-09'))
    const fired = await Promise.all([sweep(core), sweep(core)])
    // The period for acceptance and its two reminders.
    expect(fired[0] + fired[1]).toBe(3)
    expect(await core.portal.read.eventLog.ofCase(id, 'deadline.acceptanceDue')).toHaveLength(1)
    const reminders = core.database.read.selectFrom('notification').selectAll().where('kind', '=', 'reminder')
    expect(await reminders.execute()).toHaveLength(2)
    expect(await core.stageOf(id)).toBe('submitted.clock.late submitted.examination.byOfficer')
  })

  it('parks a timer that its machine refuses, reports it, and fires the others', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await armRefusedTimer(core, id)
    core.clock.moveTo(midnight('2026-03-09'))
    const parked: string[] = []
    await sweep(core, (row, reason) => parked.push(`${row.id} ${reason}`))
    expect(parked).toEqual(['refused notAllowedNow'])
    expect(await core.stageOf(id)).toBe('submitted.clock.late submitted.examination.byOfficer')
    expect(await sweep(core)).toBe(0)
  })

  it('leaves a timer that crashes for the next sweep, reports it, and fires the others', async () => {
    const core = await openCore()
    const broken = await anApplication(core, { stage: 'submitted' })
    const sound = await anApplication(core, { stage: 'submitted', party: core.pharmacy })
    const { snapshot } = await core.fileOf(broken)
    const put = (value: string) => core.database.write.updateTable('case_file').set({ snapshot: value }).where('id', '=', broken).execute()
    await put('{"value":"nowhere","status":"active","context":{}}')
    core.clock.moveTo(midnight('2026-03-09'))
    const crashed: string[] = []
    await sweep(core, (row) => crashed.push(row.case_id))
    expect(crashed).toEqual([broken])
    expect(await core.stageOf(sound)).toBe('submitted.clock.late submitted.examination.byOfficer')
    // Nobody acts on a case whose own clock cannot be caught up.
    await expect(core.give(core.clinic.applicant, 'withdrawApplication', broken, { reason: '' })).rejects.toThrow()
    await put(JSON.stringify(snapshot))
    expect(await sweep(core)).toBe(1)
    expect(await core.stageOf(broken)).toBe('submitted.clock.late submitted.examination.byOfficer')
  })

  it('moving the clock over a crashed timer ends', async () => {
    const core = await openCore()
    const broken = await anApplication(core, { stage: 'submitted' })
    await core.database.write.updateTable('case_file').set({ snapshot: '{}' }).where('id', '=', broken).execute()
    await core.portal.advanceTo(morningOf('2026-03-20'))
    expect((await dueOf(core, broken)).due_on).toBe('2026-03-09')
  })

  it('records the due moment as the moment in law and the sweep as the moment of record', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    core.clock.moveTo(morningOf('2026-03-16'))
    await sweep(core)
    const [event] = await core.portal.read.eventLog.ofCase(id, 'deadline.acceptanceDue')
    expect(event).toMatchObject({ occurred_at: midnight('2026-03-09'), recorded_at: morningOf('2026-03-16'), article: '第九条（二）' })
  })

  it('X8: an old period, cancelled and begun anew under the same timer, does not end the new one', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const old = await dueOf(core, id)
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    await core.portal.advanceTo(morningOf('2026-03-06'))
    const materials = [{ materialId: gap.materialId, files: [{ name: '身份证.pdf', digest: 'c'.repeat(64) }] }]
    await core.must(core.clinic.applicant, 'answerSupplementNotice', id, { materials, explanation: '' })
    const renewed = await dueOf(core, id)
    expect([old.timer_id, old.due_on, renewed.timer_id, renewed.due_on]).toEqual([old.timer_id, '2026-03-09', old.timer_id, '2026-03-13'])
    await core.portal.advanceTo(midnight('2026-03-09'))
    expect(await core.stageOf(id)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
    await core.portal.advanceTo(midnight('2026-03-13'))
    expect(await core.stageOf(id)).toBe('submitted.clock.late submitted.examination.byOfficer')
  })

  it('takes the reminders of a cancelled period away with it', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'acceptApplication', id, { opinion: '予以受理' })
    await core.portal.advanceTo(morningOf('2026-03-20'))
    const reminders = core.database.read.selectFrom('notification').selectAll().where('kind', '=', 'reminder')
    expect(await reminders.execute()).toEqual([])
  })
})

describe('the public notice through the whole stack', () => {
  it('published on 2026-04-29 it ends on 2026-05-09 at 24:00, round and application together', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'evaluated' })
    await core.portal.advanceTo(morningOf('2026-04-29'))
    await anApplication(core, { stage: 'publicNotice', after: 'evaluated' })
    for (const caseId of [ids.application, ids.round])
      expect(await dueOf(core, caseId)).toMatchObject({ key: 'publicNotice', due_on: '2026-05-09', due_at: midnight('2026-05-09') })
    await core.portal.advanceTo(addMinutes(midnight('2026-05-09'), -1))
    expect(await core.stageOf(ids.application)).toContain('clock.running')
    await core.portal.advanceTo(midnight('2026-05-09'))
    expect(await core.stageOf(ids.application)).toBe('negotiating.drafting')
    expect(await core.stageOf(ids.round)).toBe('closed')
  })

  it('counts from the one publication, also when that reaches the application a day later', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'evaluated' })
    const { officer, head } = core.clinic
    await core.must(officer, 'submitResults', ids.round, {})
    await core.must(head, 'approveResults', ids.round, { opinion: '同意公示' })
    unwrap(await core.give(officer, 'publishResults', ids.round, {}))
    expect(await core.stageOf(id)).toBe('evaluated')
    core.clock.moveTo(morningOf('2026-04-14'))
    await core.portal.settle()
    const [ofRound, ofApplication] = [await dueOf(core, ids.round), await dueOf(core, id)]
    expect(ofApplication).toMatchObject({ starts_on: '2026-04-14', due_on: '2026-04-20', due_at: ofRound.due_at })
  })

  it('an objection holds the institution beyond the end of the notice and does not move the clock', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'publicNotice' })
    const { due_at } = await dueOf(core, id)
    const input = { name: '赵明', phone: '13805460009', statement: '该机构公示的执业人员与实际出诊人员不一致，请核查。' }
    const { caseId } = await core.must(core.clinic.officer, 'fileObjection', id, input)
    expect((await core.portal.read.deadlines.running(caseId)).map((row) => [row.key, row.due_at]).sort()).toEqual([
      ['objectionHandling', midnight('2026-05-07')],
      ['publicNotice', due_at],
    ])
    await core.portal.advanceTo(morningOf('2026-04-27'))
    expect(await core.stageOf(id)).toBe('publicNotice.clock.over publicNotice.objections.open.inTime')
    const [filed] = await core.portal.read.eventLog.ofCase(id, 'fileObjection')
    await core.must(core.clinic.officer, 'decideObjection', id, {
      objectionId: filed?.command_id,
      secondHandlerId: core.clinic.secondOfficer.id,
      upheld: 'no',
      finding: '经查阅排班和处方，执业人员与实际出诊人员一致，异议不成立。',
    })
    expect(await core.stageOf(id)).toBe('negotiating.drafting')
  })

  it('is refused with the year by name, and nothing is written, when it would reach an unpublished calendar', async () => {
    const core = await openCore({ at: morningOf('2026-09-01') })
    const { officer, head } = core.clinic
    await anApplication(core, { stage: 'evaluated' })
    const round = 'round-370502-2026-10'
    await core.portal.advanceTo(morningOf('2026-11-02'))
    expect(await core.stageOf(round)).toBe('evaluating.overrun')
    await core.must(head, 'extendRound', round, { until: '2026-12-31', reason: '评估专家临时抽调，需顺延评估工作' })
    await core.portal.advanceTo(morningOf('2026-12-28'))
    await core.must(officer, 'submitResults', round, {})
    await core.must(head, 'approveResults', round, { opinion: '同意公示' })
    const before = await core.fileOf(round)
    const outcome = await core.give(officer, 'publishResults', round, {}, { commandId: 'publish' })
    expect(outcome).toEqual({ ok: false, refusal: { code: 'calendarMissing', year: 2027 } })
    expect(await core.fileOf(round)).toEqual(before)
    expect(await core.portal.read.eventLog.findByCommandId('publish')).toBeUndefined()
    expect(await core.portal.read.documents.ofCase(round)).toEqual([])
  })
})

describe('the lock of a round', () => {
  it.each([
    ['accepted on its last day belongs to the round, however late the sweep', '2026-03-31', 'underEvaluation'],
    ['accepted after it waits for the next round, however late the sweep', '2026-04-01', 'queued'],
  ])('%s', async (_, acceptedOn, stage) => {
    const core = await openCore()
    await core.must(core.clinic.officer, 'openRound', ids.round, { year: 2026, month: 4 })
    const id = await anApplication(core, { stage: 'submitted' })
    core.clock.moveTo(morningOf(acceptedOn))
    await core.give(core.clinic.officer, 'acceptApplication', id, { opinion: '予以受理' })
    core.clock.moveTo(morningOf('2026-04-03'))
    await core.portal.settle()
    expect(await core.stageOf(id)).toBe(stage)
  })

  it('has passed in a round that is opened late: what was accepted after it waits for the next', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'queued' })
    const late = await anApplication(core, { stage: 'submitted', party: core.pharmacy })
    await core.portal.advanceTo(morningOf('2026-04-02'))
    await core.must(core.pharmacy.officer, 'acceptApplication', late, { opinion: '予以受理' })
    await core.portal.advanceTo(morningOf('2026-04-08'))
    await core.must(core.clinic.officer, 'openRound', ids.round, { year: 2026, month: 4 })
    await core.must(core.pharmacy.officer, 'openRound', 'round-370522', { year: 2026, month: 4 })
    expect([await core.stageOf(ids.application), await core.stageOf(late)]).toEqual(['underEvaluation', 'queued'])
  })
})

describe('the term', () => {
  it('signed on 2023-05-11 it ends on 2026-05-10 at 24:00 by itself, and the bar holds through 2027-05-10', async () => {
    const core = await openCore({ at: morningOf('2023-03-01') })
    const id = await anApplication(core, { stage: 'inForce', signedOn: '2023-05-11' })
    const agreement = `agreement-${id}`
    // Five working days for the filing, and beside them the term; that the filing is late changes nothing about it.
    const running = await core.portal.read.deadlines.running(agreement)
    expect(running.find(({ key }) => key === 'filing')).toMatchObject({ due_on: '2023-05-18' })
    expect(running.find(({ key }) => key === 'termEnds')).toMatchObject({ due_on: '2026-05-10', due_at: midnight('2026-05-10') })
    await core.portal.advanceTo(addMinutes(midnight('2026-05-10'), -1))
    expect(await core.stageOf(agreement)).toMatch(/filing\.due\.late listing\.unlisted .*term\.inForce\.fixedTerm/)
    await core.portal.advanceTo(midnight('2026-05-10'))
    expect(await core.stageOf(agreement)).toContain('term.closing')
    expect(await core.portal.read.bars.ofUscc(core.clinic.input.institution.uscc)).toMatchObject([
      { starts_on: '2026-05-10', until: '2027-05-10', cause: 'agreementEndedWithoutFault', article: '第十条（二）' },
    ])
    const sent = core.database.read.selectFrom('notification').selectAll().where('case_id', '=', agreement).where('kind', '=', 'reminder')
    const reminders = (await sent.where('audience', '=', 'institution').execute()).filter(({ text }) => text.includes('期满'))
    expect(reminders.map(({ created_at }) => created_at).sort()).toContain(instant('2026-02-08T16:00:00.000Z'))
    expect(reminders).toHaveLength(8)
  })
})

describe('an institution that reads its supplement notice', () => {
  it('has its window from that day, and reading again moves nothing', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    await core.portal.advanceTo(morningOf('2026-03-03'))
    await core.must(core.clinic.applicant, 'acknowledgeNotice', id, {})
    expect(await dueOf(core, id)).toMatchObject({ key: 'supplementWindow', starts_on: '2026-03-04', due_on: '2026-03-24' })
    expect(await core.give(core.clinic.applicant, 'acknowledgeNotice', id, {})).toMatchObject({ refusal: { code: 'notAllowedNow' } })
  })
})

describe('an institution that does not move', () => {
  it('counts as withdrawn when it lets the supplement window pass, with no bar', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    // Given on Monday and never opened: served on the third working day, and only then the fifteen days run.
    expect(await dueOf(core, id)).toMatchObject({ key: 'serviceDeemed', due_on: '2026-03-05' })
    await core.portal.advanceTo(morningOf('2026-03-05'))
    expect(await dueOf(core, id)).toMatchObject({ key: 'supplementWindow', starts_on: '2026-03-06', due_on: '2026-03-26' })
    await core.portal.advanceTo(midnight('2026-03-26'))
    expect(await core.stageOf(id)).toBe('withdrawn')
    expect(await core.portal.read.bars.ofUscc(core.clinic.input.institution.uscc)).toEqual([])
  })
})
