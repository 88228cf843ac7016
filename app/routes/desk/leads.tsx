import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { leadsOf } from '#app/services/notices/leads.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'
import { leadStates } from '#app/view/notice-words'

export const meta: MetaFunction = () => [{ title: '公示期内的线索' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  return { shell: await shellOf({ request, context }, viewer), leads: await leadsOf(context.portal, viewer) }
}

export default function Leads() {
  const { shell, leads } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <h1>公示期内的线索</h1>
      <p className="mb-6 max-w-measure">
        不留姓名的来信来件，以及邮戳在公示期以外的异议，作为线索登记。线索不影响机构签约；有可以查证的事实的，转为依职权核查。
      </p>
      <DataTable
        caption="线索"
        rows={leads}
        rowKey={({ id }) => id}
        empty={<EmptyState title="没有线索">收到线索后，会出现在这里。</EmptyState>}
        columns={[
          { key: 'code', header: '编号', rowHeader: true, cell: ({ id, code }) => <a href={`/desk/leads/${id}`}>{code}</a> },
          { key: 'title', header: '涉及的机构', cell: ({ title }) => title },
          { key: 'at', header: '收到时间', cell: ({ receivedAt }) => formatInstant(receivedAt) },
          { key: 'state', header: '状态', cell: ({ status }) => <Tag tone={leadStates[status].tone}>{leadStates[status].label}</Tag> },
        ]}
      />
      <p>
        <a href="/desk/objections" className="inline-flex min-h-target items-center">
          返回异议
        </a>
      </p>
    </SignedInLayout>
  )
}
