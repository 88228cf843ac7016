import type { ReactNode } from 'react'
import { NoticeBanner } from '#app/components/notice-banner'
import { formatDate } from '#app/view/format'

type OneTimePasswordProps = {
  readonly account: { readonly login: string; readonly password: string | null; readonly lastDay: string }
  /** To whom it is given, and how. */
  readonly children: ReactNode
}

/** To somebody whom the institution brings in itself. */
export const oneTimeAdvice = '请当面或者用可靠的方式告诉本人。首次登录后须先换成自己的密码，才能查看和办理本单位的事项。'

/** A password of a new account: on this answer only, and stored nowhere in clear. */
export const OneTimePassword = ({ account: { login, password, lastDay }, children }: OneTimePasswordProps) => (
  <NoticeBanner tone="warning" title="一次性密码只显示这一次" live>
    <p>
      登录账号：<strong>{login}</strong>
      <br />
      一次性密码：<strong className="whitespace-nowrap">{password}</strong>
    </p>
    <p>
      {children}
      {`有效期到${formatDate(lastDay)}24:00；没有用过就过期的，可以重新发放。`}
    </p>
  </NoticeBanner>
)
