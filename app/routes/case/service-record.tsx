import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { DataTable } from '#app/components/table'
import { requireViewer } from '#app/http/viewer.server'
import { serviceRecordOf } from '#app/services/service-record.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate, shortDigest } from '#app/view/format'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context })
  const record = await serviceRecordOf(context.portal, actor, params.id ?? '')
  if (record === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), record }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `送达回证 - ${data?.record.document.number ?? ''}` }]

/** 送达回证: a page that is printed for the file. */
export default function ServiceRecordPage() {
  const { shell, record } = useLoaderData<typeof loader>()
  const { document, events } = record
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <p className="no-print">
        <a href={`/cases/${document.caseId}`} className="inline-flex min-h-target items-center">
          返回事项
        </a>
      </p>
      <h1 className="mb-4">送达回证</h1>
      <p className="mb-4 text-ink-600">文书日期：{formatDate(document.issuedOn)}。本页由平台记录生成，可以用浏览器的打印功能打印存卷。</p>
      <SummaryList rows={record.rows} />
      <DataTable
        caption="送达记录"
        rows={events}
        rowKey={({ what, who, at }) => `${what} ${who} ${at}`}
        empty={<p>还没有记录：文书正在生成。</p>}
        columns={[
          { key: 'what', header: '事项', rowHeader: true, cell: ({ what }) => what },
          { key: 'at', header: '时间', cell: ({ at }) => at },
          { key: 'who', header: '账户', cell: ({ who }) => who },
          { key: 'digest', header: '文件校验码', cell: ({ digest }) => <span className="font-mono">{shortDigest(digest)}</span> },
        ]}
      />
    </SignedInLayout>
  )
}
