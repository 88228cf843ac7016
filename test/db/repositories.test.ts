import { describe, expect, it } from 'vitest'
import { digestOfEvent, type NewCaseEvent } from '#db/repositories/event-log'
import { rollBack, unitOfWork } from '#db/unit-of-work'
import { anApplication, openBareDatabase, openCore } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'

describe('a transaction', () => {
  it('that is refused leaves nothing, and says why', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const outcome = await unit.inTransaction(async (tx) => {
      await tx.policy.putSetting('half', 'done')
      rollBack({ code: 'notFound' })
    })
    expect(outcome).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await unit.read.policy.findSetting('half')).toBeUndefined()
    await database.close()
  })

  it('that crashes leaves nothing, and the crash is not taken for a refusal', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const crash = unit.inTransaction(async (tx) => {
      await tx.policy.putSetting('half', 'done')
      throw new Error('power')
    })
    await expect(crash).rejects.toThrow('power')
    expect(await unit.read.policy.findSetting('half')).toBeUndefined()
    await database.close()
  })
})

describe('a policy version', () => {
  it('changes while it is a draft, and never afterwards', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const put = (status: string, title: string) =>
      unit.inTransaction((tx) => tx.policy.putPolicy('pack@1', { effectiveFrom: '2016-05-11', effectiveTo: null, status, title } as never))
    const titleNow = async () => ((await unit.read.policy.getPolicy('pack@1')) as { title: string }).title
    await put('draft', 'first')
    await put('draft', 'second')
    expect(await titleNow()).toBe('second')
    await put('published', 'third')
    await put('draft', 'fourth')
    await put('published', 'fifth')
    expect(await titleNow()).toBe('third')
    await database.close()
  })
})

describe('the compare-and-swap on a case', () => {
  it('lets the first of two savings on one revision through', async () => {
    const core = await openCore()
    const file = await core.fileOf(await anApplication(core, { stage: 'submitted' }))
    const save = () => core.portal.unit.inTransaction((tx) => tx.caseFiles.save({ ...file, revision: 2 }, 1))
    expect([unwrap(await save()), unwrap(await save())]).toEqual([true, false])
  })

  it('finds cases by a whole tag, not by a part of one', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    expect(await core.portal.read.caseFiles.list({ tag: 'officer' })).toHaveLength(1)
    expect(await core.portal.read.caseFiles.list({ tag: 'office' })).toEqual([])
  })
})

describe('document numbers', () => {
  it('have no gap when the step that took one is rolled back', async () => {
    const database = await openBareDatabase()
    const unit = unitOfWork(database)
    const take = (keep: boolean) =>
      unit.inTransaction(async (tx) => {
        const serial = await tx.documents.nextSerial('370502', 'applicationReceipt', 2026)
        if (!keep) rollBack({ code: 'notFound' })
        return serial
      })
    expect(unwrap(await take(true))).toBe(1)
    await take(false)
    expect(unwrap(await take(true))).toBe(2)
    const many = await Promise.all([true, false, true, false, true].map(take))
    expect(
      many
        .filter(({ ok }) => ok)
        .map((outcome) => unwrap(outcome))
        .sort(),
    ).toEqual([3, 4, 5])
    await database.close()
  })

  it('are counted apart for each agency, kind and year', async () => {
    const database = await openBareDatabase()
    const { inTransaction } = unitOfWork(database)
    const of = async (agency: string, kind: string, year: number) =>
      unwrap(await inTransaction((tx) => tx.documents.nextSerial(agency, kind, year)))
    expect([
      await of('370502', 'a', 2026),
      await of('370522', 'a', 2026),
      await of('370502', 'b', 2026),
      await of('370502', 'a', 2027),
    ]).toEqual([1, 1, 1, 1])
    expect(await of('370502', 'a', 2026)).toBe(2)
    await database.close()
  })
})

describe('deadline rows', () => {
  it('are claimed once, and a cancelled one never (X8)', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const [row] = await core.portal.read.deadlines.running(id)
    const claim = () => core.portal.unit.inTransaction((tx) => tx.deadlines.claim(row?.id ?? ''))
    const twin = { ...(row ?? expect.fail('no row')), id: 'twin' }
    await expect(core.portal.unit.inTransaction((tx) => tx.deadlines.arm(twin))).rejects.toThrow(/UNIQUE|duplicate key/)
    expect([unwrap(await claim()), unwrap(await claim())]).toEqual([true, false])
    await core.portal.unit.inTransaction((tx) => tx.deadlines.arm(twin))
    await core.portal.unit.inTransaction((tx) => tx.deadlines.cancel(id, [twin.timer_id]))
    expect(unwrap(await core.portal.unit.inTransaction((tx) => tx.deadlines.claim('twin')))).toBe(false)
  })
})

describe('the digest of an event', () => {
  const event: NewCaseEvent = {
    case_id: 'case',
    revision: 1,
    command_id: 'id',
    command: 'acceptApplication',
    input_digest: 'i',
    payload: { opinion: '同意' },
    actor_id: 'a',
    actor_name: '甲',
    actor_role: 'officer',
    article: '第九条（二）',
    from_stage: 'submitted.clock.inTime submitted.examination.byOfficer',
    to_stage: 'queued',
    occurred_at: '2026-03-02T02:00:00.000Z',
    recorded_at: '2026-03-02T02:00:00.000Z',
    policy_version_id: 'p',
  }
  const digest = digestOfEvent(event, '0')

  it.each(Object.keys(event) as (keyof NewCaseEvent)[])('changes with %s', (key) => {
    expect(digestOfEvent({ ...event, [key]: key === 'revision' ? 2 : 'another' }, '0')).not.toBe(digest)
  })
  it('changes with the event before it, and with nothing else', () => {
    expect(digestOfEvent(event, '1')).not.toBe(digest)
    expect(digestOfEvent({ ...event, payload: { opinion: '同意' } }, '0')).toBe(digest)
  })
})
