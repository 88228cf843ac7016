import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateExplained } from '#app/components/date-explained'
import { EmptyState } from '#app/components/empty-state'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { requireViewer } from '#app/http/viewer.server'
import { openObjectionsOf } from '#app/services/objection-view.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '对评估结果的异议' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head', 'authority')
  return { shell: await shellOf({ request, context }, viewer), rows: await openObjectionsOf(context.portal, viewer) }
}

export default function Objections() {
  const { shell, rows } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <h1>对评估结果的异议</h1>
      <p className="mb-6 max-w-measure">
        异议由未参加本次评估的两名工作人员核查。核查期间只有被异议的机构暂缓签约，公示期照常进行，其他机构不受影响。
      </p>
      <DataTable
        caption="未办结的异议"
        rows={rows}
        rowKey={(row) => row.caseId}
        empty={<EmptyState title="没有未办结的异议">公示期内收到异议后，会出现在这里。</EmptyState>}
        columns={[
          { key: 'title', header: '机构', rowHeader: true, cell: (row) => <a href={`/desk/objections/${row.caseId}`}>{row.title}</a> },
          { key: 'open', header: '未办结', numeric: true, cell: (row) => `${row.open}件` },
          { key: 'stage', header: '状态', cell: (row) => row.stageTitle },
          {
            key: 'due',
            header: '处理期限',
            cell: ({ due }) =>
              due === null ? (
                '已超过处理时限，请立即办结'
              ) : (
                <DateExplained due={due.due} time={due.time} remaining={due.remaining} isOverdue={due.isOverdue} />
              ),
          },
        ]}
      />
      <p className="flex flex-wrap gap-x-6">
        <a href="/desk/leads" className="inline-flex min-h-target items-center">
          不留姓名的线索
        </a>
        <a href="/desk/rounds" className="inline-flex min-h-target items-center">
          返回评估批次
        </a>
      </p>
    </SignedInLayout>
  )
}
