import { DemoTimeBar } from '#app/components/demo-time-bar'
import type { LayoutProps } from '#app/components/layouts/frame'
import { FormToken } from '#app/http/form-token'
import { useTextSize } from '#app/http/text-size'
import type { ShellData } from '#app/services/shell.server'

const HEADER_LINK = 'inline-flex min-h-target items-center px-2 text-white underline underline-offset-4 hover:text-white'

const SignOutForm = () => (
  <form method="post" action="/sign-out" noValidate className="contents">
    <FormToken />
    <button type="submit" className={HEADER_LINK}>
      退出
    </button>
  </form>
)

const Account = ({ shell }: { shell: ShellData }) => {
  if (shell.viewer === null) {
    return (
      <a href="/sign-in" className={HEADER_LINK}>
        登录
      </a>
    )
  }
  return (
    <>
      {shell.surface === 'public' ? (
        <a href={shell.home} className={HEADER_LINK}>
          我的工作台
        </a>
      ) : null}
      <SignOutForm />
    </>
  )
}

/** Turns what the loader knows into the properties of every layout; `current` is the href of the open section. */
export const useShellLayout = (shell: ShellData, current: string): Omit<LayoutProps, 'children'> => ({
  nav: shell.nav.map((item) => ({ ...item, current: item.href === current })),
  viewer: shell.viewer ?? undefined,
  account: <Account shell={shell} />,
  banner: shell.demoTime === null ? undefined : <DemoTimeBar {...shell.demoTime} />,
  textSize: useTextSize(),
  contact: shell.contact,
})
