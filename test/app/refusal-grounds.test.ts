import { describe, expect, it } from 'vitest'
import { submit } from '#app/journey/steps'
import { ids, openCore } from '#test/setup/core'
import { refusalGrounds } from '#workflows/domain/refusal-grounds'

const facts = '经审查和核对有关文书，情况属实，申请人没有异议。'
const rule = '《东营市基本医疗保险门诊统筹管理办法》第六条'
/** Each ground of 第十条, what it is shown with, and the first day of a new application; null when none is barred. */
const cases = [
  ['agreementEndedWithinYear', { eventOn: '2025-05-10' }, '2026-05-11'],
  ['falseApplicationWithinYear', { eventOn: '2025-03-02' }, '2026-03-03'],
  ['penaltyWithinYear', { eventOn: '2026-02-28' }, '2027-03-01'],
  ['otherPolicyGround', { rule }, null],
  ['selfEvaluationBelowStandard', {}, null],
] as const

describe('a refusal on each ground of 第十条', () => {
  it.each(cases)('%s: facts, article, first day of a new application, remedies', async (ground, shown, earliest) => {
    const core = await openCore()
    const { portal, clinic } = core
    const failsItself = ground === 'selfEvaluationBelowStandard'
    const selfEvaluation = clinic.input.selfEvaluation.map((entry) =>
      failsItself && entry.veto === 'pass' ? { ...entry, veto: 'fail' as const, reason: '尚未达到要求' } : entry,
    )
    await submit(portal, clinic, { ...clinic.input, selfEvaluation }, ids.application)
    await core.must(clinic.officer, 'proposeRefusal', ids.application, { ground, facts, eventOn: '', rule: '', ...shown })
    await core.must(clinic.head, 'refuseApplication', ids.application, { opinion: '同意' })
    const notice = (await portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'refusalNotice')
    const data = notice?.data as {
      earliestReapplyOn?: string
      grounds: { facts: string }[]
      head: { legalBasis: string[]; remedy: string }
    }
    expect(data.earliestReapplyOn ?? null).toBe(earliest)
    expect(data.grounds[0]?.facts).toContain(facts)
    expect(data.head.legalBasis[0]).toContain(refusalGrounds[ground].article)
    expect(data.head.remedy).toMatch(/60日.*行政复议.*6个月.*行政诉讼/)
  })

  it('names the day of a bar that ends later, though the ground is another', async () => {
    const core = await openCore()
    const { portal, clinic } = core
    await submit(portal, clinic, clinic.input, ids.application)
    const bar = { cause: 'agreementEnded', starts_on: '2025-12-01', until: '2026-12-01', source: 'earlier', article: '第十条（二）' }
    await portal.unit.inTransaction((tx) =>
      tx.bars.record({
        id: 'bar',
        uscc: clinic.input.institution.uscc,
        site_id: null,
        under_review: 0,
        lifted_on: null,
        lifted_by: null,
        ...bar,
      }),
    )
    await core.must(clinic.officer, 'proposeRefusal', ids.application, {
      ground: 'penaltyWithinYear',
      facts,
      eventOn: '2025-06-01',
      rule: '',
    })
    await core.must(clinic.head, 'refuseApplication', ids.application, { opinion: '同意' })
    const notice = (await portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'refusalNotice')
    expect(notice?.data).toMatchObject({ earliestReapplyOn: '2026-12-02' })
  })
})
