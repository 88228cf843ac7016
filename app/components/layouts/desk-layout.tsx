import { Frame, type LayoutProps } from '#app/components/layouts/frame'

/** Pages of an agency, and of the department that it files with: wide, with the navigation and its counts at the left. */
export const DeskLayout = ({ homeHref = '/desk', ...props }: LayoutProps & { readonly homeHref?: string | undefined }) => (
  <Frame
    {...props}
    surface={homeHref === '/oversight' ? '行政部门' : '经办机构'}
    homeHref={homeHref}
    navLabel="经办导航"
    isWide
    isSideNav
  />
)
