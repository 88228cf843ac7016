import { Frame, type LayoutProps } from '#app/components/layouts/frame'

/** Pages of the three administrators. */
export const AdminLayout = (props: LayoutProps) => (
  <Frame {...props} surface="系统管理" homeHref="/admin" navLabel="管理导航" isWide isSideNav />
)
