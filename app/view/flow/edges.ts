import type { Point, SiblingEdge } from './diagram'
import type { GapEdge } from './gap-edges'
import {
  box,
  exitHeights,
  type Frame,
  gutter,
  heightOf,
  leapHeights,
  type Sheet,
  size,
  slotWidth,
  styleOf,
  wayOut,
  wordsOf,
  write,
} from './sheet'
import { linesOf } from './words-on-lines'

const line = (sheet: Sheet, points: readonly Point[], { edges }: Pick<SiblingEdge, 'edges'>): void => {
  sheet.shapes.push({ kind: 'line', points, style: styleOf(edges) })
}

/** Straight down or up between neighbours, and down the main path past what lies beside it. */
function drawGap(sheet: Sheet, frame: Frame, { edge, gap, slot, direction }: GapEdge): void {
  const { order, gaps, passed } = frame.routes
  const width = slotWidth((gaps[gap] ?? []).length + (passed.has(gap) ? 1 : 0))
  const above = gap === 0 ? undefined : sheet.rects.get(order[gap - 1]?.path ?? '')
  const below = sheet.rects.get(edge.from === order[gap]?.path ? edge.from : edge.to)
  if (below === undefined) return
  const x = frame.innerX + box.spine + slot * width
  const top = above === undefined ? frame.bodyY : above.y + above.height
  line(
    sheet,
    direction === 'down'
      ? [
          [x, top],
          [x, below.y],
        ]
      : [
          [x, below.y],
          [x, top],
        ],
    edge,
  )
  write(sheet, wordsOf(edge.edges, width - 12), x + 7, top + 4)
}

/** The dot from which a container begins; where nothing is said about how, with an arrow to its first state. */
function drawBeginning(sheet: Sheet, { routes, bodyY }: Frame): void {
  const first = sheet.rects.get(routes.order[0]?.path ?? '')
  if (first === undefined) return
  const x = first.x + box.spine
  const isTold = (routes.gaps[0] ?? []).some(({ slot }) => slot === 0)
  const y = isTold ? bodyY : first.y - 16
  sheet.shapes.push({ kind: 'dot', x, y })
  if (!isTold)
    sheet.shapes.push({
      kind: 'line',
      points: [
        [x, y],
        [x, first.y],
      ],
      style: 'automatic',
    })
}

/** Round the left side, from a state or from the frame of the container to another of its states. */
function drawLeaps(sheet: Sheet, frame: Frame): void {
  const drawn = new Map<string, number>()
  for (const edge of frame.routes.leaps) {
    const target = sheet.rects.get(edge.to)
    if (target === undefined) continue
    const source = sheet.rects.get(edge.from)
    const laneX = frame.laneX + frame.lanes.indexOf(edge.to) * gutter.lane
    const labelX = frame.laneX + frame.lanes.length * gutter.lane
    const before = drawn.get(edge.from) ?? 0
    const height = leapHeights([edge])[0] ?? 0
    drawn.set(edge.from, before + height)
    const top = source === undefined ? frame.bodyY + before : source.y + 20 + before
    const entry: Point[] = [
      [laneX, target.y + 12],
      [target.x, target.y + 12],
    ]
    const y = top + height - 4
    const start: Point[] =
      source === undefined
        ? [
            [laneX, top],
            [laneX, top],
          ]
        : [
            [source.x, y],
            [laneX, y],
          ]
    line(sheet, [...start, ...entry], edge)
    write(sheet, wordsOf(edge.edges, gutter.label - 20), labelX, top)
  }
}

/** The ways out at the right: who ends it and how, and the end itself. */
function drawExits(sheet: Sheet, right: number): number {
  let width = right
  for (const [path, rect] of sheet.rects) {
    const exits = sheet.sorted.exitsOf(path)
    const heights = exitHeights(exits)
    let top = rect.y + 6
    for (const [at, exit] of exits.entries()) {
      const words = wordsOf(exit.edges, wayOut.label)
      const y = top + heightOf(words) + 3
      const x = right + wayOut.gap
      const endX = x + wayOut.label + 10
      line(
        sheet,
        [
          [rect.x + rect.width, y],
          [endX, y],
        ],
        exit,
      )
      write(sheet, words, x, top)
      const names = linesOf(exit.to.title, size.note, wayOut.end - 16)
      const height = names.length * box.line + 8
      sheet.shapes.push({ kind: 'box', x: endX, y: y - height / 2, width: wayOut.end, height, tone: 'final' })
      for (const [index, text] of names.entries())
        sheet.shapes.push({
          kind: 'text',
          x: endX + 8,
          y: y - height / 2 + (index + 1) * box.line,
          text,
          size: size.note,
          tone: 'plain',
          href: exit.to.href,
        })
      width = Math.max(width, endX + wayOut.end)
      top += heights[at] ?? 0
    }
  }
  return width
}

/** Draws every edge between the states that are placed; returns how wide the drawing has become. */
export function drawEdges(sheet: Sheet, right: number): number {
  for (const frame of sheet.frames) {
    drawBeginning(sheet, frame)
    for (const edge of frame.routes.gaps.flat()) drawGap(sheet, frame, edge)
    drawLeaps(sheet, frame)
  }
  return drawExits(sheet, right)
}
