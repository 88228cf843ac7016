import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateExplained } from '#app/components/date-explained'
import { DocumentList } from '#app/components/document-list'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { SummaryList } from '#app/components/summary-list'
import { findLeadReceipt } from '#app/services/notices/leads.server'
import { findObjectable } from '#app/services/public/notices.server'
import { findReceipt, type ObjectionReceipt } from '#app/services/public/objections.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'
import { noticeTitle } from '#app/view/notice-words'

export const meta: MetaFunction = () => [{ title: '异议已收到 - 东营市医保定点协议管理平台' }, { name: 'robots', content: 'noindex' }]

/** The address holds the id of the submission and nothing about the person. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { documentId = '', caseId = '', commandId = '' } = params
  const subject = await findObjectable(context.portal, documentId, caseId)
  const receipt = subject && (await findReceipt(context.portal, caseId, commandId))
  const lead = subject && receipt === undefined ? await findLeadReceipt(context.portal, caseId, commandId) : undefined
  if (subject === undefined || (receipt === undefined && lead === undefined)) throw new Response(null, { status: 404 })
  return {
    shell: await publicShellOf({ request, context }),
    receipt: receipt ?? null,
    lead: lead ?? null,
    documentId,
    address: `/notices/${documentId}/object/${caseId}/receipt/${commandId}`,
    name: subject.name,
    agency: subject.notice.agency,
    title: noticeTitle(subject.notice),
  }
}

export default function ReceiptPage() {
  const { shell, receipt, lead, ...about } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/notices">
      {receipt === null ? null : <ObjectionReceived receipt={receipt} about={about} />}
      {lead === null ? null : <LeadReceived lead={lead} about={about} />}
      <p className="mt-4">
        <a href={`/notices/${about.documentId}`} className="inline-flex min-h-target items-center">
          返回公示
        </a>
      </p>
    </PublicShell>
  )
}

type About = { readonly address: string; readonly name: string; readonly agency: string; readonly title: string }

const ObjectionReceived = ({ receipt, about }: { receipt: ObjectionReceipt; about: About }) => (
  <>
    <h1 className="mb-4">{receipt.isOwn ? '复核申请已收到' : '异议已收到'}</h1>
    <NoticeBanner tone="success" live title={`异议登记号 ${receipt.code}`}>
      请保存本页的网址：处理情况和答复书只能在这里查看、下载，不需要登录。向经办机构查询时，请报出登记号。
    </NoticeBanner>
    <SummaryList
      rows={[
        { question: '收到时间', answer: formatInstant(receipt.receivedAt) },
        { question: receipt.isOwn ? '申请复核的机构' : '被提出异议的机构', answer: about.name },
        { question: '公示', answer: about.title },
        { question: '证明材料', answer: receipt.evidenceCount === 0 ? '没有上传' : `${receipt.evidenceCount} 个文件` },
        { question: '由谁核查', answer: `${about.agency}两名未参加本次评估的工作人员` },
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
        ...(isReady ? { href: `${about.address}/documents/${paper.id}` } : {}),
      }))}
    />
    <p className="max-w-measure">
      核查期间，该机构暂不签订服务协议。{receipt.isOwn ? null : '您的姓名和电话依法保密，只有核查人员可以看到。'}
    </p>
  </>
)

const LeadReceived = ({ lead, about }: { lead: { code: string; receivedAt: string; isHandled: boolean }; about: About }) => (
  <>
    <h1 className="mb-4">线索已收到</h1>
    <NoticeBanner tone="success" live title={`线索编号 ${lead.code}`}>
      平台没有记录您的姓名。保存本页的网址，可以查看是否已经处理。
    </NoticeBanner>
    <SummaryList
      rows={[
        { question: '收到时间', answer: formatInstant(lead.receivedAt) },
        { question: '涉及的机构', answer: about.name },
        { question: '公示', answer: about.title },
        { question: '由谁核实', answer: `${about.agency}未参加本次评估的工作人员` },
        { question: '处理情况', answer: lead.isHandled ? '已经处理' : '等待核实' },
      ]}
    />
    <p className="max-w-measure">线索不影响该机构签约。愿意实名提出异议的，可以在公示期内另行提交。</p>
  </>
)
