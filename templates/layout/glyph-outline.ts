/** A point of a contour; with a control point it ends a quadratic curve, else a straight line. */
export type Node = { readonly x: number; readonly y: number; readonly controlX?: number; readonly controlY?: number }
type Point = { readonly x: number; readonly y: number; readonly onCurve: boolean }

/** The contours of a simple glyph (TrueType `glyf` record) as starting points and following segments. */
export function readContours(outline: Uint8Array): Node[][] {
  if (outline.length === 0) return []
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength)
  const contourCount = view.getInt16(0)
  const ends = Array.from({ length: contourCount }, (_, index) => view.getUint16(10 + index * 2))
  const points = readPoints(view, 10 + contourCount * 2, (ends.at(-1) ?? -1) + 1)
  let start = 0
  return ends.map((end) => {
    const contour = points.slice(start, end + 1)
    start = end + 1
    return toSegments(contour)
  })
}

function readPoints(view: DataView, afterEnds: number, count: number): Point[] {
  let at = afterEnds + 2 + view.getUint16(afterEnds)
  const flags: number[] = []
  while (flags.length < count) {
    const flag = view.getUint8(at++)
    flags.push(flag)
    if (flag & 8) for (let repeat = view.getUint8(at++); repeat > 0; repeat -= 1) flags.push(flag)
  }
  const readAxis = (short: number, same: number) => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) {
        const delta = view.getUint8(at++)
        value += flag & same ? delta : -delta
      } else if (!(flag & same)) {
        value += view.getInt16(at)
        at += 2
      }
      return value
    })
  }
  const xs = readAxis(2, 16)
  const ys = readAxis(4, 32)
  return flags.map((flag, index) => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, onCurve: (flag & 1) === 1 }))
}

/** Between two control points TrueType implies a point on the curve halfway. */
function toSegments(points: readonly Point[]): Node[] {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return []
  const start = first.onCurve ? first : last.onCurve ? last : { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 }
  const nodes: Node[] = [{ x: start.x, y: start.y }]
  let control: Point | undefined
  for (const point of [...(first.onCurve ? points.slice(1) : points), { ...start, onCurve: true }]) {
    if (point.onCurve) {
      nodes.push(control ? { x: point.x, y: point.y, controlX: control.x, controlY: control.y } : { x: point.x, y: point.y })
      control = undefined
      continue
    }
    if (control) nodes.push({ x: (control.x + point.x) / 2, y: (control.y + point.y) / 2, controlX: control.x, controlY: control.y })
    control = point
  }
  return nodes
}
