import type { ReactNode } from 'react'
import { FormToken } from '#app/http/form-token'

type DemoSignInProps = {
  readonly login: string
  /** Where the sign-in leads; the person's own first page unless given. */
  readonly next?: string | null | undefined
  readonly className: string
  readonly children: ReactNode
}

/** One click signs in as a person of the demonstration. */
export const DemoSignIn = ({ login, next, className, children }: DemoSignInProps) => (
  <form method="post" action="/demo/sign-in" noValidate>
    <FormToken />
    <input type="hidden" name="login" value={login} />
    {next === null || next === undefined ? null : <input type="hidden" name="next" value={next} />}
    <button type="submit" className={className}>
      {children}
    </button>
  </form>
)
