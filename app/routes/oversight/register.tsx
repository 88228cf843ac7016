import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { choicesOf, Select } from '#app/components/choice'
import { TableDownload } from '#app/components/desk/ledger-head'
import { EmptyState } from '#app/components/empty-state'
import { TextInput } from '#app/components/field'
import { FourAnswers } from '#app/components/four-answers'
import { LogSealCard } from '#app/components/log-seal'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { filingsAsked, LONGEST_QUERY } from '#app/http/filings-asked'
import { requireViewer } from '#app/http/viewer.server'
import { logSealOf } from '#app/services/log-seal.server'
import { type FilingRegister, type FilingRow, type FilingsAsked, filingRegisterOf } from '#app/services/oversight/register.server'
import { shellOf } from '#app/services/shell.server'
import { type FilingView, filingKinds, filingViews, filingViewTitles } from '#app/view/filing-register'
import { formatDate } from '#app/view/format'
import { pageNumber } from '#app/view/page-number'

export const meta: MetaFunction = () => [{ title: '备案登记簿 - 行政部门' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'authority')
  const { searchParams } = new URL(request.url)
  const asked = filingsAsked(searchParams)
  return {
    shell: await shellOf({ request, context }, actor),
    register: await filingRegisterOf(context.portal, actor, { ...asked, page: pageNumber(searchParams) }),
    seal: await logSealOf(context.portal),
    asked,
  }
}

const hrefOf = (asked: FilingsAsked, more: { view?: FilingView; page?: number } = {}, path = '/oversight'): string => {
  const { view, query, year, kind } = { ...asked, ...more }
  const search = new URLSearchParams({ view })
  if (query !== '') search.set('q', query)
  if (year !== '') search.set('year', year)
  if (kind !== '') search.set('kind', kind)
  if (more.page !== undefined && more.page > 1) search.set('page', String(more.page))
  return `${path}?${search.toString()}`
}

const stateWords = {
  waiting: '等待出具回执',
  remarked: '意见等待答复',
  unreported: '尚未报送',
  acknowledged: '已备案',
  ended: '协议已终止',
} as const satisfies Record<FilingRow['view'], string>

const columns: readonly Column<FilingRow>[] = [
  {
    key: 'title',
    header: '机构',
    rowHeader: true,
    cell: ({ id, title }) => (
      <a href={`/cases/${id}`} className="inline-flex min-h-target items-center">
        {title}
      </a>
    ),
  },
  {
    key: 'number',
    header: '报送的文书',
    cell: ({ kind, number }) => (
      <>
        {filingKinds[kind]}
        <span className="block text-sm text-ink-600">{number}</span>
      </>
    ),
  },
  { key: 'agency', header: '报送机关', cell: ({ agency }) => agency },
  {
    key: 'signed',
    header: '签订（终止）日期',
    cell: ({ kind, signedOn, services }) => (
      <>
        {formatDate(signedOn)}
        {kind === 'ending' ? <span className="block text-sm text-ink-600">{services}</span> : null}
      </>
    ),
  },
  { key: 'filed', header: '报送日期', cell: ({ filedOn }) => (filedOn === null ? '' : formatDate(filedOn)) },
  {
    key: 'state',
    header: '备案状态',
    cell: ({ isLate, view, due, receipts }) => (
      <>
        <Tag tone={isLate ? 'loss' : view === 'acknowledged' ? 'done' : view === 'waiting' ? 'active' : 'neutral'}>
          {isLate ? '备案时限已过，尚未报送' : stateWords[view]}
        </Tag>
        {due === null ? null : (
          <span className="block text-sm text-ink-600">
            {formatDate(due.due)}前，{due.remaining}
          </span>
        )}
        {receipts.map(({ on, remarks, answer }) => (
          <span key={on + remarks} className="block text-sm text-ink-600">
            {`${formatDate(on)}出具回执${remarks === '' ? '，没有意见' : `，意见：${remarks}`}`}
            {answer === null ? null : `；答复：${answer}`}
          </span>
        ))}
      </>
    ),
  },
  {
    key: 'act',
    header: '办理',
    cell: ({ id, isOpen, title }) =>
      isOpen ? (
        <a href={`/cases/${id}/do/acknowledgeFiling`} className="inline-flex min-h-target items-center whitespace-nowrap">
          出具回执<span className="sr-only">：{title}</span>
        </a>
      ) : (
        ''
      ),
  },
]

/** What the department has to do on all of it together, in the four answers of every case. */
const Standing = ({ counts, late, authority }: Pick<FilingRegister, 'counts' | 'late' | 'authority'>) => (
  <FourAnswers
    stage={`${counts.waiting} 份等待出具回执，${counts.remarked} 份意见等待经办机构答复，${counts.unreported} 份尚未报送${late > 0 ? `（其中 ${late} 份已过时限）` : ''}`}
    actor={counts.waiting > 0 ? authority : counts.remarked + counts.unreported > 0 ? '报送的经办机构' : '没有人需要办理'}
    isViewersTurn={counts.waiting > 0}
    due="出具回执没有法定期限，请收到后尽快办理；经办机构自签订之日起5个工作日内报送。"
    consequence="备案不是审批：未出具回执、提出意见或者逾期报送，都不影响协议的效力（第十一条）。"
  />
)

/** The register of filings of one department (第十一条). */
export default function FilingRegisterPage() {
  const { shell, register, seal, asked } = useLoaderData<typeof loader>()
  const { counts, late, rows, total, page, pageCount, years } = register
  const { view, query, year, kind } = asked
  return (
    <SignedInLayout shell={shell} current="/oversight">
      <h1 className="mb-2">备案登记簿</h1>
      <p className="mb-6 max-w-measure text-ink-600">
        {register.authority}。报送机关：{register.agencies.join('、')}。
      </p>
      <Standing counts={counts} late={late} authority={register.authority} />
      <StatRow>
        {(['waiting', 'remarked', 'unreported', 'acknowledged'] as const).map((one) => (
          <Stat
            key={one}
            label={filingViewTitles[one]}
            value={String(counts[one])}
            unit="份"
            href={hrefOf({ ...asked, query: '', kind: '' }, { view: one })}
            isLoss={one === 'unreported' && late > 0}
          />
        ))}
      </StatRow>
      <form method="get" className="mb-6 flex flex-wrap items-end gap-x-4 border-y border-line-200 pt-4" noValidate>
        <TextInput name="q" type="search" label="机构名称或者协议编号" width="half" maxLength={LONGEST_QUERY} defaultValue={query} />
        <Select
          name="view"
          label="范围"
          defaultValue={view}
          width="third"
          options={filingViews.map((one) => ({ value: one, label: filingViewTitles[one] }))}
        />
        <Select
          name="year"
          label="签订（终止）年度"
          defaultValue={year}
          emptyLabel="全部年度"
          width="third"
          options={years.map((one) => ({ value: one, label: `${one}年` }))}
        />
        <Select name="kind" label="文书" defaultValue={kind} emptyLabel="全部文书" width="third" options={choicesOf(filingKinds)} />
        <div className="mb-6">
          <Button tone="secondary" busyText="正在查询…">
            查询
          </Button>
        </div>
      </form>
      <DataTable
        caption={`${filingViewTitles[view]}（${total} 份）`}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        empty={
          <EmptyState title={query === '' ? `${filingViewTitles[view]}：没有协议` : `没有找到“${query}”`}>
            <p>
              {query === ''
                ? '经办机构签订、报送的服务协议会列在这里。'
                : '请核对名称或者编号，可以只输入其中几个字；也可以把范围改为“全部”。'}
            </p>
          </EmptyState>
        }
      />
      <Pager page={page} pageCount={pageCount} hrefOf={(next) => hrefOf(asked, { page: next })} total={`共 ${total} 份`} />
      {total === 0 ? null : <TableDownload href={hrefOf(asked, {}, '/oversight.xlsx')} what="本范围的登记簿" />}
      <LogSealCard {...seal} />
    </SignedInLayout>
  )
}
