import { EmptyState } from '#app/components/empty-state'
import { Icon } from '#app/components/icon'
import { formatDate, shortDigest } from '#app/view/format'

export type DocumentLine = {
  readonly id: string
  readonly title: string
  /** 文号 */
  readonly number?: string | undefined
  /** YYYY-MM-DD */
  readonly date: string
  /** Without it the document is still being made. */
  readonly href?: string | undefined
  /** SHA-256 in hex; the first twelve characters are shown. */
  readonly digest?: string | undefined
  readonly sizeText?: string | undefined
}

export const DocumentList = ({ documents, emptyText }: { documents: readonly DocumentLine[]; emptyText?: string | undefined }) => {
  if (documents.length === 0) return <EmptyState title="还没有文书">{emptyText}</EmptyState>
  return (
    <ul className="mb-6 divide-y divide-line-200 border-y border-line-200">
      {documents.map((document) => (
        <li key={document.id} className="flex flex-wrap items-center gap-x-4 py-2">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-bold">{document.title}</p>
            <p className="text-sm text-ink-600">
              {document.number === undefined ? null : `${document.number} · `}
              {formatDate(document.date)}
              {document.digest === undefined ? null : (
                <>
                  {' · 校验码 '}
                  <span className="font-mono">{shortDigest(document.digest)}</span>
                </>
              )}
            </p>
          </div>
          {document.href === undefined ? (
            <span className="text-ink-600">正在生成</span>
          ) : (
            <a href={document.href} className="inline-flex min-h-target items-center gap-1">
              <Icon name="download" />
              下载<span className="sr-only">《{document.title}》</span>
              {document.sizeText === undefined ? null : <span className="text-sm">（PDF，{document.sizeText}）</span>}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
