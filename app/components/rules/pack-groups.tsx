import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import type { PackGroupView, PackValueRow } from '#app/view/rules'

const columns = (mayEdit: boolean): readonly Column<PackValueRow>[] => [
  {
    key: 'title',
    header: '规则',
    rowHeader: true,
    cell: ({ title, isDraft, before }) => (
      <>
        {title} {isDraft ? <Tag tone="fix">草案</Tag> : null} {before === null ? null : <Tag tone="active">有修改</Tag>}
      </>
    ),
  },
  {
    key: 'value',
    header: '内容',
    cell: ({ value, before, consequence }) => (
      <>
        {value}
        {before === null ? null : <span className="block text-sm text-ink-600">原为：{before}</span>}
        {consequence === '' ? null : <span className="block text-sm text-ink-600">不办会怎样：{consequence}</span>}
      </>
    ),
  },
  { key: 'basis', header: '依据', cell: ({ basis }) => basis },
  ...(mayEdit
    ? [
        {
          key: 'edit',
          header: '修改',
          cell: ({ editHref, title }: PackValueRow) =>
            editHref === undefined ? null : (
              <a href={editHref} className="inline-flex min-h-target items-center whitespace-nowrap">
                修改<span className="sr-only">：{title}</span>
              </a>
            ),
        },
      ]
    : []),
]

/** Every value of a version of the rules in its groups, each with its article and what it replaces. */
export const PackGroups = ({ groups }: { groups: readonly PackGroupView[] }) =>
  groups.map(({ key, title, rows }) => (
    <DataTable
      key={key}
      caption={title}
      columns={columns(rows.some(({ editHref }) => editHref !== undefined))}
      rows={rows}
      rowKey={({ id }) => id}
    />
  ))
