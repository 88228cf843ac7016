import { SummaryList } from '#app/components/summary-list'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { formatDate } from '#app/view/format'

type Deadline = { readonly key: string; readonly title: string; readonly rule: string; readonly basis: string; readonly isDraft: boolean }
type Bar = { readonly cause: string; readonly rule: string; readonly basis: string }
type Policy = {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly from: string
  readonly to: string | null
  readonly deadlines: readonly Deadline[]
  readonly bars: readonly Bar[]
}

const deadlineColumns: readonly Column<Deadline>[] = [
  {
    key: 'title',
    header: '期限',
    rowHeader: true,
    cell: ({ title, isDraft }) => (
      <>
        {title} {isDraft ? <Tag tone="fix">草案</Tag> : null}
      </>
    ),
  },
  { key: 'rule', header: '计算', cell: ({ rule }) => rule },
  { key: 'basis', header: '依据', cell: ({ basis }) => basis },
]

const barColumns: readonly Column<Bar>[] = [
  { key: 'cause', header: '情形', rowHeader: true, cell: ({ cause }) => cause },
  { key: 'rule', header: '限制申请', cell: ({ rule }) => rule },
  { key: 'basis', header: '依据', cell: ({ basis }) => basis },
]

/** The version of the rules that governs a case begun today. A value that the Measure does not give is marked 草案. */
export const PolicyDeadlines = ({ policy }: { policy: Policy }) => (
  <>
    <SummaryList
      rows={[
        { question: '名称', answer: policy.title },
        { question: '版本', answer: <span className="font-mono text-sm">{policy.id}</span> },
        { question: '状态', answer: policy.status },
        {
          question: '适用',
          answer: policy.to === null ? `${formatDate(policy.from)}起` : `${formatDate(policy.from)}至${formatDate(policy.to)}`,
        },
      ]}
    />
    <p className="mb-3 max-w-measure">标“草案”的，管理办法没有写明具体数值，采用平台建议值，待经办机构确认。</p>
    <DataTable caption="期限" columns={deadlineColumns} rows={policy.deadlines} rowKey={({ key }) => key} />
    <DataTable caption="限制再次申请" columns={barColumns} rows={policy.bars} rowKey={({ cause }) => cause} />
  </>
)

type Year = { readonly year: number; readonly daysOff: number; readonly makeUpDays: number; readonly sources: readonly string[] }

const yearColumns: readonly Column<Year>[] = [
  { key: 'year', header: '年份', rowHeader: true, cell: ({ year }) => <span className="whitespace-nowrap">{year}年</span> },
  { key: 'off', header: '放假', numeric: true, cell: ({ daysOff }) => `${daysOff} 天` },
  { key: 'work', header: '调休上班', numeric: true, cell: ({ makeUpDays }) => `${makeUpDays} 天` },
  { key: 'sources', header: '来源', cell: ({ sources }) => <span className="break-all text-sm">{sources.join(' ')}</span> },
]

/** Years whose State Council notice is loaded; in any other year a period of working days is refused, not guessed. */
export const CalendarYears = ({ years }: { years: readonly Year[] }) => (
  <>
    <p className="mb-3 max-w-measure">没有导入放假安排的年份不能计算工作日，涉及的办理会被拒绝，不会按猜测的日期计算。</p>
    <p className="mb-3">
      <a href="/desk/calendar" className="inline-flex min-h-target items-center">
        工作日历和载入记录
      </a>
    </p>
    <details>
      <summary className="flex min-h-target items-center font-bold">
        已导入 {years.length} 年{spanOf(years)}
      </summary>
      <DataTable
        caption="已导入的年份"
        captionHidden
        columns={yearColumns}
        rows={[...years].reverse()}
        rowKey={({ year }) => String(year)}
      />
    </details>
  </>
)

const spanOf = (years: readonly Year[]): string => {
  const [first, last] = [years[0], years.at(-1)]
  return first === undefined || last === undefined ? '' : `（${first.year}至${last.year}）`
}
