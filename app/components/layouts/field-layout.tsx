import type { ReactNode } from 'react'
import { Frame, type LayoutProps } from '#app/components/layouts/frame'

type FieldLayoutProps = LayoutProps & {
  /** A bar that stays at the lower edge, for example the running total. */
  readonly totalBar?: ReactNode | undefined
}

/** Pages for evaluators: made for a tablet held in the hand, with targets of 60 px. */
export const FieldLayout = ({ totalBar, children, ...props }: FieldLayoutProps) => (
  <div className="[--target:60px]">
    <Frame {...props} surface="现场评估" homeHref="/field" navLabel="评估导航" mainClass="text-lg">
      {children}
    </Frame>
    {totalBar === undefined ? null : (
      <section aria-label="合计" className="no-print sticky bottom-0 z-20 border-t-2 border-brand-600 bg-white px-4 py-2 sm:px-6">
        {totalBar}
      </section>
    )}
  </div>
)
