import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWordCharacter, mayEndLine, mayStartLine } from '#templates/layout/kinsoku'
import { type Atom, breakLines, type Line } from '#templates/layout/line-breaker'
import { narrowFormFor } from '#templates/layout/pdf-font'

const EM = 10
/** Full-width for everything but letters, digits and blanks. */
const atomsOf = (text: string): Atom<null>[] =>
  [...text].map((character) => ({ character, em: EM, advance: isWordCharacter(character) || character === ' ' ? EM / 2 : EM, style: null }))
const textOf = (line: Line<null>) => line.atoms.map((atom) => atom.character).join('')
const linesOf = (text: string, ems: number, justify = false) => breakLines(atomsOf(text), { width: ems * EM, justify })

describe('line breaking', () => {
  test('no line begins with a closing mark and none ends with an opening one', () => {
    const text = '甲方应当在（每月）月底前，将“上月”费用拨付乙方。乙方《申请表》、《承诺书》等材料：齐全！'
    for (let ems = 4; ems < 20; ems += 1) {
      for (const line of linesOf(text, ems)) {
        expect(mayStartLine(textOf(line)[0] ?? '')).toBe(true)
        expect(mayEndLine(textOf(line).at(-1) ?? '')).toBe(true)
      }
    }
  })

  test('dashes, ellipses, numbers with their sign and words stay whole', () => {
    const text = '产权证明——二者任选……租金128,500.00元占比95.5%使用GB/T标准'
    for (let ems = 8; ems < 16; ems += 1) {
      const lines = linesOf(text, ems).map(textOf)
      for (const whole of ['——', '……', '128,500.00', '95.5%', 'GB/T']) expect(lines.some((line) => line.includes(whole))).toBe(true)
    }
  })

  test('a closing mark is pressed onto the line rather than a character pushed out', () => {
    expect(linesOf('一二三四五。六', 5.5).map(textOf)).toEqual(['一二三四五。', '六'])
  })

  test('two marks that meet share their blank halves', () => {
    const [line] = linesOf('甲》（乙', 100)
    expect(line?.atoms.map((atom) => atom.x)).toEqual([0, 10, 15, 25])
  })

  test('a code longer than the line is cut instead of running over the margin', () => {
    const lines = linesOf(`甲${'A1'.repeat(20)}乙`, 6)
    expect(lines.map(textOf).join('')).toBe(`甲${'A1'.repeat(20)}乙`)
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(60)
  })

  test('a justified line ends at the margin, the last one does not', () => {
    const lines = linesOf('一二三四五六七八九十甲乙丙丁戊己庚辛', 10.5, true)
    expect(lines.map((line) => line.width)).toEqual([expect.closeTo(105), 80])
  })

  test('the first line keeps the indent free', () => {
    const lines = breakLines(atomsOf('一二三四五六七八九'), { width: 5 * EM, firstWidth: 3 * EM })
    expect(lines.map(textOf)).toEqual(['一二三', '四五六七八', '九'])
  })

  test('any text: nothing is lost and no line is too wide', () => {
    const piece = fc.constantFrom('东', '营', '市', '，', '。', '（', '）', '《', '》', '“', '”', '——', '……', '12.5', 'A', '%', ' ', '、')
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 12, max: 30 }),
        fc.boolean(),
        (pieces, ems, justify) => {
          const text = pieces.join('')
          const lines = linesOf(text, ems, justify)
          expect(lines.map(textOf).join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''))
          for (const line of lines) {
            const end = line.atoms.at(-1)
            expect(line.width).toBeLessThanOrEqual(ems * EM + 0.01)
            expect(end?.x ?? 0).toBeLessThanOrEqual(ems * EM)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('a pressed mark is set in the narrow form nearest to its room', () => {
  expect([0.5, 0.6, 0.75, 0.8, 0.9, 1, 1.1].map((part) => narrowFormFor(part).part)).toEqual([0.5, 0.5, 0.75, 0.75, 1, 1, 1])
})
