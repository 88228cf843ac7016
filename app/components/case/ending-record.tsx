import { Materials } from '#app/components/case/case-record'
import { SummaryList } from '#app/components/summary-list'
import type { EndingRow, EndingSection } from '#app/view/ending-view'

const Part = ({ title, rows }: { readonly title: string; readonly rows: readonly EndingRow[] }) =>
  rows.length === 0 ? null : (
    <>
      <h2 className="mb-4 mt-10">{title}</h2>
      <SummaryList rows={rows} />
    </>
  )

/** What an ending is about: ground, facts one by one, what the party said, what is decided or agreed, the papers. */
export const EndingRecord = ({ ending }: { readonly ending: EndingSection }) => (
  <>
    <Part title="情形和依据" rows={ending.rows} />
    <h2 className="mb-4 mt-10">事实</h2>
    <ol className="mb-6 ml-6 max-w-measure list-decimal space-y-2">
      {ending.facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ol>
    <Part title="陈述申辩" rows={ending.statement} />
    <Part title="解除（终止）的内容" rows={ending.terms} />
    {ending.materials.length === 0 ? null : (
      <>
        <h2 className="mb-4 mt-10">证据和材料</h2>
        <Materials materials={ending.materials} />
      </>
    )}
  </>
)
