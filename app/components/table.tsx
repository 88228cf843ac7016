// biome-ignore-all lint/a11y/noRedundantRoles: as cards on a phone the parts lose the display of a table, and with it their implied roles.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { Icon } from '#app/components/icon'

export type SortDirection = 'ascending' | 'descending' | 'none'

export type Column<Row> = {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand at the right. */
  readonly numeric?: boolean | undefined
  /** The column that names the row. */
  readonly rowHeader?: boolean | undefined
  readonly sort?: { readonly href: string; readonly direction: SortDirection } | undefined
}

type DataTableProps<Row> = {
  readonly caption: string
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Shown instead of the table when there are no rows. */
  readonly empty?: ReactNode | undefined
  readonly footer?: ReactNode | undefined
}

const SORT_WORDS = { ascending: '升序', descending: '降序', none: '未排序' } satisfies Record<SortDirection, string>

const HeaderContent = ({ header, sort }: Pick<Column<never>, 'header' | 'sort'>) =>
  sort === undefined ? (
    header
  ) : (
    <a href={sort.href} className="inline-flex min-h-target items-center gap-1">
      {header}
      {sort.direction === 'none' ? null : <Icon name={sort.direction === 'ascending' ? 'arrowUp' : 'arrowDown'} />}
      <span className="sr-only">（{SORT_WORDS[sort.direction]}，点按改变排序）</span>
    </a>
  )

type CellProps = { readonly column: Omit<Column<never>, 'cell'>; readonly content: ReactNode }

// In a card the naming cell is the title, each other cell has its column's name before it, and empty ones are left out.
const Cell = ({ column, content }: CellProps) => {
  const isTitle = column.rowHeader === true
  const Element = isTitle ? 'th' : 'td'
  return (
    <Element
      role={isTitle ? 'rowheader' : 'cell'}
      scope={isTitle ? 'row' : undefined}
      className={cx(
        'px-3 py-2.5 align-baseline font-normal first:pl-0 last:pr-0 stack:flex stack:items-baseline stack:gap-3 stack:px-0 stack:py-1',
        column.numeric === true && 'whitespace-nowrap text-right stack:text-left',
        isTitle && 'stack:font-bold',
        (content === '' || content === null) && 'stack:hidden',
      )}
    >
      {isTitle ? null : (
        <span aria-hidden="true" className="hidden w-24 shrink-0 text-sm text-ink-600 stack:block elder:w-32">
          {column.header}
        </span>
      )}
      <div className="min-w-0">{content}</div>
    </Element>
  )
}

/** Rows and columns; on a phone each row becomes a card. Roles are repeated because cards lose the table's display. */
export const DataTable = <Row,>({ caption, captionHidden, columns, rows, rowKey, empty, footer }: DataTableProps<Row>) => {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <section aria-label={caption} tabIndex={0} className="mb-6 overflow-x-auto">
      <table role="table" className="w-full border-collapse text-left stack:block">
        <caption className={cx(captionHidden === true ? 'sr-only' : 'pb-2 text-left text-lg font-bold', 'stack:block')}>{caption}</caption>
        <thead role="rowgroup" className="stack:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                aria-sort={column.sort?.direction}
                className={cx(
                  'border-b-2 border-ink-700 px-3 py-2 align-baseline font-bold first:pl-0 last:pr-0',
                  column.numeric === true && 'whitespace-nowrap text-right',
                )}
              >
                <HeaderContent header={column.header} sort={column.sort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="stack:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-b border-line-200 hover:bg-line-50 stack:mb-3 stack:block stack:rounded stack:border stack:px-4 stack:py-2"
            >
              {columns.map((column) => (
                <Cell key={column.key} column={column} content={column.cell(row)} />
              ))}
            </tr>
          ))}
        </tbody>
        {footer}
      </table>
    </section>
  )
}
