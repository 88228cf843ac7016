import { describe, expect, it } from 'vitest'
import { fullMarks, medicalStandard, pharmacyStandard, policy, unwrap } from '#test/workflows/seeds'
import { instant } from '#workflows/calendar/plain-date'
import type { InstitutionKind, Service } from '#workflows/domain/institution-kinds'
import { applicableItems, type StandardItem } from '#workflows/policy/evaluation-standard'
import { type ItemScore, validateScores } from '#workflows/policy/item-scores'
import { type PanelInput, panelResult } from '#workflows/policy/panel-result'
import { type JointDecision, PanelRole, type ScoreSheet } from '#workflows/policy/score-sheet'
import { divideHalfUp, findTenths, formatHundredths, formatTenths } from '#workflows/policy/score-units'
import { maximumOf, totalOf } from '#workflows/policy/scoring'

const itemsFor = (kind: InstitutionKind, services: Service[]) =>
  applicableItems(kind.startsWith('pharmacy') ? pharmacyStandard : medicalStandard, policy, { kind, services })

/** Replaces the scores of some items, with a reason, in a set of full marks. */
function marks(items: readonly StandardItem[], changes: Record<string, Partial<ItemScore>> = {}): ItemScore[] {
  return fullMarks(items).map((entry) => {
    const change = changes[entry.itemId]
    return change ? { ...entry, reason: '现场记录', ...change } : entry
  })
}

const clinic = { kind: 'clinic' as const, services: ['general_outpatient' as const] }
const clinicItems = itemsFor('clinic', ['general_outpatient'])

describe('the points that apply to an institution', () => {
  it.each<[InstitutionKind, Service[], number]>([
    ['clinic', ['general_outpatient'], 78],
    ['clinic', ['general_outpatient', 'outpatient_pooling'], 82],
    ['village_clinic', ['general_outpatient'], 72],
    ['village_clinic', ['general_outpatient', 'outpatient_pooling'], 76],
    ['outpatient_department', ['general_outpatient'], 80],
    ['community_health_center', ['general_outpatient', 'outpatient_pooling', 'outpatient_chronic'], 89],
    ['township_health_center', ['general_outpatient', 'outpatient_pooling', 'outpatient_chronic', 'inpatient'], 95],
    ['hospital', ['general_outpatient', 'outpatient_chronic', 'inpatient'], 91],
    ['hospital', ['general_outpatient', 'outpatient_pooling', 'outpatient_chronic', 'inpatient', 'long_term_care'], 100],
    ['nursing_institution', ['long_term_care'], 85],
    ['pharmacy_single', ['retail_drug'], 100],
  ])('%s with %j: %i', (kind, services, points) => {
    expect(maximumOf(itemsFor(kind, services))).toBe(points * 10)
  })

  it('leave out the three months of operation, which the Measure does not ask', () => {
    expect(clinicItems.map((item) => item.id)).not.toContain('M-A04')
    expect(itemsFor('pharmacy_single', ['retail_drug']).map((item) => item.id)).not.toContain('P-A02')
    expect(itemsFor('pharmacy_single', ['retail_drug'])).toHaveLength(34)
  })
})

describe('score units', () => {
  it('round half up without floating point', () => {
    expect(divideHalfUp(79_995, 10)).toBe(8_000)
    expect(divideHalfUp(79_994, 10)).toBe(7_999)
    expect(divideHalfUp(1, 3)).toBe(0)
    expect(divideHalfUp(5, 2)).toBe(3)
  })

  it('are written and read with one or two decimals', () => {
    expect(formatTenths(25)).toBe('2.5')
    expect(formatTenths(-5)).toBe('-0.5')
    expect(formatHundredths(8_000)).toBe('80.00')
    expect(formatHundredths(7_905)).toBe('79.05')
    expect(findTenths('2.5')).toBe(25)
    for (const wrong of ['2.55', '-1', '1e1', '', '２', '.5']) expect(findTenths(wrong), wrong).toBeUndefined()
  })
})

describe('the total of a self-evaluation', () => {
  it('is 100.00 for full marks whatever the denominator', () => {
    expect(totalOf(medicalStandard, clinicItems, marks(clinicItems))).toMatchObject({
      score: 780,
      maximum: 780,
      normalised: 10_000,
      passed: true,
    })
  })

  it('normalises by hand: 62.4 of 78 is exactly 80.00 and passes, 62.3 is 79.87 and does not', () => {
    // 78.0 − 15.6: M-C01 5.0, M-C02 3.0, M-D04 4.0, M-F02 3.6.
    const changes = { 'M-C01': { score: 0 }, 'M-C02': { score: 0 }, 'M-D04': { score: 0 }, 'M-F02': { score: 4 } }
    expect(totalOf(medicalStandard, clinicItems, marks(clinicItems, changes))).toMatchObject({
      score: 624,
      normalised: 8_000,
      passed: true,
    })
    const less = { ...changes, 'M-F02': { score: 3 } }
    expect(totalOf(medicalStandard, clinicItems, marks(clinicItems, less))).toMatchObject({ score: 623, normalised: 7_987, passed: false })
  })

  it('takes items that do not apply out of the denominator', () => {
    // 78 − 3 (M-C03) = 75; one point lost elsewhere: 74 / 75 = 98.666… → 98.67.
    const entries = marks(clinicItems, {
      'M-C03': { score: null, notApplicable: { reason: '不设药房' } },
      'M-B04': { score: 10 },
    })
    expect(totalOf(medicalStandard, clinicItems, entries)).toMatchObject({ score: 740, maximum: 750, normalised: 9_867 })
  })

  it('does not pass with a failed veto or an open item, however many points', () => {
    const vetoed = totalOf(medicalStandard, clinicItems, marks(clinicItems, { 'M-A02': { veto: 'fail' } }))
    expect(vetoed).toMatchObject({ normalised: 10_000, failedVetoes: ['M-A02'], passed: false })
    const open = totalOf(medicalStandard, clinicItems, marks(clinicItems).slice(1))
    expect(open).toMatchObject({ answered: clinicItems.length - 1, expected: clinicItems.length, passed: false })
  })

  it('runs while the form is being filled in: open items count as nothing yet', () => {
    const entries = marks(clinicItems).filter((entry) => entry.itemId === 'M-C01')
    expect(totalOf(medicalStandard, clinicItems, entries)).toMatchObject({ score: 50, maximum: 780, normalised: 641, answered: 1 })
  })

  it('adds up by category', () => {
    const { categories } = totalOf(medicalStandard, clinicItems, marks(clinicItems, { 'M-C01': { score: 30 } }))
    expect(categories.find((category) => category.id === 'C')).toMatchObject({ score: 140, maximum: 160 })
    expect(categories.some((category) => category.id === 'S')).toBe(false)
  })
})

describe('checking the answers', () => {
  const issueOf = (changes: Record<string, Partial<ItemScore>>) => validateScores(clinicItems, marks(clinicItems, changes))

  it('accepts full marks', () => {
    expect(issueOf({})).toEqual([])
  })

  it.each<[string, Record<string, Partial<ItemScore>>, string, RegExp]>([
    ['a score above the maximum', { 'M-C01': { score: 51 } }, 'score', /不能超过满分5\.0分/],
    ['half a tenth', { 'M-C01': { score: 2.5 } }, 'score', /最多一位小数/],
    ['a score between two bands', { 'M-B01': { score: 12 } }, 'score', /只能是0\.0、1\.0、1\.5、2\.0分/],
    ['points lost without a reason', { 'M-C01': { score: 40, reason: '' } }, 'reason', /扣分理由/],
    ['a failed veto without facts', { 'M-A01': { veto: 'fail', reason: '' } }, 'reason', /写明事实/],
    ['an undecided veto', { 'M-A01': { veto: null } }, 'veto', /请选择/],
    ['points for a pure veto', { 'M-A01': { score: 10 } }, 'score', /不计分/],
    ['a veto mark on a scored item', { 'M-C01': { veto: 'pass' } }, 'veto', /不是否决项/],
    ['a veto item left out', { 'M-A01': { notApplicable: { reason: '无' } } }, 'notApplicable', /否决项不能/],
    ['not applicable without a reason', { 'M-C03': { score: null, notApplicable: { reason: '' } } }, 'notApplicable', /写明理由/],
    ['a missing score', { 'M-C01': { score: null } }, 'score', /请填写得分/],
    ['a scored veto without its score', { 'M-G01': { score: null } }, 'score', /请填写得分/],
  ])('finds %s', (_what, changes, field, message) => {
    expect(issueOf(changes)).toEqual([{ itemId: Object.keys(changes)[0], field, message: expect.stringMatching(message) }])
  })

  it('finds items that are missing, foreign or doubled', () => {
    const full = marks(clinicItems)
    expect(validateScores(clinicItems, full.slice(1))).toHaveLength(1)
    expect(validateScores(clinicItems, [...full, { itemId: 'M-S04', score: 20, veto: null, reason: '' }])).toMatchObject([
      { itemId: 'M-S04' },
    ])
    expect(validateScores(clinicItems, [...full, ...full.slice(0, 1)])).toMatchObject([{ message: expect.stringContaining('重复') }])
  })
})

function sheet(role: PanelRole, entries: readonly ItemScore[], rest: Partial<ScoreSheet> = {}): ScoreSheet {
  return {
    evaluatorId: `评估员-${role}`,
    role,
    hasConflict: false,
    submittedAt: instant('2026-04-15T02:00:00.000Z'),
    entries: [...entries],
    ...rest,
  }
}

function panel(changes: Partial<PanelInput> & { perMember?: Record<string, Partial<ItemScore>>[] } = {}) {
  const { perMember = [], ...rest } = changes
  const scope = rest.scope ?? clinic
  const items = applicableItems(medicalStandard, policy, scope)
  return panelResult({
    standard: medicalStandard,
    policy,
    scope,
    selfEvaluation: marks(items),
    sheets: PanelRole.options.map((role, index) => sheet(role, marks(items, perMember[index] ?? {}))),
    jointDecisions: [],
    ...rest,
  })
}

const decision = (itemId: string, rest: Partial<JointDecision>): JointDecision => ({
  itemId,
  veto: null,
  applies: null,
  minute: '小组当场合议',
  ...rest,
})

describe('the result of a panel', () => {
  it('is the mean of the valid sheets, half up to one decimal, then normalised', () => {
    // M-C01: (5.0 + 4.0 + 4.0 + 3.0) / 4 = 4.0; M-D04: (4.0 + 4.0 + 4.0 + 3.9) / 4 = 3.975 → 4.0;
    // M-F02: (4.0 + 4.0 + 4.0 + 3.8) / 4 = 3.95 → 4.0 (half up); M-E02: (4.0 + 4.0 + 4.0 + 3.7) / 4 = 3.925 → 3.9.
    // 78 − 1.0 − 0.1 = 76.9; 76.9 / 78 = 98.5897… → 98.59.
    const result = unwrap(
      panel({
        perMember: [
          {},
          { 'M-C01': { score: 40 } },
          { 'M-C01': { score: 40 } },
          { 'M-C01': { score: 30 }, 'M-D04': { score: 39 }, 'M-F02': { score: 38 }, 'M-E02': { score: 37 } },
        ],
      }),
    )
    const official = Object.fromEntries(result.items.map((item) => [item.itemId, item.official]))
    expect(official).toMatchObject({ 'M-C01': 40, 'M-D04': 40, 'M-F02': 40, 'M-E02': 39 })
    expect(result).toMatchObject({ total: 769, maximum: 780, normalised: 9_859, passed: true, conclusion: 'passed', validSheets: 4 })
    expect(result.items.find((item) => item.itemId === 'M-C01')).toMatchObject({
      self: 50,
      official: 40,
      difference: -10,
      reasons: ['现场记录'],
    })
  })

  it('needs a valid sheet of every role; a conflict or an unsubmitted sheet does not count', () => {
    const sheets = PanelRole.options.map((role) => sheet(role, marks(clinicItems)))
    const [first, second, third, fourth] = sheets
    if (!first || !second || !third || !fourth) throw new Error('four roles expected')
    const missing = panel({ sheets: [first, { ...second, hasConflict: true }, { ...third, submittedAt: null }, fourth] })
    expect(missing.ok).toBe(false)
    if (missing.ok) return
    expect(missing.refusal.problems).toMatchObject([
      { code: 'roleMissing', role: 'clinicalExpert' },
      { code: 'roleMissing', role: 'managementExpert' },
    ])
    const fifth = sheet('clinicalExpert', marks(clinicItems, { 'M-C01': { score: 0 } }), { evaluatorId: '回避者', hasConflict: true })
    expect(unwrap(panel({ sheets: [...sheets, fifth] }))).toMatchObject({ normalised: 10_000, validSheets: 4 })
  })

  it('leaves a veto that any member fails to the joint decision', () => {
    const perMember = [{}, {}, {}, { 'M-A03': { veto: 'fail' as const } }]
    const open = panel({ perMember })
    expect(open).toMatchObject({ ok: false, refusal: { problems: [{ code: 'vetoUndecided', itemId: 'M-A03' }] } })
    const failed = unwrap(panel({ perMember, jointDecisions: [decision('M-A03', { veto: 'fail' })] }))
    expect(failed).toMatchObject({ passed: false, conclusion: 'failed', vetoes: ['M-A03'], servicesPassed: [], normalised: 10_000 })
    const cleared = unwrap(panel({ perMember, jointDecisions: [decision('M-A03', { veto: 'pass' })] }))
    expect(cleared).toMatchObject({ passed: true, vetoes: [] })
    expect(cleared.items.find((item) => item.itemId === 'M-A03')?.reasons).toEqual(['现场记录', '合议：小组当场合议'])
  })

  it('asks for a joint decision when members differ on whether an item applies', () => {
    const leftOut = { 'M-C03': { score: null, notApplicable: { reason: '不设药房' } } }
    expect(panel({ perMember: [leftOut] })).toMatchObject({
      ok: false,
      refusal: { problems: [{ code: 'applicabilityUndecided', itemId: 'M-C03' }] },
    })
    expect(unwrap(panel({ perMember: [leftOut], jointDecisions: [decision('M-C03', { applies: false })] }))).toMatchObject({
      maximum: 750,
    })
    expect(unwrap(panel({ perMember: [leftOut], jointDecisions: [decision('M-C03', { applies: true })] }))).toMatchObject({ maximum: 780 })
    expect(unwrap(panel({ jointDecisions: [decision('M-C03', { applies: false })] }))).toMatchObject({ maximum: 780 })
    expect(unwrap(panel({ perMember: [leftOut, leftOut, leftOut, leftOut] }))).toMatchObject({ maximum: 750, normalised: 10_000 })
  })

  it('names the sheet that must be corrected', () => {
    const result = panel({ perMember: [{ 'M-C01': { score: 60 } }] })
    expect(result).toMatchObject({ ok: false, refusal: { problems: [{ code: 'sheetInvalid', evaluatorId: '评估员-agencyStaff' }] } })
  })

  it('refuses a service below its floor alone and passes the others', () => {
    const scope = { kind: 'hospital' as const, services: ['general_outpatient' as const, 'outpatient_chronic' as const] }
    // 门诊慢性病: M-S02 3.0 + M-S03 2.0 = 5.0; the floor of 60 % is 3.0.
    const below = { 'M-S02': { score: 20 }, 'M-S03': { score: 9 } }
    const at = { 'M-S02': { score: 20 }, 'M-S03': { score: 10 } }
    expect(unwrap(panel({ scope, perMember: [below, below, below, below] }))).toMatchObject({
      passed: true,
      conclusion: 'partlyPassed',
      servicesPassed: ['general_outpatient'],
      servicesRefused: [{ service: 'outpatient_chronic', score: 29, maximum: 50 }],
    })
    expect(unwrap(panel({ scope, perMember: [at, at, at, at] }))).toMatchObject({ conclusion: 'passed', servicesRefused: [] })
  })

  it('does not pass an institution whose only service is refused', () => {
    const scope = { kind: 'nursing_institution' as const, services: ['long_term_care' as const] }
    const below = { 'M-S07': { score: 0 }, 'M-S08': { score: 10 } }
    expect(unwrap(panel({ scope, perMember: [below, below, below, below] }))).toMatchObject({ conclusion: 'failed', passed: false })
  })

  it('fails below the pass mark with no service left', () => {
    const low = { 'M-C01': { score: 0 }, 'M-C02': { score: 0 }, 'M-D04': { score: 0 }, 'M-F02': { score: 3 } }
    expect(unwrap(panel({ perMember: [low, low, low, low] }))).toMatchObject({ normalised: 7_987, passed: false, servicesPassed: [] })
  })
})
