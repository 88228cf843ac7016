import { describe, expect, test } from 'vitest'
import { ClauseSet, clausesFor, fillChapters, fillClause, serviceAgreement2016 } from '#templates/clauses/clause-set'

const variables = Object.fromEntries(Object.keys(serviceAgreement2016.variables).map((name) => [name, `〈${name}〉`]))
const idsOf = (...selection: Parameters<typeof clausesFor>) => clausesFor(...selection).map((clause) => clause.id)

describe('the clause set of 2016', () => {
  test('has at least 25 clauses for a clinic and for a pharmacy, each with its source', () => {
    expect(idsOf({ institutionType: 'medical', services: ['general_outpatient'] }).length).toBeGreaterThanOrEqual(25)
    expect(idsOf({ institutionType: 'pharmacy', services: ['retail_drug'] }).length).toBeGreaterThanOrEqual(25)
    expect(serviceAgreement2016.clauses.filter((clause) => !/办法第.+条|示范协议主题/.test(clause.source))).toEqual([])
  })

  test.each(['第十二条', '第十三条', '第十四条', '第十五条', '第十六条', '第十七条', '第十八条', '第十九条', '第二十二条', '第二十三条'])(
    'rests on %s of the Measure in at least one clause',
    (article) => {
      expect(serviceAgreement2016.clauses.some((clause) => clause.source.includes(article))).toBe(true)
    },
  )

  test('gives a pharmacy no medical clause and a clinic only those of its services', () => {
    const pharmacy = idsOf({ institutionType: 'pharmacy', services: ['retail_drug'] })
    expect(pharmacy).toContain('pharmacy.pharmacist')
    expect(pharmacy).toContain('retail_drug.prescription')
    expect(pharmacy.filter((id) => /^(medical|inpatient|general_outpatient)\./.test(id))).toEqual([])
    const clinic = idsOf({ institutionType: 'medical', services: ['general_outpatient', 'outpatient_pooling'] })
    expect(clinic).toContain('outpatient_pooling.contract')
    expect(clinic.filter((id) => /^(pharmacy|inpatient|long_term_care)\./.test(id))).toEqual([])
  })

  test('a clause is not filled while a variable has no value', () => {
    const clause = serviceAgreement2016.clauses.find(({ id }) => id === 'common.term')
    if (!clause) throw new Error('common.term is gone')
    expect(fillClause(clause, { termFrom: '2026年5月20日', termTo: ' ' })).toEqual({ ok: false, missingVariables: ['termTo'] })
    const filled = fillClause(clause, { termFrom: '2026年5月20日', termTo: '2029年5月19日' })
    expect(filled.ok && filled.text).toContain('自2026年5月20日起至2029年5月19日24时止')
  })

  test('an agreement names every missing variable once', () => {
    const { agencyName: _agency, institutionName: _institution, ...rest } = variables
    const filled = fillChapters({ institutionType: 'medical', services: ['inpatient'] }, rest)
    expect(filled).toEqual({ ok: false, missingVariables: ['agencyName', 'institutionName'] })
  })

  test('a filled agreement has no blank left and its chapters in order', () => {
    const filled = fillChapters({ institutionType: 'medical', services: ['inpatient'] }, variables)
    if (!filled.ok) throw new Error(filled.missingVariables.join())
    expect(filled.chapters.map((chapter) => chapter.title)).toEqual([
      '总则',
      '医疗服务',
      '住院',
      '费用结算',
      '监督与考核',
      '协议的变更、续签与终止',
      '附则',
    ])
    expect(JSON.stringify(filled.chapters)).not.toMatch(/[{]\w+[}]/)
  })

  test('a long-term agreement has its own clauses on term, assessment, renewal and end in the places of the others', () => {
    const selection = { institutionType: 'medical', services: ['inpatient'] } as const
    const fixed = idsOf(selection)
    const long = idsOf({ ...selection, isLongTerm: true })
    const changed = ['common.term', 'supervision.assessment', 'ending.renewal', 'ending.termination']
    expect(long).toEqual(fixed.map((id) => (changed.includes(id) ? `${id}_long` : id)))
    expect(fixed.filter((id) => id.endsWith('_long'))).toEqual([])
  })

  test('a long-term agreement needs no last day and speaks of none', () => {
    const { termTo: _termTo, ...rest } = variables
    const selection = { institutionType: 'medical', services: ['general_outpatient'] } as const
    expect(fillChapters(selection, rest)).toEqual({ ok: false, missingVariables: ['termTo'] })
    const filled = fillChapters({ ...selection, isLongTerm: true }, rest)
    if (!filled.ok) throw new Error(filled.missingVariables.join())
    expect(JSON.stringify(filled.chapters)).not.toMatch(/届满前|到期|不再续签|予以续签/)
  })

  test('a pharmacy has no long-term agreement', () => {
    expect(() => clausesFor({ institutionType: 'pharmacy', services: ['retail_drug'], isLongTerm: true })).toThrow(RangeError)
  })

  test('a text with an undeclared variable or a clause in no part is refused', () => {
    const broken = structuredClone(serviceAgreement2016)
    broken.clauses.push({ id: 'common.extra', part: 'nowhere', title: '多余', text: '{unknown}', source: '办法第十二条' })
    const parsed = ClauseSet.safeParse(broken)
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([
      'common.extra: 没有“nowhere”部分',
      'common.extra: 变量{unknown}没有说明',
    ])
  })
})
