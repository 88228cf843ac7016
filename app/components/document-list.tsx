import { EmptyState } from '#app/components/empty-state'
import { Icon } from '#app/components/icon'
import type { ServiceView } from '#app/view/case-view'
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
  /** Of documents that are served to a party. */
  readonly service?: ServiceView | undefined
  readonly remark?: string | undefined
}

const Service = ({ service, title }: { service: ServiceView; title: string }) => (
  <div className="w-full text-sm">
    <details>
      <summary className="min-h-target py-2">{service.text}</summary>
      <p className="max-w-measure text-ink-600">{service.explanation}</p>
    </details>
    {service.remedies.map((remedy) => (
      <p key={remedy}>{remedy}</p>
    ))}
    {service.recordHref === undefined ? null : (
      <a href={service.recordHref} className="no-print inline-flex min-h-target items-center">
        送达回证<span className="sr-only">：《{title}》</span>
      </a>
    )}
  </div>
)

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
            {document.remark === undefined ? null : <p className="text-sm font-bold">{document.remark}</p>}
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
          {document.service === undefined ? null : <Service service={document.service} title={document.title} />}
        </li>
      ))}
    </ul>
  )
}
