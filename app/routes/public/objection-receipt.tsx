import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateExplained } from '#app/components/date-explained'
import { DocumentList } from '#app/components/document-list'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { SummaryList } from '#app/components/summary-list'
import { findObjectable } from '#app/services/public/notices.server'
import { findReceipt } from '#app/services/public/objections.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '异议已收到 - 东营市医保定点协议管理平台' }, { name: 'robots', content: 'noindex' }]

/** The address holds the id of the submission and nothing about the person. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { documentId = '', caseId = '', commandId = '' } = params
  const subject = await findObjectable(context.portal, documentId, caseId)
  const receipt = subject && (await findReceipt(context.portal, caseId, commandId))
  if (subject === undefined || receipt === undefined) throw new Response(null, { status: 404 })
  return {
    shell: await publicShellOf({ request, context }),
    receipt,
    documentId,
    address: `/notices/${documentId}/object/${caseId}/receipt/${commandId}`,
    name: subject.name,
    agency: subject.notice.agency,
    round: subject.notice.round,
  }
}

export default function ObjectionReceiptPage() {
  const { shell, receipt, documentId, address, name, agency, round } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/notices">
      <h1 className="mb-4">异议已收到</h1>
      <NoticeBanner tone="success" live title={`异议登记号 ${receipt.code}`}>
        请保存本页的网址：处理情况和答复书只能在这里查看、下载，不需要登录。向经办机构查询时，请报出登记号。
      </NoticeBanner>
      <SummaryList
        rows={[
          { question: '收到时间', answer: formatInstant(receipt.receivedAt) },
          { question: '被提出异议的机构', answer: name },
          { question: '公示', answer: `${round}集中评估结果公示` },
          { question: '由谁核查', answer: `${agency}两名未参加本次评估的工作人员` },
          { question: '处理情况', answer: receipt.isDecided ? '已经答复，见下方答复书' : '正在核查，尚未答复' },
          ...(receipt.handling === null || receipt.isDecided
            ? []
            : [{ question: '核查期限', answer: <DateExplained {...receipt.handling} /> }]),
        ]}
      />
      <h2 className="mb-3 text-xl">回执和答复</h2>
      <DocumentList
        documents={receipt.papers.map(({ isReady, ...paper }) => ({
          ...paper,
          ...(isReady ? { href: `${address}/documents/${paper.id}` } : {}),
        }))}
      />
      <p className="max-w-measure">核查期间，该机构暂不签订服务协议。您的姓名和电话依法保密，只有核查人员可以看到。</p>
      <p className="mt-4">
        <a href={`/notices/${documentId}`} className="inline-flex min-h-target items-center">
          返回公示
        </a>
      </p>
    </PublicShell>
  )
}
