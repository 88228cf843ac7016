import { Tag } from '#app/components/tag'
import { formatInstant } from '#app/view/format'
import type { NoticeView } from '#app/view/notice'

/** Read or not is said in words; the dot only helps the eye down the list. */
const State = ({ notice }: { notice: NoticeView }) => {
  if (notice.isUnread) {
    return (
      <span className="inline-flex items-center gap-2 font-bold text-brand-700">
        <span aria-hidden="true" className="inline-block h-2.5 w-2.5 rounded-full bg-brand-600" />
        未读
      </span>
    )
  }
  return <span className="text-ink-600">{notice.isSettled ? '已办结' : '已读'}</span>
}

/** Notices, the newest first; each opens what it is about. */
export const NoticeList = ({ notices }: { notices: readonly NoticeView[] }) => (
  <ul className="mb-6 divide-y divide-line-200 border-y border-line-200">
    {notices.map((notice) => (
      <li key={notice.id} className="py-3">
        <p className="flex flex-wrap items-center gap-x-3 text-sm">
          <State notice={notice} />
          <Tag tone={notice.isUnread ? 'active' : 'neutral'}>{notice.kind}</Tag>
          <time dateTime={notice.at} className="text-ink-600">
            {formatInstant(notice.at)}
          </time>
        </p>
        <a href={notice.href} className={`block min-h-target py-2 ${notice.isUnread ? 'font-bold' : ''}`}>
          {notice.text}
        </a>
        {notice.rest === '' ? null : <p className="max-w-measure">{notice.rest}</p>}
        <p className="text-sm text-ink-600">
          事项：
          <a href={notice.caseHref} className="inline-flex min-h-target items-center">
            {notice.caseTitle}
          </a>
        </p>
      </li>
    ))}
  </ul>
)

/** The newest few on the first page of a surface, and the way to all of them. */
export const NewestNotices = ({ notices }: { notices: readonly NoticeView[] }) =>
  notices.length === 0 ? null : (
    <section aria-labelledby="newest-notices" className="mt-10">
      <h2 id="newest-notices" className="mb-3">
        最近的消息
      </h2>
      <NoticeList notices={notices} />
      <p>
        <a href="/messages" className="inline-flex min-h-target items-center">
          查看全部消息
        </a>
      </p>
    </section>
  )
