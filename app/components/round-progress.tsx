import { DataTable } from '#app/components/table'
import { Tag, type TagTone } from '#app/components/tag'

type State = 'waiting' | 'recused' | 'cleared' | 'scored'
const TONES = { waiting: 'neutral', recused: 'fix', cleared: 'active', scored: 'done' } satisfies Record<State, TagTone>

export type MatrixRow = {
  readonly id: string
  readonly title: string
  readonly stageTitle: string
  readonly isExpected: boolean
  readonly isConcluded: boolean
  readonly scored: number
  readonly awaited: number
  readonly openObjections: number
  readonly states: Readonly<Record<string, { readonly state: State; readonly title: string }>>
}

type RoundMatrixProps = {
  readonly rows: readonly MatrixRow[]
  readonly panel: readonly { readonly accountId: string; readonly name: string; readonly roleTitle: string }[]
}

/** Who of the panel is how far with which institution: declared, scored, waiting; never a score. Without a panel, the list alone. */
export const RoundMatrix = ({ rows, panel }: RoundMatrixProps) => (
  <DataTable
    caption="各机构的评估进度"
    captionHidden
    rows={rows}
    rowKey={(row) => row.id}
    columns={[
      {
        key: 'title',
        header: '机构',
        rowHeader: true,
        cell: (row) => (
          <a href={row.isExpected ? `/cases/${row.id}` : `/desk/evaluations/${row.id}`} className="inline-block sm:min-w-32">
            {row.title}
          </a>
        ),
      },
      {
        key: 'stage',
        header: '状态',
        cell: (row) => (
          <div className="sm:min-w-28">
            {row.isExpected ? '预计列入' : row.stageTitle}
            {row.openObjections === 0 ? null : (
              <>
                {' '}
                <a href={`/desk/objections/${row.id}`}>异议{row.openObjections}件</a>
              </>
            )}
          </div>
        ),
      },
      ...panel.map((member) => ({
        key: member.accountId,
        header: member.name,
        cell: (row: MatrixRow) => {
          const entry = row.states[member.accountId]
          return entry === undefined ? '' : <Tag tone={TONES[entry.state]}>{entry.title}</Tag>
        },
      })),
      ...(panel.length === 0
        ? []
        : [{ key: 'scored', header: '评分表', numeric: true, cell: (row: MatrixRow) => `${row.scored} / ${row.awaited}` }]),
    ]}
  />
)
