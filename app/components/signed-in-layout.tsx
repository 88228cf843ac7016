import type { ReactNode } from 'react'
import { AdminLayout } from '#app/components/layouts/admin-layout'
import { DeskLayout } from '#app/components/layouts/desk-layout'
import { FieldLayout } from '#app/components/layouts/field-layout'
import type { LayoutProps } from '#app/components/layouts/frame'
import { InstitutionLayout } from '#app/components/layouts/institution-layout'
import { PublicLayout } from '#app/components/layouts/public-layout'
import { useShellLayout } from '#app/components/shell-layout'
import type { ShellData } from '#app/services/shell.server'

const LAYOUTS = {
  public: PublicLayout,
  institution: InstitutionLayout,
  admin: AdminLayout,
} satisfies Record<Exclude<ShellData['surface'], 'desk' | 'field'>, (props: LayoutProps) => ReactNode>

type SignedInLayoutProps = {
  readonly shell: ShellData
  /** The href of the open section of the navigation. */
  readonly current: string
  readonly children: ReactNode
  /** A bar at the lower edge; evaluators' pages only. */
  readonly totalBar?: ReactNode | undefined
}

/** The frame of every page behind the sign-in, on the surface of whoever looks at it. */
export const SignedInLayout = ({ shell, current, children, totalBar }: SignedInLayoutProps) => {
  const shared = useShellLayout(shell, current)
  if (shell.surface === 'field') {
    return (
      <FieldLayout {...shared} totalBar={totalBar}>
        {children}
      </FieldLayout>
    )
  }
  if (shell.surface === 'desk') {
    return (
      <DeskLayout {...shared} homeHref={shell.home}>
        {children}
      </DeskLayout>
    )
  }
  const Layout = LAYOUTS[shell.surface]
  return <Layout {...shared}>{children}</Layout>
}
