import { DataTable } from '#app/components/table'
import type { AgreementPage } from '#app/services/renewal/agreement-page.server'
import { formatDate } from '#app/view/format'

type PageProps<K extends keyof AgreementPage> = { readonly page: Pick<AgreementPage, K> }

export const Terms = ({ page }: PageProps<'terms'>) => (
  <DataTable
    caption="各期协议"
    captionHidden
    rows={page.terms}
    rowKey={({ number }) => number}
    columns={[
      { key: 'state', header: '状态', rowHeader: true, cell: ({ state }) => state },
      { key: 'number', header: '协议编号', cell: ({ number }) => number },
      { key: 'term', header: '有效期', cell: ({ term }) => term },
      { key: 'services', header: '服务类别', cell: ({ services }) => services },
    ]}
  />
)

/** Every supplement and noted change, the newest first. */
export const History = ({ page }: PageProps<'history'>) =>
  page.history.length === 0 ? (
    <p>签订以来没有变更。</p>
  ) : (
    <ol className="divide-y divide-line-200 border-y border-line-200">
      {page.history.map(({ on, number, kind, items }) => (
        <li key={`${on} ${number} ${items.map(({ after }) => after).join()}`} className="py-3">
          <p className="font-bold">
            {formatDate(on)} {kind === 'supplement' ? `补充协议${number === null ? '' : ` ${number}`}` : '登记变更（不签补充协议）'}
          </p>
          <ul>
            {items.map(({ title, before, after }) => (
              <li key={`${title} ${after}`}>
                {title}：{before} → {after}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )

export const Grades = ({ page }: PageProps<'grades'>) =>
  page.grades.length === 0 ? (
    <p>没有登记年度考核结果。</p>
  ) : (
    <DataTable
      caption="年度考核结果"
      captionHidden
      rows={page.grades}
      rowKey={({ year }) => String(year)}
      columns={[
        { key: 'year', header: '年度', rowHeader: true, cell: ({ year }) => `${year}年度` },
        { key: 'grade', header: '等次', cell: ({ grade }) => grade },
        { key: 'state', header: '状态', cell: ({ isFinal }) => (isFinal ? '已经生效' : '尚未生效') },
        { key: 'source', header: '文件', cell: ({ source }) => source },
      ]}
    />
  )

const changes = { added: '新增', changed: '不同', removed: '不再有' } as const

/** Where the signed text differs from the newest one, clause by clause. */
export const Differences = ({ page }: PageProps<'differences' | 'clauseSet'>) =>
  page.differences.length === 0 ? (
    <p>与现行的{page.clauseSet}一致。</p>
  ) : (
    <>
      <p className="mb-3 max-w-measure">
        与现行的{page.clauseSet}有 {page.differences.length} 处不同。已经签订的补充协议和变更，在现行文本中一并体现；续签时按现行文本签订。
      </p>
      <ul className="divide-y divide-line-200 border-y border-line-200">
        {page.differences.map((difference) => (
          <li key={`${difference.change} ${difference.title}`} className="max-w-measure py-3">
            <p className="font-bold">
              {difference.title}（{changes[difference.change]}）
            </p>
            {'before' in difference ? (
              <p>
                原文：<del className="text-ink-600">{difference.before}</del>
              </p>
            ) : null}
            {'after' in difference ? (
              <p>
                现行：<ins>{difference.after}</ins>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )

export const Clauses = ({ page }: PageProps<'chapters'>) => (
  <>
    {page.chapters.map(({ title, clauses }) => (
      <details key={title} className="border-b border-line-200">
        <summary className="min-h-target py-2 font-bold">{title}</summary>
        {clauses.map((clause) => (
          <div key={clause.id} className="mb-3 max-w-measure">
            <h3 className="text-base">{clause.title}</h3>
            <p>{clause.text}</p>
          </div>
        ))}
      </details>
    ))}
  </>
)
