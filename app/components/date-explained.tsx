import { cx } from '#app/components/cx'
import { Icon } from '#app/components/icon'
import { Tag } from '#app/components/tag'
import type { DateExplanation, ExplainedDay } from '#app/view/date-explanation'
import { formatDateLong, formatDateShort, formatWeekday } from '#app/view/format'

export type DateExplainedProps = {
  /** The last day, YYYY-MM-DD. */
  readonly due: string
  /** Written behind the date; the default is 24:00, the end of that day. */
  readonly time?: string | undefined
  /** 「还有 3 个工作日」 */
  readonly remaining?: string | undefined
  readonly isOverdue?: boolean | undefined
  readonly explanation?: DateExplanation | undefined
}

/** `ordinal` is null in a strip that leaves days out: of a period of months it shows only its ends. */
type NumberedDay = ExplainedDay & { readonly ordinal: number | null; readonly note: number }

const LONG = 42
const EDGE = 7
const DAY = 86_400_000

const sourcesOf = (days: readonly ExplainedDay[]): readonly string[] => [
  ...new Set(days.flatMap(({ source }) => (source === undefined ? [] : [source]))),
]

const numbered = (days: readonly ExplainedDay[], sources: readonly string[]): readonly NumberedDay[] => {
  const [first, last] = [days[0]?.date ?? '', days.at(-1)?.date ?? '']
  const isDaily = days.length < 2 || Date.parse(last) - Date.parse(first) === (days.length - 1) * DAY
  let ordinal = 0
  return days.map((day) => {
    if (day.counted) ordinal += 1
    return { ...day, ordinal: isDaily ? ordinal : null, note: day.source === undefined ? 0 : sources.indexOf(day.source) + 1 }
  })
}

const DayCell = ({ day, isLast }: { day: NumberedDay; isLast: boolean }) => (
  <li
    className={cx(
      'day-cell rounded border px-2 py-1 text-sm',
      day.counted ? 'border-brand-200 bg-brand-50 text-ink-900' : 'border-dashed border-line-500 bg-white text-ink-600',
      isLast && 'border-2 border-brand-600',
    )}
  >
    <span className="block whitespace-nowrap font-bold">{formatDateShort(day.date)}</span>
    <span className="block whitespace-nowrap">{formatWeekday(day.date)}</span>
    <span className="block">{day.counted ? (day.ordinal === null ? '最后一日' : `第 ${day.ordinal} 日`) : '不计入'}</span>
    <span className="block">
      {day.why}
      {day.note === 0 ? null : <span className="whitespace-nowrap">（注{day.note}）</span>}
    </span>
  </li>
)

const Gap = ({ days }: { days: readonly NumberedDay[] }) => {
  const counted = days.filter((day) => day.counted).length
  return (
    <li className="day-cell rounded border border-line-200 bg-line-50 px-2 py-1 text-sm text-ink-700">
      中间 {days.length} 天：计入 {counted} 天，不计入 {days.length - counted} 天
    </li>
  )
}

const DayStrip = ({ days }: { days: readonly ExplainedDay[] }) => {
  const sources = sourcesOf(days)
  const all = numbered(days, sources)
  const isLong = all.length > LONG
  const head = isLong ? all.slice(0, EDGE) : all
  const tail = isLong ? all.slice(-EDGE) : []
  const last = all.at(-1)
  return (
    <>
      <ol aria-label="逐日计算" className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
        {head.map((day) => (
          <DayCell key={day.date} day={day} isLast={day === last} />
        ))}
        {isLong ? <Gap days={all.slice(EDGE, -EDGE)} /> : null}
        {tail.map((day) => (
          <DayCell key={day.date} day={day} isLast={day === last} />
        ))}
      </ol>
      {sources.map((source, index) => (
        <p key={source} className="mt-2 text-sm text-ink-600">
          注{index + 1}：放假和调休安排见 {source}
        </p>
      ))}
    </>
  )
}

/** A due date, the time that is left, and on request each day of the count with its reason. */
export const DateExplained = ({ due, time = '24:00', remaining, isOverdue, explanation }: DateExplainedProps) => (
  <div>
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <time dateTime={due} className="font-bold">
        {formatDateLong(due)} {time} 前
      </time>
      {remaining === undefined ? null : <Tag tone={isOverdue === true ? 'loss' : 'active'}>{remaining}</Tag>}
    </p>
    {explanation === undefined ? null : (
      <details>
        <summary className="inline-flex min-h-target items-center gap-1.5 text-brand-600 underline underline-offset-4">
          <Icon name="calendar" />
          为什么是这一天
        </summary>
        <div className="mb-2 border-l-4 border-brand-200 pl-4">
          <p>{explanation.rule}</p>
          <p>依据：{explanation.basis}</p>
          {explanation.consequence === undefined ? null : <p>逾期后果：{explanation.consequence}</p>}
          {explanation.days.length === 0 ? null : <DayStrip days={explanation.days} />}
        </div>
      </details>
    )}
  </div>
)
