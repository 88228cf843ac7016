/** Ranges of signs (not Han) that every cut font keeps as far as its source has them: [first, last]. */
export const SIGN_RANGES: readonly (readonly [number, number])[] = [
  [0x0020, 0x007e],
  [0x00a0, 0x024f],
  [0x02c7, 0x02cb],
  [0x0391, 0x03c9],
  [0x2010, 0x2044],
  [0x20ac, 0x20ac],
  [0x2100, 0x218b],
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x2460, 0x24ff],
  [0x25a0, 0x25ff],
  [0x2605, 0x2606],
  [0x2640, 0x2642],
  // Radicals look like everyday characters (⽇ beside 日) and come in with pasted text.
  [0x2e80, 0x2fdf],
  [0x3000, 0x303f],
  [0x3220, 0x33ff],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xffef],
]

/**
 * Signs that may be taken from the FangSong body font. Everything else comes from Noto Serif SC:
 * Fandol draws U+FFE5 (￥) as a dollar sign and U+FF5E (～) at cap height.
 */
export const FANG_PUNCTUATION = '　、。〈〉《》「」『』【】〔〕，；：？！（）“”‘’—…·'

export const FIRST_HAN = 0x4e00
export const LAST_HAN = 0x9fff

/** Rare characters of personal names that must always print: all in the standard list, named here so that a build can check them. */
export const RARE_NAME_CHARACTERS = '㛃䶮𬭊'

/** The text of all signs in the ranges. */
export function signs(): string {
  let text = ''
  for (const [first, last] of SIGN_RANGES) {
    for (let codePoint = first; codePoint <= last; codePoint += 1) text += String.fromCodePoint(codePoint)
  }
  return text
}

/** The 6,763 Han characters of GB/T 2312, read from the decoder that the platform carries. */
export function gb2312Han(): string {
  const decoder = new TextDecoder('gb18030')
  let text = ''
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const character = decoder.decode(Uint8Array.of(row, cell))
      const codePoint = character.codePointAt(0) ?? 0
      if (codePoint >= FIRST_HAN && codePoint <= LAST_HAN) text += character
    }
  }
  return text
}
