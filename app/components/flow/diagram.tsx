// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
import { cx } from '#app/components/cx'
import type { Diagram as Drawing, LineStyle, Shape } from '#app/view/flow/diagram'

const boxTones = {
  state: 'fill-white stroke-brand-600',
  overdue: 'fill-fix-50 stroke-fix-600',
  group: 'fill-line-50 stroke-line-500',
  final: 'fill-white stroke-ink-700',
} as const
const lineTones = {
  command: 'stroke-brand-600',
  deadline: 'stroke-fix-600',
  automatic: 'stroke-ink-600',
} as const satisfies Record<LineStyle, string>
const heads = { command: 'fill-brand-600', deadline: 'fill-fix-600', automatic: 'fill-ink-600' } as const
const dashes = { command: undefined, deadline: '6 4', automatic: '2 3' } as const satisfies Record<LineStyle, string | undefined>
const textTones = { strong: 'fill-ink-900 font-bold', plain: 'fill-ink-900', quiet: 'fill-ink-600' } as const

const Box = ({ x, y, width, height, tone }: Extract<Shape, { kind: 'box' }>) => (
  <>
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={tone === 'final' ? 12 : 4}
      className={boxTones[tone]}
      strokeWidth={tone === 'group' ? 1 : 1.5}
    />
    {tone === 'final' ? (
      <rect
        x={x + 3}
        y={y + 3}
        width={width - 6}
        height={height - 6}
        rx={9}
        className="fill-transparent stroke-ink-700"
        strokeWidth={0.75}
      />
    ) : null}
  </>
)

// Words beside a line keep a white edge, so that a line under them does not strike them through.
const Words = ({ x, y, text, size, tone, href }: Extract<Shape, { kind: 'text' }>) =>
  href === undefined ? (
    <text x={x} y={y} fontSize={size} className={textTones[tone]} stroke="#ffffff" strokeWidth={3} paintOrder="stroke">
      {text}
    </text>
  ) : (
    <a href={href}>
      <text x={x} y={y} fontSize={size} className={cx(textTones[tone], 'underline')}>
        {text}
      </text>
    </a>
  )

/** The point of an arrow that comes from `from`. */
function headOf([x, y]: readonly [number, number], [fromX, fromY]: readonly [number, number]): string {
  if (x === fromX) return y > fromY ? `${x},${y} ${x - 4},${y - 8} ${x + 4},${y - 8}` : `${x},${y} ${x - 4},${y + 8} ${x + 4},${y + 8}`
  return x > fromX ? `${x},${y} ${x - 8},${y - 4} ${x - 8},${y + 4}` : `${x},${y} ${x + 8},${y - 4} ${x + 8},${y + 4}`
}

const Line = ({ points, style }: Extract<Shape, { kind: 'line' }>) => {
  const [before, last] = [points.at(-2), points.at(-1)]
  return (
    <>
      <polyline
        points={points.map(([x, y]) => `${x},${y}`).join(' ')}
        className={cx('fill-transparent', lineTones[style])}
        strokeWidth={1.5}
        strokeDasharray={dashes[style]}
      />
      {before === undefined || last === undefined ? null : <polygon points={headOf(last, before)} className={heads[style]} />}
    </>
  )
}

const Part = ({ shape }: { shape: Shape }) => {
  switch (shape.kind) {
    case 'box':
      return <Box {...shape} />
    case 'text':
      return <Words {...shape} />
    case 'line':
      return <Line {...shape} />
    case 'dot':
      return <circle cx={shape.x} cy={shape.y} r={5} className="fill-ink-900" />
  }
}

/** From where to where a part reaches in height. */
function reach(shape: Shape): readonly [number, number] {
  if (shape.kind === 'box') return [shape.y, shape.y + shape.height]
  if (shape.kind === 'text') return [shape.y - shape.size, shape.y + 4]
  if (shape.kind === 'dot') return [shape.y - 5, shape.y + 5]
  const heights = shape.points.map(([, y]) => y)
  return [Math.min(...heights) - 4, Math.max(...heights) + 4]
}

type DiagramProps = { readonly drawing: Drawing; readonly label: string }

/** A chart as a drawing in slices: on paper a page ends between two of them; on a narrow screen it scrolls inside its box. */
export const Diagram = ({ drawing: { width, height, breaks, shapes }, label }: DiagramProps) => {
  const edges = [0, ...breaks, height]
  const slices = edges.slice(1).map((to, index) => {
    const from = edges[index] ?? 0
    const within = shapes.filter((shape) => reach(shape)[1] > from && reach(shape)[0] < to)
    return { from, to, within }
  })
  return (
    <section
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded border border-line-200 bg-white p-2 print:overflow-visible print:border-0 print:p-0"
    >
      {slices.map(({ from, to, within }, index) => (
        <svg
          key={from}
          aria-label={`流程图第${index + 1}段`}
          viewBox={`0 ${from} ${width} ${to - from}`}
          width={`${width / 16}rem`}
          className="block max-w-none break-inside-avoid print:h-auto print:max-w-full"
        >
          {within.map((shape) => (
            <Part key={JSON.stringify(shape)} shape={shape} />
          ))}
        </svg>
      ))}
    </section>
  )
}

const LegendLine = ({ style, words }: { style: LineStyle; words: string }) => (
  <li className="flex items-center gap-2">
    <svg viewBox="0 0 48 12" width="48" height="12" aria-hidden="true">
      <Line
        kind="line"
        points={[
          [0, 6],
          [46, 6],
        ]}
        style={style}
      />
    </svg>
    {words}
  </li>
)

export const Legend = () => (
  <ul className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
    <LegendLine style="command" words="有人办理" />
    <LegendLine style="deadline" words="期限届满" />
    <LegendLine style="automatic" words="条件具备时自动转入" />
  </ul>
)
