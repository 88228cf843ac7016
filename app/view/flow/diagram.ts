/** What a diagram shows of a state. Notes stand in its box, one under the other. */
export type DiagramState = {
  path: string
  parent: string | null
  title: string
  kind: 'simple' | 'compound' | 'parallel' | 'final'
  isInitial: boolean
  isOverdue: boolean
  notes: string[]
  href: string
}

export type LineStyle = 'command' | 'deadline' | 'automatic'

/** A transition from state to state. */
export type DiagramEdge = { from: string; to: string; label: string; who: string; style: LineStyle }

export type Point = readonly [x: number, y: number]

/** The parts of the drawing, in pixels. */
export type Shape =
  | { kind: 'box'; x: number; y: number; width: number; height: number; tone: 'state' | 'overdue' | 'group' | 'final' }
  | { kind: 'text'; x: number; y: number; text: string; size: number; tone: 'strong' | 'plain' | 'quiet'; href?: string }
  | { kind: 'line'; points: readonly Point[]; style: LineStyle }
  | { kind: 'dot'; x: number; y: number }

/** A finished drawing; `breaks` are the heights at which a printed page may end. */
export type Diagram = { width: number; height: number; breaks: number[]; shapes: Shape[] }

/** Edges of one container between two of its own states; those from deep inside are lifted to it. */
export type SiblingEdge = { from: string; to: string; edges: DiagramEdge[] }
/** Ways out to an end that does not lie on the path. */
export type Exit = { from: string; to: DiagramState; edges: DiagramEdge[] }

export type Sorted = {
  /** The states of a container from its beginning to its end, the ends at the side left out. */
  orderOf: (container: string) => DiagramState[]
  /** Those of them that the shortest way from the beginning to the end passes; all when there is no such way. */
  mainOf: (container: string) => ReadonlySet<string>
  betweenOf: (container: string) => SiblingEdge[]
  exitsOf: (state: string) => Exit[]
}

const steps = (path: string): string[] => (path === '' ? [] : path.split('.'))

/** The container in which an edge is drawn and the two of its states that it joins; `from` is '' when it leaves the container's own frame. */
function lift({ from, to }: DiagramEdge): { container: string; from: string; to: string } | undefined {
  const [source, target] = [steps(from), steps(to)]
  let common = 0
  while (common < source.length && common < target.length && source[common] === target[common]) common += 1
  if (common === target.length) return undefined
  const container = target.slice(0, common).join('.')
  const childOf = (path: string[]) => (path.length === common ? '' : path.slice(0, common + 1).join('.'))
  return { container, from: childOf(source), to: childOf(target) }
}

function addTo<T extends { edges: DiagramEdge[] }>(
  groups: Map<string, T>,
  key: string,
  edge: DiagramEdge,
  create: () => Omit<T, 'edges'>,
): void {
  const known = groups.get(key)
  if (known === undefined) groups.set(key, { ...create(), edges: [edge] } as T)
  else known.edges.push(edge)
}

function shortestWay(from: string, to: string, edges: readonly SiblingEdge[]): string[] {
  const ways: string[][] = [[from]]
  const seen = new Set([from])
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const last = way.at(-1)
    if (last === to) return way
    for (const edge of edges) {
      if (edge.from !== last || seen.has(edge.to)) continue
      seen.add(edge.to)
      ways.push([...way, edge.to])
    }
  }
  return []
}

/** Sorts a chart for drawing: the path down the middle, what lies beside it, the ways out. */
export function sortForDrawing(states: readonly DiagramState[], edges: readonly DiagramEdge[]): Sorted {
  const byPath = new Map(states.map((state) => [state.path, state]))
  const childrenOf = (container: string) => states.filter(({ parent }) => parent === container)
  const endOf = (container: string) => childrenOf(container).find(({ kind }) => kind === 'final')
  const between = new Map<string, Map<string, SiblingEdge>>()
  const exits = new Map<string, Map<string, Exit>>()
  for (const edge of edges) {
    const lifted = lift(edge)
    const target = lifted && byPath.get(lifted.to)
    if (lifted === undefined || target === undefined) continue
    if (target.kind === 'final' && endOf(lifted.container)?.path !== target.path) {
      const ofState = exits.get(edge.from) ?? new Map<string, Exit>()
      exits.set(edge.from, ofState)
      addTo(ofState, target.path, edge, () => ({ from: edge.from, to: target }))
    } else {
      const ofContainer = between.get(lifted.container) ?? new Map<string, SiblingEdge>()
      between.set(lifted.container, ofContainer)
      addTo(ofContainer, `${lifted.from} ${lifted.to}`, edge, () => ({ from: lifted.from, to: lifted.to }))
    }
  }
  const betweenOf = (container: string) => [...(between.get(container)?.values() ?? [])]
  const orderOf = (container: string) => {
    const own = childrenOf(container)
    const end = endOf(container)
    const inner = own.filter(({ kind }) => kind !== 'final')
    return [
      ...inner.filter(({ isInitial }) => isInitial),
      ...inner.filter(({ isInitial }) => !isInitial),
      ...(end === undefined ? [] : [end]),
    ]
  }
  const mainOf = (container: string) => {
    const order = orderOf(container)
    const [first, last] = [order[0], endOf(container)]
    const way = first === undefined || last === undefined ? [] : shortestWay(first.path, last.path, betweenOf(container))
    return new Set(way.length > 0 ? way : order.map(({ path }) => path))
  }
  return { orderOf, mainOf, betweenOf, exitsOf: (state) => [...(exits.get(state)?.values() ?? [])] }
}
