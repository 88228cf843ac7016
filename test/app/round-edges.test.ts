import { describe, expect, it } from 'vitest'
import { anApplication, ids, morningOf, openCore, openCoreAt } from '#test/setup/core'

describe('results that the head returns', () => {
  it('are considered again on the same sealed sheets, concluded again and published', async () => {
    const core = await openCore()
    const caseId = await anApplication(core, { stage: 'evaluated' })
    const { officer, head } = core.clinic
    await core.must(officer, 'submitResults', ids.round, {})
    await core.must(head, 'returnResults', ids.round, { reason: '请补充合议情况的说明' })
    expect(await core.stageOf(caseId)).toBe('underEvaluation')
    expect(await core.stageOf(ids.round)).toBe('evaluating.inMonth')
    await core.must(officer, 'concludeEvaluation', caseId, {})
    await core.must(officer, 'submitResults', ids.round, {})
    await core.must(head, 'approveResults', ids.round, { opinion: '同意公示' })
    await core.must(officer, 'publishResults', ids.round, {})
    expect(await core.stageOf(caseId)).toBe('publicNotice.clock.running publicNotice.objections.none')
  })
})

describe('a panel whose sheets are coming in', () => {
  it('keeps every member whose sheet is in', async () => {
    const core = await openCoreAt('evaluated')
    const others = core.clinic.panel.map(({ actor, role }) => ({ accountId: actor.id, role }))
    const [first] = others
    const replaced = [{ ...first, accountId: 'account-staff-370522' }, ...others.slice(1)]
    const outcome = await core.give(core.clinic.officer, 'appointPanel', ids.round, { members: replaced })
    expect(outcome).toMatchObject({ refusal: { code: 'invalidInput', issues: { members: [expect.stringContaining('不能更换')] } } })
  })
})

describe('a round past its month', () => {
  it('takes no sheets until the head has extended it with a reason', async () => {
    const core = await openCore()
    const caseId = await anApplication(core, { stage: 'underEvaluation' })
    const [first] = core.clinic.panel
    if (first === undefined) throw new Error('no panel')
    const member = first.actor
    await core.must(member, 'declareConflict', caseId, { hasConflict: 'no', note: '' })
    await core.portal.advanceTo(morningOf('2026-05-06'))
    expect(await core.stageOf(ids.round)).toBe('evaluating.overrun')
    const sheet = { entries: core.clinic.input.selfEvaluation }
    expect(await core.give(member, 'submitScoreSheet', caseId, sheet)).toMatchObject({ refusal: { code: 'invalidInput' } })
    await core.must(core.clinic.head, 'extendRound', ids.round, { until: '2026-05-20', reason: '两名专家因病未能到场，延期评估。' })
    await core.must(member, 'submitScoreSheet', caseId, sheet)
  })
})

describe('the round of a month', () => {
  it('is opened once for an agency, whatever its case is called', async () => {
    const core = await openCore()
    const { officer } = core.clinic
    await core.must(officer, 'openRound', 'one', { year: 2026, month: 4 })
    expect(await core.give(officer, 'openRound', 'two', { year: 2026, month: 4 })).toMatchObject({ refusal: { code: 'invalidInput' } })
    await core.must(officer, 'openRound', 'autumn', { year: 2026, month: 10 })
    await core.must(core.pharmacy.officer, 'openRound', 'elsewhere', { year: 2026, month: 4 })
  })
})
