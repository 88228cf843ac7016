import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state'
import { Icon } from '#app/components/icon'
import { InstitutionSearch } from '#app/components/institution-search'
import { PublicShell } from '#app/components/public-shell'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { TermText } from '#app/components/term-text'
import { publishedLists } from '#app/services/list/announcements.server'
import {
  type DesignatedInstitution,
  type FormerInstitution,
  searchDesignated,
  searchFormer,
} from '#app/services/public/institutions.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatDate, formatTerm } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '定点机构查询 - 东营市医保定点协议管理平台' }]

const LONGEST_QUERY = 100
/** Those before stand in the table for download. */
const SHOWN_EXITS = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY)
  const [newest] = await publishedLists(context.portal.read)
  const former = await searchFormer(context.portal, query)
  return {
    shell: await publicShellOf({ request, context }),
    query,
    institutions: await searchDesignated(context.portal, query),
    former: former.slice(0, SHOWN_EXITS),
    formerCount: former.length,
    newest: newest ?? null,
  }
}

const columns: readonly Column<DesignatedInstitution>[] = [
  {
    key: 'name',
    header: '机构名称',
    rowHeader: true,
    cell: ({ name, owner, address }) => (
      <>
        <span className="font-bold">{name}</span>
        {owner === null ? null : <span className="block text-sm font-normal text-ink-600">{owner}</span>}
        <span className="block text-sm font-normal text-ink-600">{address}</span>
      </>
    ),
  },
  { key: 'services', header: '服务类别', cell: ({ services }) => services.join('、') },
  { key: 'area', header: '经办机构', cell: ({ area }) => area },
  {
    key: 'state',
    header: '协议状态',
    cell: () => <Tag tone="active">履行中</Tag>,
  },
  { key: 'term', header: '有效期', cell: (row) => <TermText term={formatTerm(row)} /> },
]

const formerColumns: readonly Column<FormerInstitution>[] = [
  {
    key: 'name',
    header: '机构名称',
    rowHeader: true,
    cell: ({ name, address }) => (
      <>
        <span className="font-bold">{name}</span>
        <span className="block text-sm font-normal text-ink-600">{address}</span>
      </>
    ),
  },
  { key: 'state', header: '协议状态', cell: () => <Tag tone="neutral">已退出</Tag> },
  {
    key: 'ended',
    header: '协议终止',
    cell: ({ endedOn, reason }) => (
      <>
        {formatDate(endedOn)}
        <span className="block text-sm text-ink-600">{reason}</span>
      </>
    ),
  },
  {
    key: 'announced',
    header: '公布退出',
    cell: ({ announcedOn }) => (announcedOn === null ? '待列入下一次名单' : formatDate(announcedOn)),
  },
]

export default function Institutions() {
  const { shell, query, institutions, former, formerCount, newest } = useLoaderData<typeof loader>()
  const found = `${query === '' ? '共' : '找到'} ${institutions.length} 家已公布、协议履行中的机构`
  return (
    <PublicShell shell={shell} current="/institutions">
      <h1 className="mb-4">查询医保协议管理医药机构</h1>
      <InstitutionSearch query={query} />
      <DataTable
        caption={found}
        columns={columns}
        rows={institutions}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={query === '' ? '还没有已公布、协议履行中的机构' : `没有找到“${query}”`}>
            {query === ''
              ? '市经办机构公布名单后，名单上的机构会出现在这里。'
              : '请核对名称，可以只输入其中几个字。查不到的，是没有签订服务协议、协议已经终止，或者已签约、名单还没有公布的机构。'}
          </EmptyState>
        }
      />
      {former.length === 0 ? null : (
        <DataTable
          caption={
            formerCount > former.length
              ? `已退出的机构：最近 ${former.length} 家，共 ${formerCount} 家`
              : `已退出的机构（${formerCount} 家），此后的费用不纳入医保结算`
          }
          columns={formerColumns}
          rows={former}
          rowKey={({ id }) => id}
        />
      )}
      <p className="mb-2">
        <a href="/institutions.xlsx" className="inline-flex min-h-target items-center gap-1">
          <Icon name="download" />
          下载完整名单（XLSX，含已退出的机构）
        </a>
      </p>
      {newest === null ? null : (
        <p className="mb-2 max-w-measure">
          最近一次名单：{formatDate(newest.publishedOn)}公布，{newest.number}。
          <a href="/notices#lists" className="inline-flex min-h-target items-center">
            查看历次名单公告
          </a>
        </p>
      )}
      <p className="max-w-measure text-sm text-ink-600">
        本页只列市经办机构已经公布、协议正在履行的机构（第九条（五））。新签订的协议在下一次名单公布后列出。能否联网结算，请以机构现场公示为准。
      </p>
    </PublicShell>
  )
}
