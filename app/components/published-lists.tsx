import { Icon } from '#app/components/icon'
import { formatDate } from '#app/view/format'
import { listCounts } from '#app/view/list-words'

type PublishedList = {
  readonly documentId: string
  readonly number: string
  readonly publishedOn: string
  readonly additions: number
  readonly changes: number
  readonly exits: number
  readonly hasFile: boolean
}

/** Announcements of the city's list, one line each with its PDF. */
export const PublishedLists = ({ lists, label }: { lists: readonly PublishedList[]; label: string }) => (
  <ul aria-label={label} className="mb-6 divide-y divide-line-200 border-y border-line-200">
    {lists.map(({ documentId, number, publishedOn, additions, changes, exits, hasFile }) => (
      <li key={documentId} className="flex flex-wrap items-center gap-x-4 py-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-bold">{formatDate(publishedOn)}协议管理医药机构名单公告</p>
          <p className="text-sm text-ink-600">{`${number} · ${listCounts({ additions, changes, exits })}`}</p>
        </div>
        {hasFile ? (
          <a href={`/documents/${documentId}`} className="inline-flex min-h-target items-center gap-1">
            <Icon name="download" />
            下载（PDF）<span className="sr-only">：{number}</span>
          </a>
        ) : (
          <span className="text-ink-600">正在生成</span>
        )}
        <a href={`/lists/${documentId}/list.xlsx`} className="inline-flex min-h-target items-center gap-1">
          <Icon name="download" />
          下载（XLSX）<span className="sr-only">：{number}</span>
        </a>
      </li>
    ))}
  </ul>
)
