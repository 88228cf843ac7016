import type { ReactNode } from 'react'
import { NoticeBanner } from '#app/components/notice-banner'

type OneTimePasswordProps = {
  readonly account: { readonly login: string; readonly password: string | null }
  /** To whom it is given, and how. */
  readonly children: ReactNode
}

/** A password of a new account: on this answer only, and stored nowhere in clear. */
export const OneTimePassword = ({ account: { login, password }, children }: OneTimePasswordProps) => (
  <NoticeBanner tone="warning" title="一次性密码只显示这一次" live>
    <p>
      登录账号：<strong>{login}</strong>
      <br />
      一次性密码：<strong className="whitespace-nowrap">{password}</strong>
    </p>
    <p>{children}</p>
  </NoticeBanner>
)
