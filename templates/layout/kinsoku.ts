// 避头尾: what may not begin and what may not end a line (GB/T 15834-2011, 5.1.10 and the custom of official documents).

const NO_LINE_START = new Set('，。、；：？！）》〉」』】〕］｝”’…—～·％‰℃°,.;:?!)]}%')
const NO_LINE_END = new Set('（《〈「『【〔［｛“‘([{￥$№')
/** Full-width marks whose blank half lies on the right. */
const CLOSING_MARKS = new Set('，。、；：？！）》〉」』】〕］｝”’')
/** Full-width marks whose blank half lies on the left. */
const OPENING_MARKS = new Set('（《〈「『【〔［｛“‘')
/** Marks that stay whole when doubled: 破折号 and 省略号. */
const DOUBLED_MARKS = new Set('—…')

export function mayStartLine(character: string): boolean {
  return !NO_LINE_START.has(character)
}

export function mayEndLine(character: string): boolean {
  return !NO_LINE_END.has(character)
}

export function isClosingMark(character: string): boolean {
  return CLOSING_MARKS.has(character)
}

export function isOpeningMark(character: string): boolean {
  return OPENING_MARKS.has(character)
}

/** Whether the second of two neighbours may never be parted from the first: letters, digits, doubled marks. */
export function staysTogether(first: string, second: string): boolean {
  if (isWordCharacter(first) && isWordCharacter(second)) return true
  return first === second && DOUBLED_MARKS.has(first)
}

/** A letter, a digit or a sign inside numbers, codes and addresses. */
export function isWordCharacter(character: string): boolean {
  return /^[A-Za-z0-9À-ɏ.,:/@&#_+\-'~=?%]$/u.test(character)
}
