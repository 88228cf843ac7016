import { cx } from '#app/components/cx'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { formatHundredths } from '#app/view/format'

export type BriefRow = {
  readonly id: string
  readonly title: string
  readonly priority: { readonly title: string } | null
  readonly impossible: string | null
  readonly isAgain: boolean
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

const Name = ({ id, title, priority }: BriefRow) => (
  <>
    <a href={`/desk/evaluations/${id}`}>{title}</a>
    {priority === null ? null : <span className="block text-sm font-normal text-ink-600">优先情形：{priority.title}</span>}
  </>
)

const Conclusion = ({ result, impossible, isAgain }: BriefRow) => {
  if (result !== undefined) return <Tag tone={result.passed ? 'done' : 'loss'}>{result.conclusion}</Tag>
  if (impossible !== null) return <Tag tone="loss">评估不合格（无法评估）</Tag>
  return isAgain ? '正在重新评估' : '尚无结论'
}

type RoundBriefProps = { readonly caption: string; readonly rows: readonly BriefRow[]; readonly passMark: number | undefined }

/** One line an institution, in the order of the results: result, total, difference to the self-score, vetoes, services. */
export const RoundBrief = ({ caption, rows, passMark }: RoundBriefProps) => (
  <>
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'title', header: '机构', rowHeader: true, cell: (row) => <Name {...row} /> },
        {
          key: 'result',
          header: '结论',
          cell: (row) => <Conclusion {...row} />,
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
    <p className="-mt-3 mb-6 max-w-measure text-sm text-ink-600">
      得分按适用项目折算为百分制，四舍五入到小数点后两位{passMark === undefined ? '' : `，合格线${formatHundredths(passMark)}分`}
      。按得分排列；得分相同的，第五条（二）规定的优先情形在前。没有名额限制，排列不影响结论。
    </p>
  </>
)
