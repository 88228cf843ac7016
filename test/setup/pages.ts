import { fileURLToPath } from 'node:url'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { pino } from 'pino'
import * as root from '#app/root'
import routeTable from '#app/routes'
import { readConfig } from '#app/server/config'
import { createApp } from '#app/server/create-app'
import type { Portal } from '#app/services/portal.server'
import { listen } from './http'
import { serverBuildOf } from './server-build'

const appFolder = fileURLToPath(new URL('../../app/', import.meta.url))
const absent = { hasClientLoader: false, hasClientAction: false, hasErrorBoundary: false, module: '' }

/**
 * The true pages over a given portal, without a build: every middleware, the route table, the real document.
 * `wanted` picks the route files, so that a test of one surface loads no other.
 */
export async function startPages(portal: Portal, wanted: (file: string) => boolean) {
  const table = (await (routeTable as RouteConfigEntry[] | Promise<RouteConfigEntry[]>)).filter(({ file }) => wanted(file))
  const routes: Record<string, object> = { root: { id: 'root', path: '', module: root } }
  const manifest: Record<string, object> = { root: { id: 'root', path: '', hasLoader: false, hasAction: false, ...absent } }
  // One file may serve two addresses, each under an id of its own.
  for (const { file, path, index, id = file } of table) {
    const module = (await import(/* @vite-ignore */ appFolder + file)) as Record<string, unknown>
    const place = { id, parentId: 'root', ...(path === undefined ? {} : { path }), ...(index === true ? { index } : {}) }
    routes[id] = { ...place, module: { default: undefined, ...module } }
    manifest[id] = { ...place, hasLoader: 'loader' in module, hasAction: 'action' in module, ...absent }
  }
  const build = serverBuildOf(routes, manifest)
  const settings = readConfig({ PORTAL_SECRET: 'a secret of the tests, long enough 0123456789', PORTAL_REQUESTS_PER_MINUTE: '100000' })
  if (!settings.ok) throw new Error(settings.faults.join('\n'))
  return listen(createApp({ build, portal, config: settings.config, logger: pino({ level: process.env.LOG ?? 'silent' }) }))
}
