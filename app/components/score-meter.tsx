import { cx } from '#app/components/cx'
import { Tag } from '#app/components/tag'
import { formatHundredths, formatTenths } from '#app/view/format'

// Widths are per cent of the drawing's own width, so that the bars stretch and nothing needs a style attribute.
const percent = (part: number, whole: number): string => `${whole <= 0 ? 0 : Math.min(100, Math.max(0, (part / whole) * 100)).toFixed(2)}%`

const Bar = ({ width, tone, thin }: { width: string; tone: string; thin?: boolean | undefined }) => (
  <svg aria-hidden="true" focusable="false" width="100%" height={thin === true ? 8 : 12} className="block">
    <rect width="100%" height="100%" className="fill-line-100" />
    <rect width={width} height="100%" className={tone} />
  </svg>
)

type ScoreMeterProps = {
  readonly label: string
  /** Normalised total in hundredths of a point, 0 to 10000. */
  readonly total: number
  /** In hundredths of a point. */
  readonly passMark: number
  readonly hasVeto?: boolean | undefined
}

/** A total against the pass line. */
export const ScoreMeter = ({ label, total, passMark, hasVeto }: ScoreMeterProps) => {
  const isPass = total >= passMark && hasVeto !== true
  return (
    <div className="mb-6 max-w-measure">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span>{label}</span>
        <span className={cx('text-2xl font-bold', !isPass && 'text-loss-600')}>{formatHundredths(total)}</span>
        <span className="text-ink-600">合格线 {formatHundredths(passMark)}</span>
        <Tag tone={isPass ? 'done' : 'loss'}>{hasVeto === true ? '有否决项未通过' : isPass ? '达到合格线' : '未达合格线'}</Tag>
      </p>
      <svg aria-hidden="true" focusable="false" width="100%" height="28" className="mt-1 block">
        <rect y="6" width="100%" height="16" className="fill-line-100" />
        <rect y="6" width={percent(total, 10_000)} height="16" className={isPass ? 'fill-brand-600' : 'fill-loss-600'} />
        <line x1={percent(passMark, 10_000)} x2={percent(passMark, 10_000)} y1="0" y2="28" strokeWidth="3" className="stroke-ink-900" />
      </svg>
    </div>
  )
}

export type CategoryScore = {
  readonly id: string
  readonly title: string
  /** Tenths of a point over the applicable items. */
  readonly max: number
  readonly self?: number | undefined
  readonly official?: number | undefined
}

const Line = ({ name, value, max, tone }: { name: string; value: number | undefined; max: number; tone: string }) =>
  value === undefined ? null : (
    <div className="flex items-center gap-3">
      <span className="w-10 shrink-0 text-sm elder:w-16">{name}</span>
      <div className="min-w-0 flex-1">
        <Bar width={percent(value, max)} tone={tone} thin />
      </div>
      <span className="w-24 shrink-0 text-right text-sm elder:w-36">
        {formatTenths(value)} / {formatTenths(max)}
      </span>
    </div>
  )

/** Self-score and official score side by side, category by category. */
export const CategoryScores = ({ categories, label }: { categories: readonly CategoryScore[]; label: string }) => (
  <ul aria-label={label} className="mb-6 max-w-measure space-y-3">
    {categories.map((category) => (
      <li key={category.id}>
        <p>{category.title}</p>
        <Line name="自评" value={category.self} max={category.max} tone="fill-brand-300" />
        <Line name="评估" value={category.official} max={category.max} tone="fill-brand-600" />
      </li>
    ))}
  </ul>
)
