import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, Links, Meta, Outlet, useMatches, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useRequestContext } from '#app/http/request-context'
import stylesheet from '#app/styles/tailwind.css?url'

/** `export const handle = { islands: ['score-total'] } satisfies RouteHandle` loads `app/islands/score-total.ts`. */
export type RouteHandle = { islands?: readonly string[] }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
]

const explanations: Record<number, { title: string; advice: string }> = {
  400: { title: '提交的内容无法识别', advice: '请返回上一页核对填写内容后重新提交。' },
  401: { title: '请先登录', advice: '登录后可继续办理。' },
  403: { title: '您无权查看或办理此事项', advice: '如确需办理，请换用有权限的账号，或联系本单位管理员。' },
  404: { title: '页面不存在', advice: '请核对网址，或从首页重新进入。' },
  409: { title: '事项状态已变化', advice: '请返回并刷新页面，查看最新状态后再办理。' },
  413: { title: '提交的内容过大', advice: '请压缩或拆分后重新提交。' },
}

const unexpected = { title: '系统暂时无法处理', advice: '您的操作没有生效。请稍后重试；仍不成功时，请向经办机构提供下方的请求编号。' }

function explain(error: unknown) {
  return (isRouteErrorResponse(error) ? explanations[error.status] : undefined) ?? unexpected
}

const siteName = '东营市医保定点协议管理平台'

export const meta: MetaFunction = ({ error }) => [{ title: error ? `${explain(error).title} - ${siteName}` : siteName }]

function isRouteHandle(handle: unknown): handle is RouteHandle {
  return typeof handle === 'object' && handle !== null && 'islands' in handle && Array.isArray(handle.islands)
}

/** The document without any framework script: pages are complete as HTML, islands only enhance. */
export function Layout({ children }: { children: ReactNode }) {
  const { nonce, hasLargeText } = useRequestContext()
  const islands = new Set(['site', ...useMatches().flatMap(({ handle }) => (isRouteHandle(handle) ? (handle.islands ?? []) : []))])
  return (
    <html lang="zh-CN" className={hasLargeText ? 'elder' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        {[...islands].map((name) => (
          <script key={name} type="module" src={`/islands/${name}.js`} nonce={nonce} />
        ))}
      </head>
      <body>{children}</body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { requestId } = useRequestContext()
  const { title, advice } = explain(error)
  return (
    <main id="main" className="mx-auto max-w-xl px-4 py-12">
      <h1 className="text-2xl font-semibold">{title}</h1>
      <p className="mt-4">{advice}</p>
      <p className="mt-4 text-sm">请求编号：{requestId}</p>
      <p className="mt-6">
        <a href="/" className="underline">
          返回首页
        </a>
      </p>
    </main>
  )
}
