import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LedgerParts, LedgerSearch, SliceLinks, TableDownload } from '#app/components/desk/ledger-head'
import { EmptyState } from '#app/components/empty-state'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { licencesOf } from '#app/services/ledger/licences.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { daysLeftText, type LicenceLine, licenceKinds } from '#app/view/licence'
import { pageNumber } from '#app/view/page-number'

export const meta: MetaFunction = () => [{ title: '证照台账' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const { searchParams } = new URL(request.url)
  const query = (searchParams.get('q') ?? '').trim().slice(0, 100)
  const asked = { view: searchParams.get('view') ?? '', query, page: pageNumber(searchParams) }
  return {
    shell: await shellOf({ request, context }, viewer),
    licences: await licencesOf(context.portal, viewer, asked),
    query,
  }
}

const columns: readonly Column<LicenceLine>[] = [
  {
    key: 'title',
    header: '机构',
    rowHeader: true,
    cell: ({ title, holder, uscc, href }) => (
      <>
        {href === null ? title : <a href={href}>{title}</a>}
        {holder === title ? null : <span className="block text-sm font-normal text-ink-600">{holder}</span>}
        <span className="block whitespace-nowrap font-mono text-sm font-normal text-ink-600">{uscc}</span>
      </>
    ),
  },
  {
    key: 'licence',
    header: '证照',
    cell: ({ kind, number }) => (
      <>
        {licenceKinds[kind]}
        <span className="block break-all text-sm text-ink-600">{number}</span>
      </>
    ),
  },
  {
    key: 'end',
    header: '有效期至（含当日）',
    cell: ({ validUntil, daysLeft }) => (
      <>
        {validUntil === null ? null : <span className="whitespace-nowrap">{formatDate(validUntil)}</span>}
        <span className={`block text-sm ${daysLeft !== null && daysLeft < 0 ? 'text-loss-600' : 'text-ink-600'}`}>
          {daysLeftText(daysLeft)}
        </span>
      </>
    ),
  },
  {
    key: 'state',
    header: '协议',
    cell: ({ agreementState, hold }) => (
      <>
        {agreementState}
        {hold === null ? null : (
          <span className="block">
            <Tag tone={hold.isHeld ? 'loss' : 'active'}>{hold.label}</Tag>
          </span>
        )}
      </>
    ),
  },
  { key: 'agency', header: '经办地', cell: ({ agency }) => agency },
]

/** Licences behind agreements that run: what ends next, and whose settlement rests for it. */
export default function LicencesPage() {
  const { shell, licences, query } = useLoaderData<typeof loader>()
  const { lines, views, view, total, page, pageCount } = licences
  const search = (more: Record<string, string>) => new URLSearchParams({ view, ...(query === '' ? {} : { q: query }), ...more }).toString()
  const title = views.find(({ id }) => id === view)?.title ?? ''
  return (
    <SignedInLayout shell={shell} current="/desk/ledger">
      <h1>证照台账</h1>
      <LedgerParts current="/desk/ledger/licences" />
      <p className="mb-6 max-w-measure">
        履行中协议所依据的许可证、校验和营业执照，最先届满的排在前面。许可证届满没有更新的，暂缓结算；服务协议不因此终止，更新后恢复（第七条（一））。
      </p>
      <SliceLinks
        label="证照范围"
        slices={views.map((one) => ({
          href: `/desk/ledger/licences?${search({ view: one.id })}`,
          title: `${one.title}（${one.count}）`,
          isCurrent: one.id === view,
        }))}
      />
      <LedgerSearch query={query} view={view} hint="统一社会信用代码、证照编号、单位名称、地址或者责任人" />
      <DataTable
        caption={`${title}（${total} 件）`}
        columns={columns}
        rows={lines}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={`${title}：没有证照`}>
            履行中协议的证照会列在这里；可以改选别的范围，或者只输入名称、编号中的几个字。
          </EmptyState>
        }
      />
      <Pager
        page={page}
        pageCount={pageCount}
        hrefOf={(next) => `/desk/ledger/licences?${search({ page: String(next) })}`}
        total={`共 ${total} 件`}
      />
      <TableDownload href={`/desk/ledger/licences.xlsx?${search({})}`} what="本范围的证照" />
    </SignedInLayout>
  )
}
