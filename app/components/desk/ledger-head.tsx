import { Button } from '#app/components/button'
import { cx } from '#app/components/cx'
import { TextInput } from '#app/components/field'
import { Icon } from '#app/components/icon'

const parts = [
  { href: '/desk/ledger', title: '限制' },
  { href: '/desk/ledger/licences', title: '证照' },
] as const

type Slice = { readonly href: string; readonly title: string; readonly isCurrent: boolean }

/** A line of links of which one is the present page. */
export const SliceLinks = ({ label, slices }: { label: string; slices: readonly Slice[] }) => (
  <nav aria-label={label} className="mb-4">
    <ul className="-mx-3 flex flex-wrap">
      {slices.map(({ href, title, isCurrent }) => (
        <li key={href}>
          <a
            href={href}
            aria-current={isCurrent ? 'true' : undefined}
            className={cx('flex min-h-target items-center px-3', isCurrent && 'font-bold text-ink-900 no-underline')}
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** The two halves of the ledger: whom it bars, and whose licences end. */
export const LedgerParts = ({ current }: { current: (typeof parts)[number]['href'] }) => (
  <SliceLinks label="台账" slices={parts.map(({ href, title }) => ({ href, title, isCurrent: href === current }))} />
)

type LedgerSearchProps = {
  readonly query: string
  readonly hint: string
  /** What else the address says. */
  readonly view?: string
}

export const LedgerSearch = ({ query, hint, view }: LedgerSearchProps) => (
  <form method="get" noValidate className="mb-6 flex flex-wrap items-end gap-x-4 border-y border-line-200 pt-4">
    {view === undefined ? null : <input type="hidden" name="view" value={view} />}
    <TextInput name="q" type="search" label="查找" hint={hint} defaultValue={query} maxLength={100} width="half" />
    <div className="mb-6">
      <Button tone="secondary" busyText="正在查询…">
        查询
      </Button>
    </div>
  </form>
)

export const TableDownload = ({ href, what }: { href: string; what: string }) => (
  <p className="mb-4">
    <a href={href} className="inline-flex min-h-target items-center gap-1">
      <Icon name="download" />
      下载{what}（XLSX）
    </a>
  </p>
)
