import { beforeAll, describe, expect, it } from 'vitest'
import { anApplication, type Core, contentOf, ids, morningOf, openCore, springMorning } from '#test/setup/core'
import { clinicInput } from '#test/workflows/sample-application'
import { unwrap } from '#test/workflows/seeds'
import { addSeconds, type Instant } from '#workflows/calendar/plain-date'

const opinion = { opinion: '材料齐全，予以受理' }
const gap = { materialId: 'practiceLicence', title: '执业许可证正副本或者备案凭证', problem: '副本缺页', remedy: '补交完整副本' }
const refusal = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })

describe('a command is refused, and nothing is written', () => {
  let core: Core
  beforeAll(async () => {
    core = await openCore()
    await anApplication(core, { stage: 'submitted' })
  })
  const unchanged = async (attempt: () => Promise<unknown>, code: string) => {
    const before = await contentOf(core)
    expect(await attempt()).toEqual(refusal(code))
    expect(await contentOf(core)).toEqual(before)
  }

  it('notFound: no such case', () =>
    unchanged(() => core.give(core.clinic.officer, 'acceptApplication', 'nothing', opinion, { expectedRevision: 1 }), 'notFound'))
  it('notFound: the case of another county, which must not be known of', () =>
    unchanged(() => core.give(core.pharmacy.officer, 'acceptApplication', ids.application, opinion), 'notFound'))
  it('notFound: a command of another machine', () =>
    unchanged(() => core.give(core.clinic.officer, 'settleClaims', ids.application, { note: '已经结清费用' }), 'notFound'))
  it('notFound: an application for a site that does not exist', async () => {
    const [opening] = await core.portal.read.eventLog.ofCase(ids.application)
    const input = { ...(opening?.payload as object), siteId: 'nowhere' }
    await unchanged(() => core.give(core.clinic.applicant, 'submitApplication', 'clinic-x', input), 'notFound')
  })
  it('forbidden: the city may read a county case and not decide it', () =>
    unchanged(() => core.give(core.city.officer, 'acceptApplication', ids.application, opinion), 'forbidden'))
  it('staleRevision: the form was made before somebody else acted', () =>
    unchanged(
      () => core.give(core.clinic.officer, 'acceptApplication', ids.application, opinion, { expectedRevision: 7 }),
      'staleRevision',
    ))
  it('staleRevision: a case is opened once, under whatever command id', async () => {
    const [opening] = await core.portal.read.eventLog.ofCase(ids.application)
    await unchanged(
      () => core.give(core.clinic.applicant, 'submitApplication', ids.application, opening?.payload, { expectedRevision: 0 }),
      'staleRevision',
    )
  })
  it('invalidInput: under the path of the field', async () => {
    const outcome = await core.give(core.clinic.officer, 'acceptApplication', ids.application, { opinion: '' })
    expect(outcome).toEqual({ ok: false, refusal: { code: 'invalidInput', issues: { opinion: ['请填写受理意见'] } } })
  })
  it('invalidInput: an input without any shape', () =>
    unchanged(() => core.give(core.clinic.officer, 'acceptApplication', ids.application, undefined), 'invalidInput'))
  it('notAllowedNow: countersigning what nobody has evaluated', () =>
    unchanged(() => core.give(core.clinic.applicant, 'agreeTerms', ids.application, { confirmed: 'yes' }), 'notAllowedNow'))
})

describe('a command is refused by the rules', () => {
  it('ineligible: the bar of 第十条（二） holds until its last day and not a day longer', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.portal.unit.inTransaction((tx) =>
      tx.bars.record({
        id: 'bar',
        uscc: clinicInput().institution.uscc,
        site_id: null,
        cause: 'agreementEndedWithoutFault',
        starts_on: '2025-03-02',
        until: '2026-03-02',
        source: 'earlier',
        article: '第十条（二）',
      }),
    )
    expect(await core.give(core.clinic.officer, 'acceptApplication', id, opinion)).toMatchObject({
      refusal: { code: 'ineligible', article: '第十条（二）', until: '2026-03-02' },
    })
    await core.portal.advanceTo(morningOf('2026-03-03'))
    expect(await core.give(core.clinic.officer, 'acceptApplication', id, opinion)).toMatchObject({ ok: true })
  })

  it('refusal on a ground of 第十条（四）: on the last day of its year, and not a day later', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const ground = { ground: 'penaltyWithinYear', facts: '受到行政处罚，处罚决定已经生效', rule: '' }
    for (const [eventOn, issue] of [
      ['2025-03-01', '距今已满规定的期限，不能以此理由不予受理'],
      ['2026-03-03', '日期不能晚于今天（2026年3月2日）'],
      ['', '请填写事实发生（查实、决定）的日期'],
    ])
      expect(await core.give(core.clinic.officer, 'proposeRefusal', id, { ...ground, eventOn })).toEqual({
        ok: false,
        refusal: { code: 'invalidInput', issues: { eventOn: [issue] } },
      })
    await core.must(core.clinic.officer, 'proposeRefusal', id, { ...ground, eventOn: '2025-03-02' })
    await core.must(core.clinic.head, 'refuseApplication', id, { opinion: '同意' })
    expect(await core.stageOf(id)).toBe('refused')
  })

  it('ended: a withdrawn application takes no further command', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    expect(await core.give(core.clinic.officer, 'acceptApplication', id, opinion)).toEqual(refusal('ended'))
  })

  it('samePerson: nobody approves results that they handed in', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'evaluated' })
    const both = { ...core.clinic.officer, roles: ['officer', 'head'] as const }
    const { parent_id } = await core.fileOf(id)
    await core.must(both, 'submitResults', parent_id ?? '', {})
    expect(await core.give(both, 'approveResults', parent_id ?? '', { opinion: '同意公示' })).toEqual(refusal('samePerson'))
    expect(await core.give(core.clinic.head, 'approveResults', parent_id ?? '', { opinion: '同意公示' })).toMatchObject({ ok: true })
  })

  it('unprintable: a character without a glyph is named before a number is taken', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const items = [{ ...gap, problem: '法定代表人姓名“𰻝”与证件不一致' }]
    expect(await core.give(core.clinic.officer, 'issueSupplementNotice', id, { items })).toMatchObject({
      refusal: { code: 'unprintable', characters: ['𰻝'] },
    })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    expect((await core.portal.read.documents.ofCase(id)).map(({ number }) => number)).toContain('东营医保补〔2026〕1号')
  })
})

describe('one command id has one effect', () => {
  const once = { commandId: 'the-same', expectedRevision: 1 }

  it('given twice, also at the same moment, it answers with the first outcome', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const give = () => core.give(core.clinic.officer, 'acceptApplication', id, opinion, once)
    const outcomes = await Promise.all([give(), give()])
    expect(
      outcomes
        .map((outcome) => unwrap(outcome))
        .map(({ revision, replayed }) => [revision, replayed])
        .sort(),
    ).toEqual([
      [2, false],
      [2, true],
    ])
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    expect(unwrap(await give())).toEqual({ caseId: id, revision: 2, replayed: true })
    expect(await core.portal.read.eventLog.ofCase(id, 'acceptApplication')).toHaveLength(1)
  })

  it('is refused to another actor, with another input and on another case', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const other = await anApplication(core, { stage: 'submitted', party: core.pharmacy })
    unwrap(await core.give(core.clinic.officer, 'acceptApplication', id, opinion, once))
    for (const [actor, caseId, input] of [
      [core.clinic.secondOfficer, id, opinion],
      [core.clinic.officer, id, { opinion: '另一种意见' }],
      [core.pharmacy.officer, other, opinion],
    ] as const)
      expect(await core.give(actor, 'acceptApplication', caseId, input, { commandId: 'the-same' })).toEqual(refusal('commandIdReused'))
  })

  it('opening twice with one id opens one case', async () => {
    const core = await openCore()
    const input = { year: 2026, month: 4 }
    const open = () => core.give(core.clinic.officer, 'openRound', 'round', input, { commandId: 'open', expectedRevision: 0 })
    expect([unwrap(await open()).replayed, unwrap(await open()).replayed]).toEqual([false, true])
    expect(await core.portal.read.caseFiles.list({ machine: 'evaluationRound' })).toHaveLength(1)
  })
})

describe('two at once', () => {
  it('of two rival decisions on one revision one wins and the other is told the new revision', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const outcomes = await Promise.all([
      core.give(core.clinic.officer, 'acceptApplication', id, opinion, { expectedRevision: 1 }),
      core.give(core.clinic.applicant, 'withdrawApplication', id, { reason: '' }, { expectedRevision: 1 }),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'staleRevision', current: 2 } })
    expect(await core.portal.read.eventLog.ofCase(id)).toHaveLength(2)
  })

  it('a site has one running application, however many are sent at the same moment', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const [opening] = await core.portal.read.eventLog.ofCase(ids.application)
    await core.must(core.clinic.applicant, 'withdrawApplication', ids.application, { reason: '' })
    const submit = (id: string) => core.give(core.clinic.applicant, 'submitApplication', id, opening?.payload)
    const outcomes = await Promise.all([submit('a'), submit('b'), submit('c')])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([refusal('invalidInput'), refusal('invalidInput')])
    expect(await core.portal.read.caseFiles.list({ siteId: core.clinic.siteId, status: 'active' })).toHaveLength(1)
  })

  it('the database itself refuses a second running application of a site', async () => {
    const core = await openCore()
    const { snapshot, ...file } = await core.fileOf(await anApplication(core, { stage: 'submitted' }))
    const twin = { ...file, id: 'twin', tags: '', snapshot: JSON.stringify(snapshot) }
    await expect(core.database.write.insertInto('case_file').values(twin).execute()).rejects.toThrow(
      /UNIQUE.*site_id|case_file_one_open_application/,
    )
    await core.database.write
      .insertInto('case_file')
      .values({ ...twin, status: 'done' })
      .execute()
  })
})

describe('what fell due before a command comes first', () => {
  it('a supplement answered after its last instant finds the application withdrawn', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    await core.must(core.clinic.applicant, 'acknowledgeNotice', id, {})
    const { revision } = await core.fileOf(id)
    const [window] = await core.portal.read.deadlines.running(id)
    const materials = [{ materialId: gap.materialId, files: [{ name: '副本.pdf', digest: 'a'.repeat(64) }] }]
    const answer = () =>
      core.give(core.clinic.applicant, 'answerSupplementNotice', id, { materials, explanation: '' }, { expectedRevision: revision })
    const dueAt = window?.due_at as Instant
    core.clock.moveTo(dueAt)
    expect(await answer()).toEqual({ ok: false, refusal: { code: 'staleRevision', current: revision + 1 } })
    expect(await core.stageOf(id)).toBe('withdrawn')
    const [, , , lapse] = await core.portal.read.eventLog.ofCase(id)
    expect(lapse).toMatchObject({ command: 'deadline.supplementWindow', occurred_at: dueAt, actor_id: 'system' })
  })

  it('one second before, it is in time', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    const [window] = await core.portal.read.deadlines.running(id)
    core.clock.moveTo(addSeconds(window?.due_at as Instant, -1))
    const materials = [{ materialId: gap.materialId, files: [{ name: '副本.pdf', digest: 'a'.repeat(64) }] }]
    await core.must(core.clinic.applicant, 'answerSupplementNotice', id, { materials, explanation: '' })
    expect(await core.stageOf(id)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
  })
})

describe('the one supplement notice of 第九条（二）', () => {
  const answered = async () => {
    const core = await openCore({ at: springMorning })
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    const materials = [{ materialId: gap.materialId, files: [{ name: '副本.pdf', digest: 'b'.repeat(64) }] }]
    await core.must(core.clinic.applicant, 'answerSupplementNotice', id, { materials, explanation: '' })
    return { core, id }
  }

  it('cannot be given a second time', async () => {
    const { core, id } = await answered()
    expect(await core.give(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })).toEqual(refusal('notAllowedNow'))
  })

  it('is unique in the database, whatever the code above does', async () => {
    const { core, id } = await answered()
    const [first] = await core.database.read.selectFrom('case_event').selectAll().where('command', '=', 'issueSupplementNotice').execute()
    const { seq: _, ...row } = first ?? expect.fail('no notice')
    const again = { ...row, revision: 99, command_id: 'again' }
    await expect(core.database.write.insertInto('case_event').values(again).execute()).rejects.toThrow(
      /UNIQUE.*case_id|case_event_one_supplement/,
    )
    await core.database.write
      .insertInto('case_event')
      .values({ ...again, command: 'issueFollowUpNotice' })
      .execute()
    expect(row.case_id).toBe(id)
  })

  it('12 a further notice may name what the answer brought, with its reason, and nothing that was visible before', async () => {
    const { core, id } = await answered()
    const broken = { ...gap, cause: 'incomplete' }
    const seenBefore = { ...broken, materialId: 'identity', title: '身份证' }
    expect(await core.give(core.clinic.officer, 'issueFollowUpNotice', id, { items: [broken, seenBefore] })).toMatchObject({
      refusal: { code: 'invalidInput', issues: { items: [expect.stringContaining('身份证')] } },
    })
    // Edge case 12: and never without the reason that lies in the answer.
    expect(await core.give(core.clinic.officer, 'issueFollowUpNotice', id, { items: [gap] })).toMatchObject({
      refusal: { issues: { 'items.0.cause': [expect.stringContaining('补正材料本身')] } },
    })
    await core.must(core.clinic.officer, 'issueFollowUpNotice', id, { items: [broken] })
    expect(await core.stageOf(id)).toBe('supplementing.unserved')
  })

  it('a further notice cannot be the first', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const items = [{ ...gap, cause: 'incomplete' }]
    expect(await core.give(core.clinic.officer, 'issueFollowUpNotice', id, { items })).toMatchObject({
      ok: false,
      refusal: { code: 'invalidInput' },
    })
  })

  it('the answer must bring every paper that the notice lists', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    const outcome = await core.give(core.clinic.applicant, 'answerSupplementNotice', id, { materials: [], explanation: '已经补正' })
    expect(outcome).toMatchObject({ refusal: { code: 'invalidInput', issues: { [`material.${gap.materialId}`]: [expect.any(String)] } } })
  })
})
