import { describe, expect, it } from 'vitest'
import { policy } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'
import { countsAgainst, doesMatterBar } from '#workflows/policy/bar-scope'
import { activeBars } from '#workflows/policy/eligibility'
import { PolicySet } from '#workflows/policy/schema'

// The numbers are those of the edge cases of the domain's dossier. Those that need a database are in test/app.
const today = plainDate('2026-03-02')

describe('the ledger of 第十条', () => {
  it('9 a penalty of the chain’s headquarters counts against no store unless the policy says so; another store’s never does', () => {
    const store = { kind: 'pharmacy_chain_store', siteId: 'store-1' } as const
    const penalty = { cause: 'administrativePenalty', siteId: null } as const
    const strict = { ...policy, bars: { ...policy.bars, headquartersPenaltyCounts: true } }
    expect(countsAgainst(policy, { ...penalty, scope: 'headquarters' }, store)).toBe(false)
    expect(countsAgainst(strict, { ...penalty, scope: 'headquarters' }, store)).toBe(true)
    expect(countsAgainst(strict, { ...penalty, scope: 'site', siteId: 'store-2' }, store)).toBe(false)
    expect(countsAgainst(policy, { ...penalty, scope: 'site', siteId: 'store-1' }, store)).toBe(true)
    expect(countsAgainst(policy, { ...penalty, scope: 'entity' }, store)).toBe(true)
    expect(countsAgainst(policy, { ...penalty, scope: 'headquarters' }, { kind: 'hospital', siteId: null })).toBe(true)
    expect(countsAgainst(policy, { cause: 'falseApplication', siteId: 'store-2', scope: 'site' }, store)).toBe(true)
  })

  it('15 a penalty under review counts on, and the sentence says that it does', () => {
    const bar = { cause: 'administrativePenalty', startsOn: plainDate('2026-01-15'), source: 'ledger-1' } as const
    const [contested] = activeBars(policy, [{ ...bar, underReview: true }], today)
    expect(contested).toMatchObject({ barredUntil: '2027-01-15', explanation: expect.stringContaining('正在复议（诉讼），决定仍然有效') })
    expect(activeBars(policy, [bar], today)[0]?.explanation).not.toContain('复议')
  })

  it('16 penalties for other matters and mere warnings do not bar by themselves; every one does where the policy has no table', () => {
    expect(doesMatterBar(policy, 'businessConduct')).toBe(true)
    expect(doesMatterBar(policy, 'unrelated')).toBe(false)
    expect(doesMatterBar(policy, 'warningOnly')).toBe(false)
    const { penaltyMatters: _, headquartersPenaltyCounts: __, ...old } = policy.bars
    expect(doesMatterBar(PolicySet.parse({ ...policy, bars: old }), 'unrelated')).toBe(true)
  })

  it('17 a plain expiry bars for a year by the letter; the switch of the policy ends that', () => {
    const expiry = { cause: 'agreementEndedWithoutFault', startsOn: plainDate('2026-02-01'), source: 'agreement-1' } as const
    expect(activeBars(policy, [expiry], today)).toHaveLength(1)
    expect(activeBars({ ...policy, bars: { ...policy.bars, includeNoFaultEnd: false } }, [expiry], today)).toEqual([])
    const rescinded = { ...expiry, cause: 'agreementRescinded' } as const
    expect(activeBars({ ...policy, bars: { ...policy.bars, includeNoFaultEnd: false } }, [rescinded], today)).toHaveLength(1)
  })
})
