import { describe, expect, it } from 'vitest'
import nationalSeed from '#db/seeds/policy-national-2021.json'
import { clauseSets, getClauseSet } from '#templates/clauses/clause-set'
import { calendar, medicalStandard, policy, standards, unwrap } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import { type KnownVersions, packFaults } from '#workflows/policy/pack-check'
import { comparedRows, packRows } from '#workflows/policy/pack-rows'
import { agencyNameUnder } from '#workflows/policy/party-names'
import { type DeadlineKey, PolicySet } from '#workflows/policy/schema'

const national = PolicySet.parse(nationalSeed)
const day = plainDate
const known: KnownVersions = {
  standards: standards.standards.map(({ id, version, effectiveFrom, items }) => ({
    id: `${id}@${version}`,
    effectiveFrom,
    items: items.map((item) => item.id),
  })),
  clauseSets: clauseSets.map(({ id, version, effectiveFrom }) => ({ id: `${id}@${version}`, effectiveFrom, items: [] })),
}
const dueOn = (pack: PolicySet, key: DeadlineKey, given: Parameters<typeof computeDeadline>[1]['anchors']) =>
  unwrap(computeDeadline(pack.deadlines[key], { ...(given === undefined ? {} : { anchors: given }), calendar })).dueOn

describe('the pack of the orders of 2021 beside that of the Measure', () => {
  it('may be published, as may that of the Measure: every value has its article, every version it names is stored', () => {
    expect(packFaults(policy, known)).toEqual({})
    expect(packFaults(national, known)).toEqual({})
    expect(packFaults({ ...national, clauseSetVersion: 'service-agreement@none' }, known)).toHaveProperty('clauseSetVersion')
    // A text that holds from 2021 on cannot be named by rules of 2016.
    expect(packFaults({ ...policy, clauseSetVersion: national.clauseSetVersion }, known)).toHaveProperty('clauseSetVersion')
  })

  it('gives thirty working days for a change instead of a month', () => {
    const changed = { licenceChangedOn: day('2026-03-02') }
    expect([dueOn(policy, 'changeWindow', changed), dueOn(national, 'changeWindow', changed)]).toEqual(['2026-04-02', '2026-04-14'])
  })

  it('takes a renewal until three months before the end instead of until the end', () => {
    const ends = { agreementExpiresOn: day('2027-04-21') }
    expect([dueOn(policy, 'renewalWindow', ends), dueOn(national, 'renewalWindow', ends)]).toEqual(['2027-04-21', '2027-01-21'])
  })

  it('bars for false material three years instead of one, and not after a plain end', () => {
    const bar = (cause: 'falseApplication' | 'agreementEndedWithoutFault') => ({ cause, startsOn: day('2026-03-02'), source: '台账' })
    expect(findBarPeriod(policy, bar('falseApplication'))?.barredUntil).toBe('2027-03-02')
    expect(findBarPeriod(national, bar('falseApplication'))?.barredUntil).toBe('2029-03-02')
    expect(findBarPeriod(national, bar('agreementEndedWithoutFault'))).toBeUndefined()
  })

  it('asks for three months of operation, which the Measure does not', () => {
    const idsOf = (pack: PolicySet) =>
      applicableItems(medicalStandard, pack, { kind: 'clinic', services: ['general_outpatient'] }).map(({ id }) => id)
    expect(idsOf(policy)).not.toContain('M-A04')
    expect(idsOf(national)).toContain('M-A04')
  })

  it('knows a suspension of up to 180 days, rolling evaluation and terms of one year', () => {
    expect([policy.suspension, national.suspension?.maxDays]).toEqual([null, 180])
    expect(national.rounds).toMatchObject({ kind: 'rolling', evaluatedWithin: { count: 3, unit: 'month' } })
    expect(national.term).toMatchObject({ count: 1, unit: 'year' })
  })

  it('calls the agency by its name after the reorganisation, and names another text of the agreement (edge case 54)', () => {
    const agency = { id: '370502', name: '东营区社会保险经办机构' }
    expect([policy, national].map((pack) => agencyNameUnder(pack, agency))).toEqual(['东营区社会保险经办机构', '东营区医疗保障经办机构'])
    const filed = getClauseSet(national.clauseSetVersion).clauses.find(({ id }) => id === 'closing.copies')
    expect(filed?.text).toContain('医疗保障行政部门备案')
  })

  it('shows each value beside the one it replaces, and nothing where they agree', () => {
    const rows = comparedRows(national, policy)
    expect(rows).toHaveLength(packRows(national).length)
    expect(rows.find(({ key }) => key === 'changeWindow')?.before).toContain('1个月')
    expect(comparedRows(policy, policy).filter(({ before }) => before !== null)).toEqual([])
  })
})
