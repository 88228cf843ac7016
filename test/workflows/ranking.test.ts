import { describe, expect, it } from 'vitest'
import { byRank, type PriorityEvidence, priorityOf, type Ranked } from '#workflows/policy/ranking'
import { divideHalfUp } from '#workflows/policy/score-units'
import { normalise } from '#workflows/policy/scoring'

const evidence = (
  change: Partial<PriorityEvidence> & { ownership?: 'state' | 'collective' | 'private'; level?: 'first' | 'ungraded' },
) => ({
  kind: change.kind ?? 'village_clinic',
  form: { entity: { ownership: change.ownership ?? 'collective' }, scale: { level: change.level } },
  materials: change.materials ?? ['priority'],
})

describe('the priority of 第五条（二）', () => {
  it('is shown by papers on file, by the class of the institution', () => {
    expect(priorityOf(evidence({}))).toBe('villageClinic')
    expect(priorityOf(evidence({ kind: 'community_health_center' }))).toBe('communityCentre')
    expect(priorityOf(evidence({ kind: 'community_health_station' }))).toBe('communityCentre')
    expect(priorityOf(evidence({ kind: 'hospital', ownership: 'state', level: 'first', materials: ['gradeCertificate'] }))).toBe(
      'gradedPublic',
    )
  })

  it('is none without the papers, without a grade, or for what is not public', () => {
    expect(priorityOf(evidence({ materials: ['practiceLicence'] }))).toBeNull()
    expect(priorityOf(evidence({ kind: 'clinic' }))).toBeNull()
    expect(priorityOf(evidence({ kind: 'hospital', ownership: 'state', level: 'ungraded' }))).toBeNull()
    expect(priorityOf(evidence({ kind: 'hospital', ownership: 'private', level: 'first' }))).toBeNull()
    expect(priorityOf(evidence({ kind: 'hospital', ownership: 'state', level: 'first', materials: [] }))).toBeNull()
  })
})

describe('edge case 23: equal scores', () => {
  const row = (title: string, total: number | null, priority: Ranked['priority'] = null): Ranked => ({ title, total, priority })
  const orderOf = (...rows: Ranked[]) => rows.sort(byRank).map(({ title }) => title)

  it('are put in order by primary care, and then by name', () => {
    const village = row('王家村卫生室', 8_500, 'villageClinic')
    expect(orderOf(row('安康诊所', 8_500), row('仁和诊所', 8_500), village)).toEqual(['王家村卫生室', '安康诊所', '仁和诊所'])
  })

  it('never lift a lower score over a higher one, and leave out nobody', () => {
    const rows = [row('王家村卫生室', 8_499, 'villageClinic'), row('未能评估诊所', null), row('安康诊所', 8_500)]
    expect(orderOf(...rows)).toEqual(['安康诊所', '王家村卫生室', '未能评估诊所'])
  })
})

describe('edge case 24: a total of 79.995', () => {
  it('is 80.00 by rounding half up, and reaches the pass mark', () => {
    expect(divideHalfUp(79_995, 10)).toBe(8_000)
    // 799.95 of 1000 tenths cannot be; 15 999 of 20 000 is the same share.
    expect(normalise(15_999, 20_000)).toBe(8_000)
    expect(normalise(15_998, 20_000)).toBe(7_999)
  })
})
