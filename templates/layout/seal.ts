import { type Face, fontBook } from './font-book'
import { readContours } from './glyph-outline'
import { drawAsInk, internalsOf } from './pdf-internals'
import type { Sheet } from './sheet'

const RED = '#d9111a'
/** Parts of the diameter: ring, star, and the circle on which the name's characters stand. */
const RING = 0.03
const STAR_RADIUS = 0.165
const NAME_RADIUS = 0.37
const CHARACTER_SIZE = 0.135
const DEGREES_PER_CHARACTER = 22
const WIDEST_ARC = 270

/** The seal of a Chinese agency as a vector: it is a picture, so its name is drawn as outlines and stays out of the text layer. */
export function drawSeal(sheet: Sheet, name: string, centreX: number, centreY: number, diameter: number): void {
  const { doc } = sheet
  doc.save()
  drawAsInk(doc)
  doc.translate(centreX, centreY)
  doc
    .circle(0, 0, (diameter * (1 - RING)) / 2)
    .lineWidth(diameter * RING)
    .stroke(RED)
  drawStar(sheet, diameter * STAR_RADIUS)

  const characters = [...name]
  const step = characters.length > 1 ? Math.min(DEGREES_PER_CHARACTER, WIDEST_ARC / (characters.length - 1)) : 0
  characters.forEach((character, index) => {
    const face = fontBook().findFace('table', character)
    if (!face) return
    doc.save()
    doc.rotate((index - (characters.length - 1) / 2) * step)
    doc.translate(0, -diameter * NAME_RADIUS)
    drawOutline(sheet, face, character, diameter * CHARACTER_SIZE)
    doc.restore()
  })
  doc.restore()
}

function drawStar(sheet: Sheet, radius: number): void {
  for (let point = 0; point < 5; point += 1) {
    // Every second corner of the pentagon: the winding rule fills the middle.
    const angle = (point * 4 * Math.PI) / 5 - Math.PI / 2
    const [x, y] = [Math.cos(angle) * radius, Math.sin(angle) * radius]
    if (point === 0) sheet.doc.moveTo(x, y)
    else sheet.doc.lineTo(x, y)
  }
  sheet.doc.closePath().fill(RED)
}

const outlines = new Map<string, string>()

/** A character as a filled outline, its middle at the origin, narrowed and heightened as seal carvers do. */
function drawOutline(sheet: Sheet, face: Face, character: string, size: number): void {
  const key = `${size} ${character}`
  const operators = outlines.get(key) ?? outlineOperators(face, character, size)
  outlines.set(key, operators)
  internalsOf(sheet.doc).addContent(operators)
  sheet.doc.fill(RED)
}

/** The path in the operators of PDF, which has cubic curves only: a quadratic one is raised by a degree. */
function outlineOperators({ font }: Face, character: string, size: number): string {
  const glyph = font.glyphOf(character.codePointAt(0) ?? 0)
  const scale = size / font.unitsPerEm
  const middleX = font.advanceOf(glyph) / 2
  const middleY = font.unitsPerEm * 0.38
  const toX = (x: number) => (x - middleX) * scale * 0.82
  const toY = (y: number) => -(y - middleY) * scale * 1.15
  const raised = (end: number, control: number) => end + (2 / 3) * (control - end)
  const path: string[] = []
  for (const contour of readContours(font.outlineOf(glyph))) {
    let [fromX, fromY] = [0, 0]
    for (const [index, { x, y, controlX, controlY }] of contour.entries()) {
      const [endX, endY] = [toX(x), toY(y)]
      if (index === 0) path.push(numbers(endX, endY), 'm')
      else if (controlX === undefined || controlY === undefined) path.push(numbers(endX, endY), 'l')
      else {
        const [bendX, bendY] = [toX(controlX), toY(controlY)]
        path.push(numbers(raised(fromX, bendX), raised(fromY, bendY), raised(endX, bendX), raised(endY, bendY), endX, endY), 'c')
      }
      fromX = endX
      fromY = endY
    }
    if (contour.length > 0) path.push('h')
  }
  return path.join(' ')
}

/** A thousandth of a point is finer than any printer. */
const numbers = (...values: readonly number[]): string => values.map((value) => String(Math.round(value * 1000) / 1000)).join(' ')
