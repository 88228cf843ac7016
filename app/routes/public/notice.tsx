import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { DateExplained } from '#app/components/date-explained'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { type Column, DataTable } from '#app/components/table'
import { findNotice, type NoticeRow } from '#app/services/public/notices.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatDateRange, formatHundredths } from '#app/view/format'
import { noticeTitle } from '#app/view/notice-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data === undefined ? '评估结果公示' : noticeTitle(data.notice)} - 东营市医保定点协议管理平台` },
]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const notice = await findNotice(context.portal, params.documentId ?? '')
  if (notice === undefined) throw new Response(null, { status: 404 })
  return { shell: await publicShellOf({ request, context }), notice }
}

const columnsOf = (documentId: string, isRunning: boolean): readonly Column<NoticeRow>[] => [
  {
    key: 'name',
    header: '机构名称',
    rowHeader: true,
    cell: ({ name, address }) => (
      <>
        <span className="font-bold">{name}</span>
        <span className="block text-sm font-normal text-ink-600">{address}</span>
      </>
    ),
  },
  { key: 'services', header: '服务类别', cell: ({ services }) => services.join('、') },
  {
    key: 'total',
    header: '评估总分',
    numeric: true,
    cell: ({ totalHundredths }) => (totalHundredths === null ? '—' : formatHundredths(totalHundredths)),
  },
  { key: 'result', header: '评估结果', cell: ({ result }) => result },
  ...(isRunning
    ? [
        {
          key: 'object',
          header: '异议',
          cell: ({ caseId, name }: NoticeRow) =>
            caseId === null ? (
              ''
            ) : (
              <a href={`/notices/${documentId}/object/${caseId}`} className="inline-flex min-h-target items-center whitespace-nowrap">
                提出异议<span className="sr-only">：{name}</span>
              </a>
            ),
        },
      ]
    : []),
]

export default function NoticePage() {
  const { shell, notice } = useLoaderData<typeof loader>()
  const { due, objection } = notice
  return (
    <PublicShell shell={shell} current="/notices">
      <h1>{noticeTitle(notice)}</h1>
      <p className="mb-6 text-ink-700">
        {notice.agency} · {notice.number}
      </p>
      <p className="mb-1">
        公示期：{formatDateRange(notice.from, notice.to)}，共 {notice.workingDays} 个工作日
      </p>
      {due === null ? (
        <NoticeBanner title="公示期已满">公示内容长期可查，不再接收异议。发现机构有违规行为的，可以向经办机构举报投诉。</NoticeBanner>
      ) : (
        <div className="mb-6">
          <p className="mt-3 font-bold">提出异议的截止时间</p>
          <DateExplained {...due} />
        </div>
      )}
      <DataTable
        caption={`参加评估的机构（${notice.institutionCount} 家）`}
        columns={columnsOf(notice.documentId, due !== null)}
        rows={notice.rows}
        rowKey={({ key }) => key}
      />
      {notice.hasFile ? (
        <p className="mb-8">
          <LinkButton href={`/documents/${notice.documentId}`} download>
            下载公示文书（PDF）
          </LinkButton>
        </p>
      ) : (
        <p className="mb-8 text-ink-600">公示文书正在生成，请稍后刷新。</p>
      )}
      {due === null ? null : <HowToObject {...objection} />}
    </PublicShell>
  )
}

const HowToObject = ({ address, office, phone }: { address: string; office: string; phone: string }) => (
  <section aria-labelledby="how-to-object">
    <h2 id="how-to-object" className="mb-2 text-xl">
      怎样提出异议
    </h2>
    <div className="max-w-measure space-y-2">
      <p>
        公示期内，任何单位和个人都可以实名提出异议：写明真实姓名（名称）、联系电话、事实和理由。姓名和电话依法保密，不向被提出异议的机构透露。
      </p>
      <p>
        可以在上表点“提出异议”在线填写，也可以送至{address}（{office}，电话 {phone}）。
      </p>
      <p>异议核查期间，被提出异议的机构暂不签订服务协议，其他机构不受影响。</p>
    </div>
  </section>
)
