import { cx } from '#app/components/cx'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { formatDifference, formatTenths } from '#app/view/format'

export type ComparedItem = {
  readonly id: string
  readonly title: string
  /** Tenths of a point. */
  readonly max: number
  readonly self?: number | undefined
  readonly official?: number | undefined
  readonly selfVeto?: 'pass' | 'fail' | undefined
  readonly officialVeto?: 'pass' | 'fail' | undefined
  readonly reason?: string | undefined
}

const verdict = (score: number | undefined, veto: 'pass' | 'fail' | undefined, max: number) => (
  <>
    {max === 0 ? null : score === undefined ? '—' : formatTenths(score)}
    {veto === undefined ? null : veto === 'pass' ? ' 通过' : <Tag tone="loss">不通过</Tag>}
  </>
)

/** The same table twice: self-score and official score per item, with the difference and its reason. */
export const ScoreComparison = ({ caption, items }: { caption: string; items: readonly ComparedItem[] }) => (
  <DataTable
    caption={caption}
    rows={items}
    rowKey={(item) => item.id}
    columns={[
      { key: 'item', header: '评估项目', rowHeader: true, cell: (item) => `${item.id} ${item.title}` },
      { key: 'max', header: '满分', numeric: true, cell: (item) => (item.max === 0 ? '否决项' : formatTenths(item.max)) },
      { key: 'self', header: '自评', numeric: true, cell: (item) => verdict(item.self, item.selfVeto, item.max) },
      { key: 'official', header: '评估', numeric: true, cell: (item) => verdict(item.official, item.officialVeto, item.max) },
      {
        key: 'difference',
        header: '差异',
        numeric: true,
        cell: ({ self, official }) =>
          self === undefined || official === undefined ? (
            '—'
          ) : (
            <span className={cx(official < self && 'text-loss-600')}>{formatDifference(official - self)}</span>
          ),
      },
      { key: 'reason', header: '理由', cell: (item) => item.reason ?? '' },
    ]}
  />
)
