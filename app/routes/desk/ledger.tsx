import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { LedgerParts, LedgerSearch, TableDownload } from '#app/components/desk/ledger-head'
import { EmptyState } from '#app/components/empty-state'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { ledgerOf } from '#app/services/ledger.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { type LedgerLine, ledgerStates } from '#app/view/ledger'
import { pageNumber } from '#app/view/page-number'

export const meta: MetaFunction = () => [{ title: '限制台账' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const { searchParams } = new URL(request.url)
  const query = (searchParams.get('q') ?? '').trim().slice(0, 100)
  const page = pageNumber(searchParams)
  return {
    shell: await shellOf({ request, context }, viewer),
    ledger: await ledgerOf(context.portal, viewer, { query, page }),
    query,
  }
}

const columns: readonly Column<LedgerLine>[] = [
  {
    key: 'name',
    header: '单位',
    rowHeader: true,
    cell: ({ name, href, uscc }) => (
      <>
        {href === null ? name : <a href={href}>{name}</a>}
        <span className="block whitespace-nowrap font-mono text-sm text-ink-600">{uscc}</span>
      </>
    ),
  },
  {
    key: 'cause',
    header: '事实',
    cell: ({ cause, on, source }) => (
      <>
        {formatDate(on)}
        {cause}
        {source === '' ? null : <span className="block break-all text-sm text-ink-600">{source}</span>}
      </>
    ),
  },
  { key: 'place', header: '地点', cell: ({ place }) => place || '—' },
  {
    key: 'until',
    header: '限制至（含当日）',
    cell: ({ until }) => (until === null ? '—' : <span className="whitespace-nowrap">{formatDate(until)}</span>),
  },
  {
    key: 'state',
    header: '状态',
    cell: ({ state }) => <Tag tone={ledgerStates[state].tone}>{ledgerStates[state].label}</Tag>,
  },
  { key: 'agency', header: '登记机构', cell: ({ agency }) => agency },
]

/** The ledger of 第十条 for all agencies: whom it bars, for what and until when. */
export default function LedgerPage() {
  const { shell, ledger, query } = useLoaderData<typeof loader>()
  const hrefOf = (page: number) => `/desk/ledger?${new URLSearchParams({ ...(query === '' ? {} : { q: query }), page: String(page) })}`
  return (
    <SignedInLayout shell={shell} current="/desk/ledger">
      <h1>限制台账</h1>
      <LedgerParts current="/desk/ledger" />
      <p className="mb-6 max-w-measure">
        第十条（二）至（四）所列的情形，全市各级经办机构共用一本台账：协议的解除和终止由系统列入，虚假申请和行政处罚由经办人员登记、另一人核对后列入。各机构都能查看，由登记的机构办理。
      </p>
      {ledger.mayRecord ? (
        <p className="mb-6">
          <LinkButton href="/desk/ledger/new">登记查实的事实</LinkButton>
        </p>
      ) : null}
      <LedgerSearch query={query} hint="统一社会信用代码、单位名称、地址、许可证编号、责任人或者文号" />
      <DataTable
        caption={query === '' ? `全部登记（${ledger.total} 条）` : `“${query}”（${ledger.total} 条）`}
        columns={columns}
        rows={ledger.lines}
        rowKey={({ id }) => id}
        empty={
          query === '' ? (
            <EmptyState title="台账中还没有登记">协议终止、虚假申请查实和行政处罚会列在这里。</EmptyState>
          ) : (
            <EmptyState title="没有找到">请核对统一社会信用代码，或者只输入名称、地址中的几个字。没有找到的，台账中没有限制。</EmptyState>
          )
        }
      />
      <Pager page={ledger.page} pageCount={ledger.pageCount} hrefOf={hrefOf} total={`共 ${ledger.total} 条`} />
      {ledger.total === 0 ? null : (
        <TableDownload href={`/desk/ledger.xlsx${query === '' ? '' : `?${new URLSearchParams({ q: query })}`}`} what="台账" />
      )}
    </SignedInLayout>
  )
}
