import type { ReactNode } from 'react'
import { PublicLayout } from '#app/components/layouts/public-layout'
import { useShellLayout } from '#app/components/shell-layout'
import type { ShellData } from '#app/services/shell.server'

type PublicShellProps = { readonly shell: ShellData; readonly current: string; readonly children: ReactNode }

/** The frame of every page for everybody. */
export const PublicShell = ({ shell, current, children }: PublicShellProps) => (
  <PublicLayout {...useShellLayout(shell, current)}>{children}</PublicLayout>
)
