import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state'
import { NoticeList } from '#app/components/notice-summary'
import { PublicShell } from '#app/components/public-shell'
import { PublishedLists } from '#app/components/published-lists'
import { publishedLists } from '#app/services/list/announcements.server'
import { listNotices } from '#app/services/public/notices.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '公示公告 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  return {
    shell: await publicShellOf({ request, context }),
    notices: await listNotices(context.portal),
    lists: await publishedLists(context.portal.read),
  }
}

export default function Notices() {
  const { shell, notices, lists } = useLoaderData<typeof loader>()
  const running = notices.filter(({ due }) => due !== null)
  const past = notices.filter(({ due }) => due === null)
  return (
    <PublicShell shell={shell} current="/notices">
      <h1 className="mb-4">公示公告</h1>
      <p className="mb-6 flex flex-wrap gap-x-6">
        <a href="#results" className="inline-flex min-h-target items-center">
          评估结果公示
        </a>
        <a href="#lists" className="inline-flex min-h-target items-center">
          名单公告
        </a>
      </p>
      <h2 id="results">评估结果公示</h2>
      <h3 className="mb-3 mt-4 text-xl">正在公示</h3>
      {running.length === 0 ? (
        <EmptyState title="目前没有正在公示的评估结果">每年4月、10月集中评估结束后，结果在这里公示，公示期内可以提出异议。</EmptyState>
      ) : (
        <NoticeList notices={running} label="正在公示" />
      )}
      <h3 className="mb-3 mt-8 text-xl">往期公示</h3>
      {past.length === 0 ? (
        <EmptyState title="还没有往期公示">公示期满的评估结果在这里长期可查。</EmptyState>
      ) : (
        <NoticeList notices={past} label="往期公示" />
      )}
      <h2 id="lists" className="mt-10">
        名单公告
      </h2>
      <p className="mb-3 max-w-measure text-ink-600">协议管理医药机构的新增和退出，由市经办机构统一公布（第九条（五））。</p>
      {lists.length === 0 ? (
        <EmptyState title="还没有公布过名单">名单公布后，公告和 PDF 在这里长期可查。</EmptyState>
      ) : (
        <PublishedLists lists={lists} label="名单公告" />
      )}
    </PublicShell>
  )
}
