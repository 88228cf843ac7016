import { Tag } from '#app/components/tag'
import { formatDateRange } from '#app/view/format'
import { noticeTitle } from '#app/view/notice-words'

type NoticeSummaryProps = {
  readonly documentId: string
  readonly agency: string
  readonly number: string
  readonly round: string
  readonly isReEvaluation: boolean
  readonly institutionCount: number
  readonly from: string
  readonly to: string
  readonly due: { readonly remaining: string } | null
}

/** Public notices, one line each: who, which round, from when to when, and how long one may still object. */
export const NoticeList = ({ notices, label }: { notices: readonly NoticeSummaryProps[]; label: string }) => (
  <ul aria-label={label} className="mb-6 divide-y divide-line-200 border-y border-line-200">
    {notices.map((notice) => (
      <li key={notice.documentId} className="flex flex-wrap items-center gap-x-4 py-2">
        <div className="min-w-0 flex-1 basis-64">
          <a href={`/notices/${notice.documentId}`} className="inline-flex min-h-target items-center font-bold">
            {notice.agency}
            {noticeTitle(notice)}（{notice.institutionCount} 家机构）
          </a>
          <p className="text-sm text-ink-600">
            {notice.number} · 公示期 {formatDateRange(notice.from, notice.to)}
          </p>
        </div>
        {notice.due === null ? <Tag>公示期已满</Tag> : <Tag tone="active">{notice.due.remaining}</Tag>}
      </li>
    ))}
  </ul>
)
