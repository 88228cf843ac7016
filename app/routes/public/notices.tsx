import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state'
import { NoticeList } from '#app/components/notice-summary'
import { PublicShell } from '#app/components/public-shell'
import { listNotices } from '#app/services/public/notices.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '公示公告 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { shell: await publicShellOf({ request, context }), notices: await listNotices(context.portal) }
}

export default function Notices() {
  const { shell, notices } = useLoaderData<typeof loader>()
  const running = notices.filter(({ due }) => due !== null)
  const past = notices.filter(({ due }) => due === null)
  return (
    <PublicShell shell={shell} current="/notices">
      <h1 className="mb-4">评估结果公示</h1>
      <h2 className="mb-3 mt-8 text-xl">正在公示</h2>
      {running.length === 0 ? (
        <EmptyState title="目前没有正在公示的评估结果">每年4月、10月集中评估结束后，结果在这里公示，公示期内可以提出异议。</EmptyState>
      ) : (
        <NoticeList notices={running} label="正在公示" />
      )}
      <h2 className="mb-3 mt-8 text-xl">往期公示</h2>
      {past.length === 0 ? (
        <EmptyState title="还没有往期公示">公示期满的评估结果在这里长期可查。</EmptyState>
      ) : (
        <NoticeList notices={past} label="往期公示" />
      )}
    </PublicShell>
  )
}
