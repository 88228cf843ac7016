import type { DiagramState, SiblingEdge } from './diagram'
import { type Routes, routesOf } from './gap-edges'
import { box, exitHeights, gutter, heightOf, leapHeights, type Rect, type Sheet, size, slotWidth, wordsOf } from './sheet'
import { linesOf } from './words-on-lines'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Draws the words of a state and says how much room they take. */
function writeHead(sheet: Sheet, { title, notes, href }: DiagramState, x: number, y: number): number {
  const inner = box.width - 2 * box.padding
  let height = 10
  for (const text of linesOf(title, size.title, inner)) {
    height += 20
    sheet.shapes.push({ kind: 'text', x: x + box.padding, y: y + height - 5, text, size: size.title, tone: 'strong', href })
  }
  for (const text of notes.flatMap((note) => linesOf(note, size.note, inner))) {
    height += box.line
    sheet.shapes.push({ kind: 'text', x: x + box.padding, y: y + height - 4, text, size: size.note, tone: 'quiet' })
  }
  return height + 8
}

function gapHeight({ gaps, passed }: Routes, index: number): number {
  const here = gaps[index] ?? []
  if (here.length === 0 && !passed.has(index)) return index === 0 ? 22 : box.gap
  const slots = here.length + (passed.has(index) ? 1 : 0)
  const tallest = Math.max(0, ...here.map(({ edge }) => heightOf(wordsOf(edge.edges, slotWidth(slots) - 12))))
  return tallest + 22
}

/** The leaps that leave one state of a container; '' for those that begin at the container's own frame. */
const leapsFrom = (leaps: readonly SiblingEdge[], path: string): SiblingEdge[] => leaps.filter(({ from }) => from === path)

/** Places a state with everything inside it, its upper left corner at `x` and `y`; `leaps` leave it at the left side. */
export function placeState(sheet: Sheet, state: DiagramState, x: number, y: number, leaps: readonly SiblingEdge[]): Rect {
  const tone = state.kind === 'final' ? 'final' : state.isOverdue ? 'overdue' : 'state'
  const slot = sheet.shapes.length
  const words = writeHead(sheet, state, x, y)
  const head = Math.max(
    words,
    12 + sum(exitHeights(sheet.sorted.exitsOf(state.path))),
    leaps.length === 0 ? 0 : 24 + sum(leapHeights(leaps)),
  )
  const body = state.kind === 'compound' || state.kind === 'parallel' ? placeBody(sheet, state, x + box.padding, y + head) : undefined
  const rect: Rect =
    body === undefined
      ? { x, y, width: box.width, height: head, head }
      : { x, y, width: body.right + box.padding - x, height: body.bottom + box.padding - y, head }
  sheet.rects.set(state.path, rect)
  // The frame lies under what stands in it.
  sheet.shapes.splice(slot, 0, { kind: 'box', x, y, width: rect.width, height: rect.height, tone: body === undefined ? tone : 'group' })
  return rect
}

/** Places the states inside a container, from `x` and `y` on. */
export function placeBody(sheet: Sheet, { path, kind }: DiagramState, x: number, y: number): { right: number; bottom: number } {
  return kind === 'parallel' ? placeRegions(sheet, path, x, y) : placePath(sheet, path, x, y)
}

function placeRegions(sheet: Sheet, path: string, x: number, y: number): { right: number; bottom: number } {
  let [right, bottom] = [x, y]
  for (const region of sheet.sorted.orderOf(path)) {
    const rect = placeState(sheet, region, x, bottom, [])
    right = Math.max(right, rect.x + rect.width)
    bottom = rect.y + rect.height + box.gap
  }
  return { right, bottom: bottom - box.gap }
}

function placePath(sheet: Sheet, path: string, x: number, y: number): { right: number; bottom: number } {
  const routes = routesOf(path, sheet.sorted)
  // One lane for each state that is leapt to; the farthest leap lies outermost.
  const index = new Map(routes.order.map((state, at) => [state.path, at]))
  const span = (target: string) =>
    Math.max(
      ...routes.leaps.filter(({ to }) => to === target).map(({ from, to }) => Math.abs((index.get(from) ?? -1) - (index.get(to) ?? 0))),
    )
  const lanes = [...new Set(routes.leaps.map(({ to }) => to))].sort((a, b) => span(b) - span(a))
  const innerX = x + (lanes.length === 0 ? 0 : gutter.label + lanes.length * gutter.lane)
  const bodyY = y + sum(leapHeights(leapsFrom(routes.leaps, '')))
  let [right, bottom] = [innerX + box.width, bodyY]
  for (const [at, state] of routes.order.entries()) {
    bottom += gapHeight(routes, at)
    const left = innerX + (routes.isSide(state.path) ? box.indent : 0)
    const rect = placeState(sheet, state, left, bottom, leapsFrom(routes.leaps, state.path))
    right = Math.max(right, rect.x + rect.width)
    bottom = rect.y + rect.height
  }
  sheet.frames.push({ routes, lanes, laneX: x + 4, innerX, bodyY: y })
  return { right, bottom }
}
