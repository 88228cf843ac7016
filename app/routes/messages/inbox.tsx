import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { cx } from '#app/components/cx'
import { EmptyState } from '#app/components/empty-state'
import { NoticeList } from '#app/components/notice-list'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { type InboxPage, inboxPage, markAllRead } from '#app/services/inbox.server'
import { shellOf } from '#app/services/shell.server'
import { type InboxView, inboxViews } from '#app/view/notice'
import { pageNumber } from '#app/view/page-number'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context })
  const { searchParams } = new URL(request.url)
  const view = inboxViews.find((one) => one === searchParams.get('view')) ?? 'all'
  const page = pageNumber(searchParams)
  return { shell: await shellOf({ request, context }, actor), inbox: await inboxPage(context.portal, actor, { view, page }) }
}

/** The page holds one form only: everything counts as read. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context })
  await markAllRead(context.portal, actor)
  return redirect('/messages', 303)
}

export const meta: MetaFunction = () => [{ title: '消息 - 东营市医保定点协议管理平台' }]

const hrefOf = (view: InboxView, page = 1): string => {
  const query = new URLSearchParams({ ...(view === 'all' ? {} : { view }), ...(page === 1 ? {} : { page: String(page) }) })
  return query.size === 0 ? '/messages' : `/messages?${query.toString()}`
}

const Filter = ({ inbox }: { inbox: InboxPage }) => (
  <nav aria-label="筛选消息" className="mb-4">
    <ul className="-mx-3 flex flex-wrap">
      {inboxViews.map((view) => (
        <li key={view}>
          <a
            href={hrefOf(view)}
            aria-current={view === inbox.view ? 'true' : undefined}
            className={cx('flex min-h-target items-center px-3', view === inbox.view && 'font-bold text-ink-900 no-underline')}
          >
            {view === 'all' ? `全部（${inbox.all}）` : `未读（${inbox.unread}）`}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Empty = ({ view }: { view: InboxView }) =>
  view === 'unread' ? (
    <EmptyState title="没有未读消息">
      <p>新的消息到来后，菜单里“消息”旁边显示件数。</p>
    </EmptyState>
  ) : (
    <EmptyState title="还没有消息">
      <p>送达的文书、轮到您办理的事项和快到期限的提醒会列在这里。</p>
    </EmptyState>
  )

/** Everything that a person has been told, the newest first. */
export default function InboxRoute() {
  const { shell, inbox } = useLoaderData<typeof loader>()
  const settingsHref = shell.surface === 'desk' ? '/desk/notifications' : '/my/notifications'
  return (
    <SignedInLayout shell={shell} current="/messages">
      <h1 className="mb-4">消息</h1>
      <Filter inbox={inbox} />
      {inbox.unread === 0 ? null : (
        <form method="post" className="mb-4" noValidate>
          <FormToken />
          <Button tone="secondary" busyText="正在标记…">
            全部标为已读
          </Button>
        </form>
      )}
      {inbox.notices.length === 0 ? <Empty view={inbox.view} /> : <NoticeList notices={inbox.notices} />}
      <Pager page={inbox.page} pageCount={inbox.pageCount} hrefOf={(page) => hrefOf(inbox.view, page)} total={`共 ${inbox.total} 条`} />
      <p className="mt-6">
        <a href={settingsHref} className="inline-flex min-h-target items-center">
          通知设置：邮件、短信和日历订阅
        </a>
      </p>
    </SignedInLayout>
  )
}
