import { Frame, type LayoutProps } from '#app/components/layouts/frame'

/** Pages for everybody: search, public notices, objections, verification. */
export const PublicLayout = (props: LayoutProps) => <Frame {...props} homeHref="/" navLabel="网站导航" />
