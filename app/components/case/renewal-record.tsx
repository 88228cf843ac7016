import { Materials } from '#app/components/case/case-record'
import { SummaryList } from '#app/components/summary-list'
import type { RenewalSection } from '#app/view/renewal-view'

/** What a renewal rests on: the wish, the agreement's own numbers, the papers. */
export const RenewalRecord = ({ renewal }: { readonly renewal: RenewalSection }) => (
  <>
    <h2 className="mb-4 mt-10">续签的内容</h2>
    <SummaryList rows={renewal.rows} />
    {renewal.materials.length === 0 ? null : (
      <>
        <h2 className="mb-4 mt-10">提交的材料</h2>
        <Materials materials={renewal.materials} />
      </>
    )}
  </>
)
