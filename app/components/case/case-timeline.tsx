import { Timeline } from '#app/components/timeline'
import type { TimelineLine } from '#app/view/case-view'

const Details = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line) => (
      <p key={line} className="whitespace-pre-line">
        {line}
      </p>
    ))}
  </>
)

/** The record of a case as its reader may see it. */
export const CaseTimeline = ({ lines, label }: { lines: readonly TimelineLine[]; label?: string | undefined }) => (
  <Timeline
    label={label}
    items={lines.map(({ details, document, revision: _, ...line }) => ({
      ...line,
      detail: details.length === 0 ? undefined : <Details lines={details} />,
      document,
    }))}
  />
)
