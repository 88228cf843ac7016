import { Button } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { HiddenFields } from '#app/components/field-parts'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import type { Worklist, WorklistRow } from '#app/services/desk/worklist.server'
import { formatDate } from '#app/view/format'
import { type BatchTaskName, batchTitles, isNarrowed, type WorklistFilter, worklistEmpty, worklistTitles } from '#app/view/worklist'

type TableProps = { readonly list: Worklist; readonly tasks: readonly BatchTaskName[] }

const nameOf = ({ view, search }: Pick<WorklistFilter, 'view' | 'search'>): string =>
  search === '' ? worklistTitles[view] : `“${search}”的查找结果`

function emptyWords(filter: WorklistFilter): string {
  if (filter.search !== '') return '请核对名称或者编号，也可以只输入其中一部分。'
  return isNarrowed(filter) ? '没有符合筛选条件的事项，可以放宽条件再筛选。' : worklistEmpty[filter.view]
}

const Title = ({ row, isTicked }: { row: WorklistRow; isTicked: boolean }) => (
  <span className="flex items-baseline gap-3">
    {isTicked ? (
      <input type="checkbox" name="case" value={row.id} aria-label={`勾选${row.title}`} className="h-6 w-6 shrink-0 translate-y-1" />
    ) : null}
    <a href={row.href} className="inline-flex min-h-target items-center">
      {row.title}
    </a>
  </span>
)

const columnsOf = ({ filter, isOwn }: Worklist, isTicked: boolean): Column<WorklistRow>[] => [
  { key: 'title', header: '事项', rowHeader: true, cell: (row) => <Title row={row} isTicked={isTicked} /> },
  { key: 'kind', header: '类别', cell: (row) => row.kind },
  {
    key: 'stage',
    header: '到哪一步了',
    cell: (row) => (
      <>
        {row.stage} {row.isMine && filter.view !== 'todo' ? <Tag tone="active">待我办理</Tag> : null}{' '}
        {row.climbed === '' ? null : <Tag tone="fix">{row.climbed}</Tag>}
      </>
    ),
  },
  ...(isOwn ? [{ key: 'holder', header: '承办人', cell: (row: WorklistRow) => row.holder || '—' }] : []),
  { key: 'due', header: '什么时候前', cell: (row) => (row.due === null ? '' : formatDate(row.due)) },
  {
    key: 'remaining',
    header: '剩余',
    cell: (row) => (row.remaining === '' ? '' : row.isOverdue ? <Tag tone="loss">{row.remaining}</Tag> : row.remaining),
  },
]

const Table = ({ list, isTicked }: { list: Worklist; isTicked: boolean }) => (
  <DataTable
    caption={`${nameOf(list.filter)}（${list.total} 件）`}
    rows={list.rows}
    rowKey={(row) => row.id}
    empty={
      <EmptyState title={`${nameOf(list.filter)}：没有事项`}>
        <p>{emptyWords(list.filter)}</p>
      </EmptyState>
    }
    columns={columnsOf(list, isTicked)}
  />
)

/** One page of a slice; of the own agency with ticks, and what may be done with everything that is ticked. */
export const WorklistTable = ({ list, tasks }: TableProps) => {
  if (!list.isOwn || list.rows.length === 0) return <Table list={list} isTicked={false} />
  const { view, search, stage, kind, due, holder } = list.filter
  return (
    <form method="get" action="/desk/batches/new" noValidate>
      <HiddenFields values={{ view, q: search, stage, kind, due, holder }} />
      <Table list={list} isTicked />
      <fieldset className="mb-6">
        <legend className="sr-only">对勾选的事项</legend>
        {list.pageCount > 1 ? (
          <label className="mb-2 flex min-h-target items-center gap-3">
            <input type="checkbox" name="all" value="1" className="h-6 w-6 shrink-0" />
            <span>{`选择全部 ${list.total} 件，不只是本页勾选的`}</span>
          </label>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-ink-600 stack:w-full">对勾选的事项：</span>
          {tasks.map((task) => (
            <Button key={task} tone="secondary" name="do" value={task}>
              {`${batchTitles[task]}…`}
            </Button>
          ))}
        </div>
      </fieldset>
    </form>
  )
}
