import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SavedFilters, Slices, WorklistSearch } from '#app/components/desk/worklist-filter'
import { WorklistTable } from '#app/components/desk/worklist-table'
import { NoticeBanner } from '#app/components/notice-banner'
import { NewestNotices } from '#app/components/notice-list'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { FormErrors } from '#app/forms/case/case-form'
import { replyTo } from '#app/http/command-action.server'
import { requireViewer } from '#app/http/viewer.server'
import { failedCountOf } from '#app/services/delivery/deliveries-view.server'
import { tasksOf } from '#app/services/desk/batch.server'
import { removeFilter, savedFiltersOf, saveFilter } from '#app/services/desk/filters.server'
import { worklistOf } from '#app/services/desk/worklist.server'
import { shellOf } from '#app/services/shell.server'
import { filterFrom, worklistHref } from '#app/view/worklist'
import { findAgency } from '#workflows/domain/agencies'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const { searchParams } = new URL(request.url)
  return {
    shell: await shellOf({ request, context }, actor),
    list: await worklistOf(context.portal, actor, filterFrom(searchParams)),
    saved: await savedFiltersOf(context.portal, actor),
    tasks: tasksOf(actor),
    ownId: actor.id,
    isHead: actor.roles.includes('head'),
    handedTo: findAgency(searchParams.get('handedTo') ?? '')?.name ?? null,
    failedMails: await failedCountOf(context.portal, actor),
  }
}

/** Keeps the present filter under a name, or drops one that was kept. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const { search } = new URL(request.url)
  if (text('intent') === 'removeFilter') {
    await removeFilter(context.portal, actor, text('id'))
    return redirect(`/desk${search}`, 303)
  }
  if (text('intent') !== 'saveFilter') return data(undefined, { status: 422 })
  const saved = await saveFilter(context.portal, actor, { name: text('name'), query: text('query') })
  return saved.ok ? redirect(`/desk${search}`, 303) : replyTo(form, saved.refusal)
}

export const meta: MetaFunction = () => [{ title: '待办事项 - 经办机构' }]

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const heldBy = (holder: string): string => `/desk/batches/new?do=handOver&all=1&view=all&holder=${encodeURIComponent(holder)}`

/** For a day off or longer: everything that somebody holds goes to a colleague at once. */
const Absence = ({ list, ownId, isHead }: Pick<Loaded, 'list' | 'ownId' | 'isHead'>) => {
  const held = list.views.find(({ view }) => view === 'held')?.count ?? 0
  if (!isHead)
    return held === 0 ? null : (
      <a href={heldBy(ownId)} className="inline-flex min-h-target items-center">
        移交我承办的全部事项
      </a>
    )
  return (
    <details>
      <summary className="min-h-target cursor-pointer py-2 text-brand-600">经办人员不在岗，移交其承办的事项</summary>
      <ul className="ml-4">
        {list.officers.map(({ value, label }) => (
          <li key={value}>
            <a href={heldBy(value)} className="inline-flex min-h-target items-center">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What an agency has to do: mine, nobody's, soon due, late, and what others owe. */
export default function WorklistPage() {
  const { shell, list, saved, tasks, ownId, isHead, handedTo, failedMails } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk">
      <FormErrors reply={refused?.reply} />
      <h1 className="mb-6">待办事项</h1>
      {handedTo === null ? null : (
        <NoticeBanner tone="success" title={`申请已移送${handedTo}`} live>
          <p>移送告知书已经发给申请人，由接收机构继续办理。本机构不再办理，也不再显示这件申请。</p>
        </NoticeBanner>
      )}
      <Slices list={list} />
      {failedMails > 0 && list.isOwn ? (
        <NoticeBanner tone="warning" title={`有 ${failedMails} 条通知没有发到`}>
          <p>
            请用电话等其他方式通知到本人，并<a href="/desk/deliveries">记录通知情况</a>。
          </p>
        </NoticeBanner>
      ) : null}
      {list.isOwn ? (
        <div className="no-print mb-4 flex flex-wrap items-start gap-x-6">
          {isHead ? (
            <a href="/desk/sign" className="inline-flex min-h-target items-center">
              集中签章
            </a>
          ) : null}
          <Absence list={list} ownId={ownId} isHead={isHead} />
        </div>
      ) : null}
      <WorklistSearch list={list} />
      <SavedFilters list={list} saved={saved} reply={refused?.reply} />
      <WorklistTable list={list} tasks={tasks} />
      <Pager
        page={list.page}
        pageCount={list.pageCount}
        hrefOf={(page) => worklistHref({ ...list.filter, page })}
        total={`共 ${list.total} 件`}
      />
      <NewestNotices notices={list.notices} />
    </SignedInLayout>
  )
}
