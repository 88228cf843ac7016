import { Frame, type LayoutProps } from '#app/components/layouts/frame'

/** Pages of an agency: wide, with the navigation and its counts at the left. */
export const DeskLayout = (props: LayoutProps) => (
  <Frame {...props} surface="经办机构" homeHref="/desk" navLabel="经办导航" isWide isSideNav />
)
