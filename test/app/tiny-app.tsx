import type { ActionFunctionArgs, ServerBuild } from '@remix-run/node'
import { pino } from 'pino'
import { FormToken, useTokenedAction } from '#app/http/form-token'
import * as root from '#app/root'
import { readConfig } from '#app/server/config'
import { createApp } from '#app/server/create-app'
import type { Portal } from '#app/server/open-portal'
import { serverBuildOf } from '#test/setup/server-build'

/** What the actions of the tiny application saw: refused requests must leave it empty. */
export type Seen = string[]

function FormPage() {
  return (
    <main>
      <form method="post">
        <FormToken />
        <input name="name" />
      </form>
      <form method="post" encType="multipart/form-data" action={useTokenedAction('/upload')}>
        <input type="file" name="file" />
      </form>
    </main>
  )
}

async function recordForm(seen: Seen, { request }: ActionFunctionArgs): Promise<Response> {
  const form = await request.formData()
  const file = form.get('file')
  seen.push(file instanceof File ? await file.text() : String(form.get('name')))
  return new Response(null, { status: 303, headers: { Location: '/form' } })
}

function tinyBuild(seen: Seen): ServerBuild {
  const route = (id: string, path: string, module: object) => ({
    [id]: { id, path, parentId: 'root', module: { default: undefined, ...module } },
  })
  const action = (args: ActionFunctionArgs) => recordForm(seen, args)
  const routes = {
    root: { id: 'root', path: '', module: root },
    ...route('form', 'form', { default: FormPage, action }),
    ...route('upload', 'upload', { action, loader: () => null }),
    ...route('resource', 'resource', { action, loader: () => new Response('plain', { headers: { 'Content-Type': 'text/plain' } }) }),
    ...route('fault', 'fault', {
      default: () => null,
      loader: () => {
        throw new Error('SELECT secret FROM table')
      },
    }),
    ...route('broken', 'broken', {
      default: () => {
        throw new Error('SELECT secret FROM table')
      },
    }),
  }
  const flags = { hasLoader: true, hasAction: true, hasClientLoader: false, hasClientAction: false, hasErrorBoundary: false }
  const assetRoutes = Object.fromEntries(Object.values(routes).map(({ module, ...rest }) => [rest.id, { ...rest, ...flags, module: '' }]))
  return serverBuildOf(routes, assetRoutes)
}

/** The real shell around a few routes: every middleware, the real document and error page. */
export function tinyApp({
  env = {},
  portal = {},
  seen = [],
}: {
  env?: Record<string, string>
  portal?: Partial<Portal>
  seen?: Seen
} = {}) {
  const settings = readConfig({ PORTAL_SECRET: 'a secret of the tests, long enough 0123456789', ...env })
  if (!settings.ok) throw new Error(settings.faults.join('\n'))
  return createApp({ build: tinyBuild(seen), portal: portal as Portal, config: settings.config, logger: pino({ level: 'silent' }) })
}
