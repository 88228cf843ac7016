import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { Select } from '#app/components/choice'
import { EmptyState } from '#app/components/empty-state'
import { NoticeBanner } from '#app/components/notice-banner'
import { NewestNotices } from '#app/components/notice-list'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { failedCountOf } from '#app/services/mail/deliveries-view.server'
import { shellOf } from '#app/services/shell.server'
import { worklistOf } from '#app/services/worklist.server'
import { formatDate } from '#app/view/format'
import { stageGroups } from '#app/view/labels'
import { type WorklistFilter, type WorklistView, worklistViews } from '#app/view/worklist'
import { findAgency } from '#workflows/domain/agencies'

const viewTitles = {
  mine: '待我办理',
  today: '今天到期',
  overdue: '已逾期',
  waiting: '等待对方',
  all: '全部在办',
} satisfies Record<WorklistView, string>

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const { searchParams } = new URL(request.url)
  const filter: WorklistFilter = {
    view: worklistViews.find((view) => view === searchParams.get('view')) ?? 'mine',
    stage: searchParams.get('stage') ?? '',
    agencyId: searchParams.get('agency') ?? '',
    page: Number(/^\d{1,4}$/.exec(searchParams.get('page') ?? '')?.[0] ?? 1),
  }
  const isHead = actor.roles.includes('head')
  return {
    shell: await shellOf({ request, context }, actor),
    list: await worklistOf(context.portal, actor, filter),
    filter,
    isHead,
    handedTo: findAgency(searchParams.get('handedTo') ?? '')?.name ?? null,
    failedMails: await failedCountOf(context.portal, actor),
  }
}

export const meta: MetaFunction = () => [{ title: '待办事项 - 经办机构' }]

const stageOptions = Object.values(stageGroups).flat()

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const hrefOf = ({ filter, list }: Pick<Loaded, 'filter' | 'list'>, change: Partial<WorklistFilter>): string => {
  const next = { ...filter, page: 1, ...change }
  const query = new URLSearchParams({ view: next.view })
  if (next.stage !== '') query.set('stage', next.stage)
  if (!list.isOwn) query.set('agency', list.agencyId)
  if (next.page > 1) query.set('page', String(next.page))
  return `/desk?${query.toString()}`
}

const Filter = ({ filter, list }: Pick<Loaded, 'filter' | 'list'>) => (
  <form method="get" className="mb-6 flex flex-wrap items-end gap-x-4 border-y border-line-200 pt-4" noValidate>
    <Select
      name="view"
      label="范围"
      defaultValue={filter.view}
      width="third"
      options={worklistViews.map((view) => ({ value: view, label: viewTitles[view] }))}
    />
    <Select name="stage" label="阶段" defaultValue={filter.stage} emptyLabel="不限" width="third" options={stageOptions} />
    {list.agencies.length === 0 ? null : (
      <Select name="agency" label="经办机构" defaultValue={list.agencyId} width="half" options={list.agencies} />
    )}
    <div className="mb-6">
      <Button tone="secondary" busyText="正在查询…">
        筛选
      </Button>
    </div>
  </form>
)

/** What an agency has to do: today, late, and what others owe. */
export default function WorklistPage() {
  const { shell, list, filter, isHead, handedTo, failedMails } = useLoaderData<typeof loader>()
  const shared = { list, filter }
  return (
    <SignedInLayout shell={shell} current="/desk">
      <h1 className="mb-6">待办事项</h1>
      {handedTo === null ? null : (
        <NoticeBanner tone="success" title={`申请已移送${handedTo}`} live>
          <p>移送告知书已经发给申请人，由接收机构继续办理。本机构不再办理，也不再显示这件申请。</p>
        </NoticeBanner>
      )}
      <StatRow>
        {(['mine', 'today', 'overdue', 'waiting'] as const).map((view) => (
          <Stat
            key={view}
            label={viewTitles[view]}
            value={String(list.counts[view])}
            unit="件"
            href={hrefOf(shared, { view, stage: '' })}
            isLoss={view === 'overdue' && list.counts.overdue > 0}
          />
        ))}
      </StatRow>
      {failedMails > 0 && list.isOwn ? (
        <NoticeBanner tone="warning" title={`有 ${failedMails} 封通知邮件没有发到`}>
          <p>
            请用电话等其他方式通知到本人，并<a href="/desk/deliveries">记录通知情况</a>。
          </p>
        </NoticeBanner>
      ) : null}
      {isHead && list.isOwn ? (
        <p className="mb-4">
          <a href="/desk/sign" className="inline-flex min-h-target items-center">
            集中签章
          </a>
        </p>
      ) : null}
      <Filter {...shared} />
      <DataTable
        caption={`${viewTitles[filter.view]}（${list.total} 件）`}
        rows={list.rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={`${viewTitles[filter.view]}：没有事项`}>
            <p>新的申请、到期的期限和需要审批的结果会列在这里。</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'title',
            header: '事项',
            rowHeader: true,
            cell: (row) => (
              <a href={row.href} className="inline-flex min-h-target items-center">
                {row.title}
              </a>
            ),
          },
          { key: 'kind', header: '类别', cell: (row) => row.kind },
          {
            key: 'stage',
            header: '到哪一步了',
            cell: (row) => (
              <>
                {row.stage} {row.isMine && filter.view !== 'mine' ? <Tag tone="active">待我办理</Tag> : null}
              </>
            ),
          },
          { key: 'due', header: '什么时候前', cell: (row) => (row.due === null ? '' : formatDate(row.due)) },
          {
            key: 'remaining',
            header: '剩余',
            cell: (row) => (row.remaining === '' ? '' : row.isOverdue ? <Tag tone="loss">{row.remaining}</Tag> : row.remaining),
          },
        ]}
      />
      <Pager page={list.page} pageCount={list.pageCount} hrefOf={(page) => hrefOf(shared, { page })} total={`共 ${list.total} 件`} />
      <NewestNotices notices={list.notices} />
    </SignedInLayout>
  )
}
