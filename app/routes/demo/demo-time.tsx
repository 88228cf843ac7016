import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DemoTimeControls } from '#app/components/demo-time-bar'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { safePath } from '#app/http/safe-path'
import { requireViewer } from '#app/http/viewer.server'
import { destinationOf } from '#app/services/demo-time.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '演示时间 - 东营市医保定点协议管理平台' }]

function requireMovableClock({ portal }: AppLoadContext): void {
  if (portal.mode !== 'demo' || !portal.isClockMovable) throw new Response(null, { status: 404 })
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireMovableClock(context)
  await requireViewer({ request, context })
  return { shell: await publicShellOf({ request, context }) }
}

/** Any demonstration account may move the present: a visitor sees the whole path without changing roles for it. */
export async function action({ request, context }: ActionFunctionArgs) {
  requireMovableClock(context)
  await requireViewer({ request, context })
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const destination = await destinationOf(context.portal, { to: text('to'), date: text('date') })
  if (!destination.ok) return data({ message: destination.refusal, next: safePath(text('next')) }, { status: 422 })
  await context.portal.advanceTo(destination.value)
  return redirect(safePath(text('next')), 303)
}

export default function DemoTimePage() {
  const { shell } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <PublicShell shell={{ ...shell, demoTime: null }} current="">
      <h1 className="mb-4">移动演示时间</h1>
      {refused === undefined ? null : <NoticeBanner tone="warning" live title={refused.message} />}
      <p className="mb-6 max-w-measure">时间只能向前；途中到期的期限会依次生效。</p>
      {shell.demoTime === null ? null : <DemoTimeControls {...shell.demoTime} returnTo={refused?.next ?? '/'} />}
    </PublicShell>
  )
}
