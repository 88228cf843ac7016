import { DateExplained } from '#app/components/date-explained'
import { EmptyState } from '#app/components/empty-state'
import { type Column, DataTable } from '#app/components/table'
import { Tag, type TagTone } from '#app/components/tag'
import type { DateExplanation } from '#app/view/date-explanation'
import { formatDateLong } from '#app/view/format'

export type MovedRow = {
  readonly deadlineId: string
  readonly caseId: string
  readonly title: string
  readonly what: string
  readonly oldDueOn: string
  readonly newDueOn: string
  readonly countedOn: string
  readonly effect: string
  readonly explanation?: DateExplanation | null | undefined
}

const effects: Readonly<Record<string, { word: string; tone: TagTone }>> = {
  later: { word: '顺延', tone: 'active' },
  settled: { word: '暂定转为确定', tone: 'done' },
  keptBecauseEarlier: { word: '不缩短，不变', tone: 'neutral' },
}

const NewDay = ({ effect, newDueOn, countedOn, explanation }: MovedRow) => (
  <div>
    {effect === 'keptBecauseEarlier' ? (
      <p>
        <span className="font-bold">仍为 {formatDateLong(newDueOn)}</span>
        <span className="block text-sm text-ink-600">按新规则应为 {formatDateLong(countedOn)}；已经起算的期限不缩短。</span>
      </p>
    ) : (
      <DateExplained due={newDueOn} {...(explanation == null ? {} : { explanation })} />
    )}
  </div>
)

const columns: readonly Column<MovedRow>[] = [
  { key: 'title', header: '事项', rowHeader: true, cell: ({ title, caseId }) => <a href={`/cases/${caseId}`}>{title}</a> },
  { key: 'what', header: '期限', cell: ({ what }) => what },
  { key: 'old', header: '原来的届满日', cell: ({ oldDueOn }) => formatDateLong(oldDueOn) },
  { key: 'new', header: '变化后的届满日', cell: (row) => <NewDay {...row} /> },
  { key: 'effect', header: '影响', cell: ({ effect }) => <Tag tone={effects[effect]?.tone}>{effects[effect]?.word ?? effect}</Tag> },
]

/** Every running period that a change of the rules touches, each with its old and its new last day. */
export const MovedDeadlines = ({ rows, caption }: { rows: readonly MovedRow[]; caption: string }) => (
  <DataTable
    caption={caption}
    columns={columns}
    rows={rows}
    rowKey={({ deadlineId }) => deadlineId}
    empty={<EmptyState title="没有受影响的期限">正在计算的期限都不经过有变化的日子。</EmptyState>}
  />
)
