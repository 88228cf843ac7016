import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { formReply } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { safePath } from '#app/http/safe-path'
import { sessionCookie } from '#app/http/session-cookie.server'
import { findViewer, sessionIdOf } from '#app/http/viewer.server'
import { homeOf, publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '登录 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const next = safePath(new URL(request.url).searchParams.get('next'), '')
  const viewer = await findViewer({ request, context })
  return {
    shell: await publicShellOf({ request, context }),
    next: next === '' ? null : next,
    // A session id came along but nobody is signed in: it has run out.
    hasExpired: viewer === undefined && sessionIdOf({ request, context }) !== undefined,
    isDemo: context.portal.mode === 'demo',
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const login = String(form.get('login') ?? '').trim()
  const password = String(form.get('password') ?? '')
  const errors: Record<string, string[]> = {}
  if (login === '') errors.login = ['请填写账号']
  if (password === '') errors.password = ['请填写密码']
  if (Object.keys(errors).length > 0) return data({ reply: formReply(form, errors), formErrors: [] as string[] }, { status: 422 })
  const outcome = await context.portal.sessions.signIn(login, password, context.clientAddress)
  if (!outcome.ok) {
    const { code, message } = outcome.refusal
    return data({ reply: formReply(form, {}), formErrors: [message] }, { status: code === 'tooMany' ? 429 : 422 })
  }
  const { sessionId, actor } = outcome.value
  await context.portal.sessions.signOut(sessionIdOf({ request, context }))
  const next = form.get('next')
  return redirect(safePath(typeof next === 'string' ? next : null, homeOf(actor)), {
    status: 303,
    headers: { 'Set-Cookie': sessionCookie(context, sessionId) },
  })
}

const NextField = ({ next }: { next: string | null }) => (next === null ? null : <input type="hidden" name="next" value={next} />)

const DemoEntry = ({ next }: { next: string | null }) => (
  <section aria-labelledby="demo-entry" className="mt-12 border-t border-line-200 pt-6">
    <h2 id="demo-entry" className="mb-1 text-xl">
      演示环境
    </h2>
    <p className="mb-4 max-w-measure">不需要密码：在演示指南里选一个人，按一下就以该身份登录。那里也写着每个人能看到什么。</p>
    <LinkButton href={next === null ? '/demo' : `/demo?next=${encodeURIComponent(next)}`}>打开演示指南</LinkButton>
  </section>
)

export default function SignIn() {
  const { shell, next, hasExpired, isDemo } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <PublicShell shell={shell} current="/sign-in">
      <h1 className="mb-4">登录</h1>
      {refused === undefined && hasExpired ? (
        <NoticeBanner tone="warning" title="登录已过期，请重新登录">
          <p>
            为保护信息，长时间没有操作会自动退出。
            {next?.startsWith('/resume/') ? '您刚才提交的内容已经保留，登录后可以继续提交。' : '登录后回到原来的页面。'}
          </p>
        </NoticeBanner>
      ) : null}
      {refused === undefined && !hasExpired && next !== null ? (
        <NoticeBanner title="请先登录">登录后回到您要打开的页面。</NoticeBanner>
      ) : null}
      <ErrorSummary reply={refused?.reply} title="未能登录" formErrors={refused?.formErrors} />
      <form method="post" noValidate>
        <FormToken />
        <NextField next={next} />
        <TextInput name="login" label="账号" reply={refused?.reply} width="half" autoComplete="username" required />
        <TextInput
          name="password"
          label="密码"
          type="password"
          reply={refused?.reply}
          width="half"
          autoComplete="current-password"
          required
        />
        <ButtonRow>
          <Button busyText="正在登录…">登录</Button>
        </ButtonRow>
      </form>
      <p className="mt-6 max-w-measure">
        医药机构首次办理，请先<a href="/my/register">注册机构账号</a>
        。经办机构、评估小组和行政部门的账号由系统管理员开通；忘记密码的，请联系本单位管理员。
      </p>
      {isDemo ? <DemoEntry next={next} /> : null}
    </PublicShell>
  )
}
