import { describe, expect, test } from 'vitest'
import { scoreEntriesOf, scoreSheetCategories } from '#app/forms/score-entries'
import { scoringLines } from '#app/forms/scoring-words'
import { fullMarks, medicalStandard, policy } from '#test/workflows/seeds'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import { validateScores } from '#workflows/policy/item-scores'

const items = applicableItems(medicalStandard, policy, { kind: 'clinic', services: ['general_outpatient'] })

const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
const itemOf = (id: string) => {
  const item = items.find((candidate) => candidate.id === id)
  if (item === undefined) throw new Error(`no item ${id}`)
  return item
}

describe('a posted score sheet', () => {
  test('leaves out the items that nobody touched', () => {
    const { entries } = scoreEntriesOf(formOf({ 'score.M-B01': '1.5', 'score.M-B03': '', 'reason.M-B03': ' ' }), items)
    expect(entries).toEqual([{ itemId: 'M-B01', score: 15, veto: null, reason: '' }])
  })

  test('reads full-width digits and the full-width point as digits', () => {
    expect(scoreEntriesOf(formOf({ 'score.M-B03': '１．５' }), items).entries[0]?.score).toBe(15)
  })

  test('names the field of a number that cannot be read, and keeps the rest of the answer', () => {
    const { entries, issues } = scoreEntriesOf(formOf({ 'score.M-B03': '1.55', 'reason.M-B03': '缺一处隔断' }), items)
    expect(Object.keys(issues)).toEqual(['score.M-B03'])
    expect(entries).toEqual([{ itemId: 'M-B03', score: null, veto: null, reason: '缺一处隔断' }])
  })

  test('takes a number beyond the whole table as unreadable, so that no later check loses its field', () => {
    expect(scoreEntriesOf(formOf({ 'score.M-B03': '999' }), items).issues).toHaveProperty(['score.M-B03'])
  })

  test('ignores a veto posted for an item that has none', () => {
    expect(scoreEntriesOf(formOf({ 'veto.M-B03': 'pass' }), items).entries).toEqual([])
  })

  test('comes back unchanged from its own form', () => {
    const full = fullMarks(items)
    const fields = Object.fromEntries(
      scoreSheetCategories(medicalStandard, items, full)
        .flatMap((category) => category.items)
        .flatMap(({ id, saved }) => [
          [`score.${id}`, saved?.score ?? ''],
          [`veto.${id}`, saved?.veto ?? ''],
          [`reason.${id}`, saved?.reason ?? ''],
        ]),
    )
    const { entries, issues } = scoreEntriesOf(formOf(fields), items)
    expect(issues).toEqual({})
    expect(entries).toEqual(full)
    expect(validateScores(items, entries)).toEqual([])
  })
})

describe('the sheet that a person sees', () => {
  test('holds the categories of the applicable items only', () => {
    const ids = scoreSheetCategories(medicalStandard, items, [])
      .flatMap((category) => category.items)
      .map(({ id }) => id)
    expect(ids).not.toContain('M-S04')
    expect(ids).toHaveLength(items.length)
  })

  test('shows no self-score unless it is handed in', () => {
    const [hidden] = scoreSheetCategories(medicalStandard, items, []).flatMap((category) => category.items)
    const [shown] = scoreSheetCategories(medicalStandard, items, [], { self: fullMarks(items) }).flatMap((category) => category.items)
    expect(hidden?.self).toBeUndefined()
    expect(shown?.self?.veto).toBe('pass')
  })

  test('says each way of scoring in words', () => {
    expect(scoringLines(itemOf('M-B01').rule)).toContain('6个月以上、不足12个月：1.5分')
    expect(scoringLines(itemOf('M-B01').rule)).toContain('12个月以上：2分')
    expect(scoringLines(itemOf('M-B03').rule)).toContain('缺少许可标准要求的功能分区：每处扣0.5分，最多扣1.5分')
    expect(scoringLines(itemOf('M-H02').rule)).toContain('有登记簿或电子台账：得0.5分')
    expect(scoringLines(itemOf('M-A01').rule)[0]).toMatch(/^通过条件：/)
  })
})
