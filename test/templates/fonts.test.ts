import { expect, test } from 'vitest'
import { gb2312Han, RARE_NAME_CHARACTERS } from '#templates/fonts/character-set'
import { fontBook } from '#templates/layout/font-book'

const book = fontBook()
const outlineOf = (role: 'body' | 'table', character: string) => {
  const face = book.findFace(role, character)
  return face && Buffer.from(face.font.outlineOf(face.font.glyphOf(character.codePointAt(0) ?? 0))).toString('hex')
}

test('every character of GB/T 2312 can be printed in every role', () => {
  const characters = [...gb2312Han()]
  expect(characters).toHaveLength(6763)
  for (const role of ['body', 'title', 'head', 'table'] as const) {
    expect(characters.filter((character) => !book.findFace(role, character))).toEqual([])
  }
})

test('rare characters of names fall back to a font that has them', () => {
  expect(book.missingCharacters(RARE_NAME_CHARACTERS)).toEqual([])
  expect([...RARE_NAME_CHARACTERS].map((character) => book.findFace('body', character)?.key)).toEqual(['serif', 'serif', 'serif'])
})

test('characters that no font has are named once each, in order', () => {
  expect(book.missingCharacters('王𪚥明😀𪚥')).toEqual(['𪚥', '😀'])
})

test('a line feed is layout, a control character is not printable', () => {
  expect(book.missingCharacters('第一行\n第二行')).toEqual([])
  expect(book.missingCharacters('a\u0007b')).toEqual(['\u0007'])
})

test('the body font gives only Han and plain punctuation: signs, digits and letters come from Noto Serif', () => {
  expect([...'东，。（《'].map((character) => book.findFace('body', character)?.key)).toEqual(Array(5).fill('fang'))
  expect([...'￥～0A%㎡①'].map((character) => book.findFace('body', character)?.key)).toEqual(Array(7).fill('serif'))
})

test('the sign ￥ is not drawn as a dollar sign', () => {
  expect(outlineOf('body', '￥')).toBeTruthy()
  expect(outlineOf('body', '￥')).not.toBe(outlineOf('body', '$'))
  expect(outlineOf('body', '￥')).not.toBe(outlineOf('body', '＄'))
  expect(outlineOf('body', '￥')).toBe(outlineOf('table', '￥'))
})

test('tick boxes are printable though no font has them', () => {
  expect(book.missingCharacters('☑☐')).toEqual([])
})
