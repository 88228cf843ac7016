import type { ServerBuild } from '@remix-run/node'
import * as entry from '#app/entry.server'

/** What `remix vite:build` would make of these routes, with the flags of vite.config.ts; nothing is built or written. */
export function serverBuildOf(routes: object, manifest: object): ServerBuild {
  return {
    entry: { module: entry },
    routes: routes as ServerBuild['routes'],
    assets: { entry: { imports: [], module: '' }, routes: manifest as ServerBuild['assets']['routes'], url: '', version: '' },
    publicPath: '/',
    basename: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
    mode: 'production',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
  }
}
