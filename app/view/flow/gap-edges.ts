import type { DiagramState, SiblingEdge, Sorted } from './diagram'

/** An edge in the gap above the child at `gap`; `down` when it leads to that child or past it. */
export type GapEdge = { edge: SiblingEdge; gap: number; slot: number; direction: 'down' | 'up' }

/** How the edges of one container are drawn: straight between neighbours, round the left side when they leap. */
export type Routes = {
  order: DiagramState[]
  isSide: (path: string) => boolean
  /** For each gap the edges in it; the gap with number 0 lies above the first child. */
  gaps: GapEdge[][]
  /** Gaps through which the main path passes without a label. */
  passed: ReadonlySet<number>
  leaps: SiblingEdge[]
}

/** Decides the way of every edge of a container. The first slot of each gap belongs to the main path. */
export function routesOf(container: string, { orderOf, mainOf, betweenOf }: Sorted): Routes {
  const order = orderOf(container)
  const main = mainOf(container)
  const indexOf = new Map(order.map(({ path }, index) => [path, index]))
  const nextMain = (from: number) => order.findIndex(({ path }, index) => index > from && main.has(path))
  const gaps: GapEdge[][] = order.map(() => [])
  const passed = new Set<number>()
  const leaps: SiblingEdge[] = []
  const atPath: GapEdge[] = []
  const aside: GapEdge[] = []
  for (const edge of betweenOf(container)) {
    const from = edge.from === '' ? -1 : (indexOf.get(edge.from) ?? -1)
    const to = indexOf.get(edge.to) ?? 0
    const isMain = (edge.from === '' || main.has(edge.from)) && main.has(edge.to)
    if (isMain && to === nextMain(from)) {
      atPath.push({ edge, gap: from + 1, slot: 0, direction: 'down' })
      for (let gap = from + 2; gap <= to; gap += 1) passed.add(gap)
    } else if (to === from + 1) aside.push({ edge, gap: to, slot: 0, direction: 'down' })
    else if (to === from - 1) aside.push({ edge, gap: from, slot: 0, direction: 'up' })
    else leaps.push(edge)
  }
  for (const one of [...atPath, ...aside]) {
    const here = gaps[one.gap] ?? []
    here.push({ ...one, slot: here.length + (passed.has(one.gap) ? 1 : 0) })
  }
  return { order, isSide: (path) => !main.has(path), gaps, passed, leaps }
}
