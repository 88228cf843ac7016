import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { medicalStandard, pharmacyStandard, policy, standards } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'
import { BarCause } from '#workflows/policy/bar-cause'
import { activeBars, type Bar, findBarPeriod } from '#workflows/policy/eligibility'
import { DeadlineKey, PolicySet } from '#workflows/policy/schema'

const day = plainDate
const bar = (cause: Bar['cause'], startsOn: string): Bar => ({ cause, startsOn: day(startsOn), source: '测试台账1号' })

describe('the draft policy of 2016', () => {
  it('has a rule for every deadline key and no other', () => {
    expect(Object.keys(policy.deadlines).sort()).toEqual([...DeadlineKey.options].sort())
    const { publicNotice: _left, ...others } = policy.deadlines
    expect(PolicySet.safeParse({ ...policy, deadlines: others }).success).toBe(false)
    expect(PolicySet.safeParse({ ...policy, deadlines: { ...policy.deadlines, invented: policy.deadlines.filing } }).success).toBe(false)
  })

  it('gives the figures of the Measure', () => {
    expect(policy.deadlines.publicNotice.rule).toMatchObject({ kind: 'period', count: 5, unit: 'workingDay' })
    expect(policy.deadlines.changeWindow.rule).toMatchObject({ kind: 'period', count: 1, unit: 'month' })
    expect(policy.deadlines.renewalOpens.rule).toMatchObject({ kind: 'before', count: 30, unit: 'day' })
    expect(policy.rounds.months).toEqual([4, 10])
    expect(policy.term).toMatchObject({ count: 3, unit: 'year', longTermAllowedFor: ['medical'] })
    expect(policy.effectiveTo).toBeNull()
  })

  it('marks as draft what the Measure does not give, and only that', () => {
    const drafts = DeadlineKey.options.filter((key) => policy.deadlines[key].draft)
    expect(drafts.sort()).toEqual(
      [
        'acceptanceDue',
        'evaluationExtension',
        'filing',
        'objectionHandling',
        'publicNoticeExtension',
        'reEvaluationDue',
        'roundLock',
        'serviceDeemed',
        'signingWindow',
        'supplementWindow',
        'changeDecision',
        'connectionDue',
        'continuationEnds',
        'endEffective',
        'licenceEnds',
        'licenceGrace',
        'renewalDecision',
        'statementWindow',
        'supplementSigning',
        'suspensionEnds',
      ].sort(),
    )
  })

  it('rolls periods of procedure and neither terms nor months of evaluation', () => {
    const rolling = DeadlineKey.options.filter((key) => policy.deadlines[key].rollsToWorkingDay)
    expect(rolling).toContain('changeWindow')
    for (const key of ['termEnds', 'renewalOpens', 'renewalWindow', 'evaluationEnds'] as const) expect(rolling).not.toContain(key)
  })

  it('names an article for every deadline and bar', () => {
    for (const key of DeadlineKey.options)
      expect(policy.deadlines[key].basis).toMatch(/第[一二三四五六七八九十]+(、[一二三四五六七八九十]+)*(至第?[一二三四五六七八九十]+)?条/)
    expect(policy.bars.rules.map((rule) => rule.cause).sort()).toEqual([...BarCause.options].sort())
  })
})

describe('the bars of 第十条', () => {
  it.each([
    ['agreementEnded', '2025-05-10', '2026-05-10', '2026-05-11'],
    ['agreementRescinded', '2024-02-29', '2025-02-28', '2025-03-01'],
    ['falseApplication', '2025-01-31', '2026-01-31', '2026-02-01'],
    ['administrativePenalty', '2023-12-31', '2024-12-31', '2025-01-01'],
  ] as const)('%s on %s bars through %s and lets apply from %s', (cause, startsOn, until, from) => {
    expect(findBarPeriod(policy, bar(cause, startsOn))).toMatchObject({ barredUntil: until, mayApplyFrom: from })
  })

  it('holds on its last day, a Sunday, and is over on the next', () => {
    const bars = [bar('agreementEnded', '2025-05-10')]
    expect(activeBars(policy, bars, day('2026-05-10'))).toHaveLength(1)
    expect(activeBars(policy, bars, day('2026-05-11'))).toHaveLength(0)
  })

  it('puts the longest first and cites the article of each', () => {
    const active = activeBars(policy, [bar('agreementEnded', '2025-06-01'), bar('administrativePenalty', '2025-11-01')], day('2026-03-02'))
    expect(active.map((period) => period.basis)).toEqual(['第十条（四）', '第十条（二）'])
    expect(active[0]?.explanation).toContain('2026年11月2日起方可受理')
  })

  it('lets a plain expiry go only when the policy says so', () => {
    const expiry = [bar('agreementEndedWithoutFault', '2026-02-01')]
    expect(activeBars(policy, expiry, day('2026-03-02'))).toHaveLength(1)
    const lenient = { ...policy, bars: { ...policy.bars, includeNoFaultEnd: false } }
    expect(activeBars(lenient, expiry, day('2026-03-02'))).toHaveLength(0)
  })
})

describe('the evaluation tables', () => {
  it('have 45 and 35 items worth 100 points with a pass mark of 80', () => {
    expect(medicalStandard.items).toHaveLength(45)
    expect(pharmacyStandard.items).toHaveLength(35)
    for (const standard of standards.standards) {
      expect(standard.items.reduce((sum, item) => sum + item.maxScore, 0)).toBe(1_000)
      expect(standard.passMark).toBe(8_000)
      expect(new Set(standard.items.map((item) => item.id)).size).toBe(standard.items.length)
      for (const category of standard.categories) {
        const own = standard.items.filter((item) => item.category === category.id)
        expect(
          own.reduce((sum, item) => sum + item.maxScore, 0),
          category.id,
        ).toBe(category.maxScore)
      }
    }
  })

  it('have rules that can reach their maximum', () => {
    for (const item of standards.standards.flatMap((standard) => standard.items)) {
      if (item.rule.type === 'bands') expect(Math.max(...item.rule.bands.map((band) => band.score)), item.id).toBe(item.maxScore)
      if (item.rule.type === 'add')
        expect(
          item.rule.additions.reduce((sum, part) => sum + part.points, 0),
          item.id,
        ).toBe(item.maxScore)
    }
  })

  it('name only items that exist in the switches of the policy', () => {
    const ids = new Set(standards.standards.flatMap((standard) => standard.items.map((item) => item.id)))
    for (const id of [...policy.evaluation.switchedOffItems, ...policy.evaluation.tableDesignVetoes]) expect(ids, id).toContain(id)
    for (const id of policy.evaluation.tableDesignVetoes) {
      const item = standards.standards.flatMap((standard) => standard.items).find((candidate) => candidate.id === id)
      expect(item).toMatchObject({ veto: true, basis: '本表设计项' })
    }
  })

  it('show no working marks of their drafting', () => {
    const seeds = ['evaluation-standards.json', 'policy-2016-draft.json'].map((name) =>
      readFileSync(new URL(`../../db/seeds/${name}`, import.meta.url), 'utf8'),
    )
    for (const text of seeds) expect(text).not.toMatch(/S-\d\d|待核|号令|合肥|西安|呼和浩特/)
  })
})
