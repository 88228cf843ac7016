import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import type { FlowLine, FlowState } from '#app/services/flow/flow-page.server'

const Several = ({ words }: { words: readonly string[] }) => (
  <ul>
    {words.map((one) => (
      <li key={one}>{one}</li>
    ))}
  </ul>
)

const columns: readonly Column<FlowLine>[] = [
  {
    key: 'event',
    header: '事项',
    rowHeader: true,
    cell: ({ event, condition }) => (
      <>
        {event}
        {condition === '' ? null : <span className="block text-sm font-normal text-ink-600">条件：{condition}</span>}
      </>
    ),
  },
  { key: 'who', header: '谁可以办', cell: ({ who }) => who },
  { key: 'by', header: '期限', cell: ({ by }) => (by.length === 0 ? '没有期限' : <Several words={by} />) },
  { key: 'articles', header: '依据', cell: ({ articles }) => articles.join('、') },
  { key: 'follows', header: '随后', cell: ({ follows }) => <Several words={follows} /> },
]

const State = ({ anchor, title, around, isEnd, waitsFor, article, lines }: FlowState) => (
  <section aria-labelledby={anchor} className="mt-8">
    {around.length === 0 ? null : <p className="text-sm text-ink-600">{around.join(' › ')} ›</p>}
    <h3 id={anchor} className="mb-1 flex flex-wrap items-center gap-x-3">
      {title}
      {isEnd ? <Tag tone="neutral">结束</Tag> : null}
    </h3>
    <p className="mb-2 text-sm text-ink-600">
      {[waitsFor === '' ? '' : `等待：${waitsFor}`, article === null ? '' : `依据：${article}`].filter((part) => part !== '').join('。')}
    </p>
    {lines.length === 0 ? null : (
      <DataTable caption={`${title}：可以发生的事项`} captionHidden columns={columns} rows={lines} rowKey={({ id }) => id} />
    )}
  </section>
)

/** The chart as a table: each state with what may happen in it, who, by when, on which article and what follows. */
export const FlowStates = ({ states }: { states: readonly FlowState[] }) => (
  <>
    {states.map((state) => (
      <State key={state.path} {...state} />
    ))}
  </>
)
