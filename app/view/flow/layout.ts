import { placeBody } from './boxes'
import { type Diagram, type DiagramEdge, type DiagramState, sortForDrawing } from './diagram'
import { drawEdges } from './edges'
import type { Sheet } from './sheet'

const margin = 12

/**
 * Draws a chart: the path from its beginning to its end down the middle, what lies beside it indented, leaps round the left
 * side, other ends at the right. States inside states are boxes in boxes, those that hold at the same time one under the other.
 */
export function layOut(states: readonly DiagramState[], edges: readonly DiagramEdge[]): Diagram {
  const sheet: Sheet = { sorted: sortForDrawing(states, edges), shapes: [], rects: new Map(), frames: [] }
  const root = states.find(({ parent }) => parent === null)
  if (root === undefined) return { width: 0, height: 0, breaks: [], shapes: [] }
  const { right, bottom } = placeBody(sheet, root, margin, margin)
  const width = drawEdges(sheet, right) + margin
  const tops = sheet.sorted.orderOf('').map(({ path }) => sheet.rects.get(path)?.y ?? 0)
  return { width, height: bottom + margin, breaks: tops.slice(1).map((y) => y - 2), shapes: sheet.shapes }
}
