import { DateExplained } from '#app/components/date-explained'
import { Tag } from '#app/components/tag'
import type { CaseDuty } from '#app/view/case-view'

/** What stands beside the term of an agreement and never gates it, a small row each. */
export const CaseDuties = ({ duties }: { duties: readonly CaseDuty[] }) => (
  <section aria-label="备案、名单公布和履行" className="mb-6">
    <dl className="divide-y divide-line-200 border-y border-line-200">
      {duties.map(({ title, state, tone, next, due }) => (
        <div key={title} className="py-3 sm:flex sm:gap-4">
          <dt className="shrink-0 font-bold text-ink-600 sm:w-48">{title}</dt>
          <dd className="min-w-0 flex-1">
            <Tag tone={tone}>{state}</Tag>
            <p className="mt-1 max-w-measure text-sm">{next}</p>
            {due === undefined ? null : <DateExplained {...due} />}
          </dd>
        </div>
      ))}
    </dl>
  </section>
)
