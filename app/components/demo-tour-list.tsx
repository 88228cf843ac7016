import { LinkButton } from '#app/components/button'
import { DemoSignIn } from '#app/components/demo-sign-in-button'

type TourProps = {
  readonly steps: readonly {
    readonly title: string
    readonly text: string
    readonly login: string | null
    readonly who: string | null
    readonly href: string
  }[]
}

const actionClass =
  'inline-flex min-h-target items-center justify-center rounded border border-brand-600 bg-white px-4 py-2 font-bold text-brand-600 hover:bg-brand-50 stack:w-full'

/** What to look at first, in order; each with the account that shows it. */
export const DemoTourList = ({ steps }: TourProps) => (
  <ol className="mb-8">
    {steps.map(({ title, text, login, who, href }, index) => (
      <li key={title} className="gap-6 border-t border-line-200 py-4 md:flex md:items-center md:justify-between">
        <div className="mb-2 max-w-measure md:mb-0">
          <h3>
            {index + 1}. {title}
          </h3>
          <p>{text}</p>
        </div>
        <div className="shrink-0">
          {login === null ? (
            <LinkButton href={href}>不用登录，直接打开</LinkButton>
          ) : (
            <DemoSignIn login={login} next={href} className={actionClass}>
              以{who}的身份打开
            </DemoSignIn>
          )}
        </div>
      </li>
    ))}
  </ol>
)
