import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { DateExplained } from '#app/components/date-explained'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { SummaryList } from '#app/components/summary-list'
import { type Column, DataTable } from '#app/components/table'
import type { NoticeExtension } from '#app/services/notices/notice-log.server'
import { findNotice, type NoticeRow } from '#app/services/public/notices.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatDate, formatDateRange, formatHundredths, plainDateOfInstant } from '#app/view/format'
import { noticeTitle } from '#app/view/notice-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data === undefined ? '评估结果公示' : noticeTitle(data.notice)} - 东营市医保定点协议管理平台` },
]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const notice = await findNotice(context.portal, params.documentId ?? '')
  if (notice === undefined) throw new Response(null, { status: 404 })
  return { shell: await publicShellOf({ request, context }), notice }
}

const Objecting = ({ documentId, row: { caseId, name, ownDue } }: { documentId: string; row: NoticeRow }) =>
  caseId === null ? null : (
    <>
      <a href={`/notices/${documentId}/object/${caseId}`} className="inline-flex min-h-target items-center whitespace-nowrap">
        提出异议<span className="sr-only">：{name}</span>
      </a>
      {ownDue === null ? null : (
        <span className="block text-sm text-ink-600">
          到{formatDate(ownDue.due)} {ownDue.time}
        </span>
      )}
    </>
  )

const columnsOf = (documentId: string, isOpen: boolean): readonly Column<NoticeRow>[] => [
  {
    key: 'name',
    header: '机构名称',
    rowHeader: true,
    cell: ({ name, address, corrections, outcomes }) => (
      <>
        <span className="font-bold">{name}</span>
        <span className="block text-sm font-normal text-ink-600">{address}</span>
        {corrections.length === 0 ? null : (
          <span className="block text-sm font-normal">
            <a href="#corrections">内容有更正，见下方更正公告</a>
          </span>
        )}
        {outcomes.map((outcome, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two objections may have the same outcome
          <span key={index} className="block text-sm font-normal">
            异议核查结果：{outcome}
          </span>
        ))}
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
  ...(isOpen ? [{ key: 'object', header: '异议', cell: (row: NoticeRow) => <Objecting documentId={documentId} row={row} /> }] : []),
]

export default function NoticePage() {
  const { shell, notice } = useLoaderData<typeof loader>()
  const { due, objection, rows } = notice
  const isOpen = rows.some(({ caseId }) => caseId !== null)
  return (
    <PublicShell shell={shell} current="/notices">
      <h1>{noticeTitle(notice)}</h1>
      <p className="mb-6 text-ink-700">
        {notice.agency} · {notice.number}
      </p>
      <p className="mb-1">
        公示期：{formatDateRange(notice.from, notice.to)}，
        {notice.extensions.length === 0
          ? `共 ${notice.workingDays} 个工作日`
          : `原为 ${notice.workingDays} 个工作日，已顺延 ${notice.extensions.reduce((sum, { lostDays }) => sum + lostDays, 0)} 个工作日`}
      </p>
      <Extensions extensions={notice.extensions} />
      <Proof checks={notice.checks} objections={notice.objections} />
      {due === null ? (
        <NoticeBanner title="公示期已满">
          公示内容长期可查，{isOpen ? '除内容有更正、公示期重新计算的机构外，' : ''}
          不再接收异议。发现机构有违规行为的，可以向经办机构举报投诉。
        </NoticeBanner>
      ) : (
        <div className="mb-6">
          <p className="mt-3 font-bold">提出异议的截止时间</p>
          <DateExplained {...due} />
        </div>
      )}
      <DataTable
        caption={`参加评估的机构（${notice.institutionCount} 家）`}
        columns={columnsOf(notice.documentId, isOpen)}
        rows={rows}
        rowKey={({ key }) => key}
      />
      <Corrections rows={rows} />
      {notice.hasFile ? (
        <p className="mb-8">
          <LinkButton href={`/documents/${notice.documentId}`} download>
            下载公示文书（PDF）
          </LinkButton>
        </p>
      ) : (
        <p className="mb-8 text-ink-600">公示文书正在生成，请稍后刷新。</p>
      )}
      {isOpen ? <HowToObject {...objection} /> : null}
    </PublicShell>
  )
}

/** Edge case 29: the days that were lost, why, and until when it is up instead. */
const Extensions = ({ extensions }: { extensions: readonly NoticeExtension[] }) =>
  extensions.map(({ lostDays, reason, decidedAt }) => (
    <p key={decidedAt} className="mb-1 max-w-measure">
      {formatDate(plainDateOfInstant(decidedAt))}决定顺延 {lostDays} 个工作日：{reason}
    </p>
  ))

type ProofProps = {
  readonly checks: { readonly days: number; readonly failed: number }
  readonly objections: { readonly received: number; readonly decided: number }
}

const Proof = ({ checks, objections }: ProofProps) => (
  <p className="mb-1">
    {checks.days === 0 ? null : `每日自查：已自查 ${checks.days} 天，${checks.failed === 0 ? '均能打开' : `${checks.failed} 天发现中断`}。`}
    {objections.received === 0 ? '没有收到异议。' : `收到异议 ${objections.received} 件，已办结 ${objections.decided} 件。`}
  </p>
)

/** Edge case 30: what stood wrongly, with the entry's own period; the others are not touched. */
const Corrections = ({ rows }: { rows: readonly NoticeRow[] }) => {
  const corrected = rows.filter(({ corrections }) => corrections.length > 0)
  if (corrected.length === 0) return null
  return (
    <section aria-labelledby="corrections" className="mb-8">
      <h2 id="corrections" className="mb-2 text-xl">
        更正公告
      </h2>
      {corrected.flatMap(({ name, corrections }) =>
        corrections.map(({ documentId, number, field, wrong, right, reason, from, to }) => (
          <div key={documentId} className="mb-6">
            <SummaryList
              rows={[
                { question: '机构', answer: name },
                { question: `更正事项：${field}`, answer: `“${wrong}”更正为“${right}”` },
                { question: '更正原因', answer: reason },
                { question: '这一机构的公示期', answer: `${formatDateRange(from, to)}，重新计算` },
              ]}
            />
            <LinkButton href={`/documents/${documentId}`} download>
              下载更正公告（{number}）
            </LinkButton>
          </div>
        )),
      )}
    </section>
  )
}

const HowToObject = ({ address, office, phone }: { address: string; office: string; phone: string }) => (
  <section aria-labelledby="how-to-object">
    <h2 id="how-to-object" className="mb-2 text-xl">
      怎样提出异议
    </h2>
    <div className="max-w-measure space-y-2">
      <p>
        公示期内，任何单位和个人都可以实名提出异议：写明真实姓名（名称）、联系电话、事实和理由，可以附上证明材料。姓名和电话依法保密，不向被提出异议的机构透露。不留姓名的，作为线索核实。
      </p>
      <p>
        可以在上表点“提出异议”在线填写，也可以送至或者邮寄至{address}（{office}，电话 {phone}）；邮寄的以邮戳日期为准。
      </p>
      <p>异议核查期间，被提出异议的机构暂不签订服务协议，其他机构不受影响。</p>
    </div>
  </section>
)
