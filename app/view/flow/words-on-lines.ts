const wide = /[\u2e80-\uffff“”‘’—…·⇄]/u
const neverFirst = /[，。、；：）》”’！？]/u

/** Width of a text in a sans-serif font, near enough for a box around it: Chinese characters are square. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + (wide.test(character) ? 1 : 0.6), 0) * size

/** Breaks a text into lines no wider than `width`; a closing mark stays with the character before it. */
export function linesOf(text: string, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const character of text) {
    if (line !== '' && widthOf(line + character, size) > width && !neverFirst.test(character)) {
      lines.push(line)
      line = ''
    }
    line += character
  }
  return line === '' ? lines : [...lines, line]
}
