import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: { alias: [{ find: /^#(app|workflows|db|templates|test)\//, replacement: `${root}$1/` }] },
  build: {
    target: 'es2020',
    assetsInlineLimit: 0,
    rollupOptions: {
      onwarn(warning, warn) {
        // A route without a page leaves nothing for the browser.
        if (warning.code !== 'EMPTY_BUNDLE') warn(warning)
      },
    },
  },
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
})
