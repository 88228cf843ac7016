import { cx } from '#app/components/cx'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { formatHundredths } from '#app/view/format'

export type BriefRow = {
  readonly id: string
  readonly title: string
  readonly result?:
    | {
        readonly conclusion: string
        readonly passed: boolean
        readonly normalised: number
        readonly selfNormalised: number
        readonly vetoes: readonly string[]
        readonly servicesPassed: readonly string[]
        readonly servicesRefused: readonly { readonly title: string }[]
      }
    | undefined
}

const signed = (hundredths: number): string =>
  `${hundredths > 0 ? '+' : hundredths < 0 ? '−' : ''}${formatHundredths(Math.abs(hundredths))}`

type RoundBriefProps = { readonly caption: string; readonly rows: readonly BriefRow[]; readonly passMark: number }

/** One line an institution: result, total, difference to the self-score, vetoes, services. */
export const RoundBrief = ({ caption, rows, passMark }: RoundBriefProps) => (
  <>
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'title', header: '机构', rowHeader: true, cell: (row) => <a href={`/desk/evaluations/${row.id}`}>{row.title}</a> },
        {
          key: 'result',
          header: '结论',
          cell: ({ result }) => (result === undefined ? '尚无结论' : <Tag tone={result.passed ? 'done' : 'loss'}>{result.conclusion}</Tag>),
        },
        {
          key: 'total',
          header: '评估得分',
          numeric: true,
          cell: ({ result }) => (result === undefined ? '' : formatHundredths(result.normalised)),
        },
        {
          key: 'self',
          header: '自评得分',
          numeric: true,
          cell: ({ result }) => (result === undefined ? '' : formatHundredths(result.selfNormalised)),
        },
        {
          key: 'difference',
          header: '差异',
          numeric: true,
          cell: ({ result }) =>
            result === undefined ? (
              ''
            ) : (
              <span className={cx(result.normalised < result.selfNormalised && 'text-loss-600')}>
                {signed(result.normalised - result.selfNormalised)}
              </span>
            ),
        },
        {
          key: 'veto',
          header: '否决项',
          cell: ({ result }) => (result === undefined ? '' : result.vetoes.length === 0 ? '无' : result.vetoes.join('；')),
        },
        {
          key: 'services',
          header: '通过的服务类别',
          cell: ({ result }) => {
            if (result === undefined) return ''
            const refused = result.servicesRefused.map(({ title }) => `${title}不予通过`)
            return [result.servicesPassed.length === 0 ? '无' : result.servicesPassed.join('、'), ...refused].join('；')
          },
        },
      ]}
    />
    <p className="-mt-3 mb-6 text-sm text-ink-600">得分按适用项目折算为百分制，合格线{formatHundredths(passMark)}分。</p>
  </>
)
