import { Frame, type LayoutProps } from '#app/components/layouts/frame'

/** Pages of a clinic or pharmacy: its applications and agreements. */
export const InstitutionLayout = (props: LayoutProps) => <Frame {...props} surface="医药机构" homeHref="/my" navLabel="机构导航" />
