import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const resolve = { alias: [{ find: /^#(app|workflows|db|templates|test)\//, replacement: `${root}$1/` }] }

// Pages are rendered as they are in use: by the framework's production code, which is also much faster.
const env = { NODE_ENV: 'production' } as const
const esbuild = { jsxDev: false }

// It loads test files of others: in a worker that has them already they would not run again.
const apart = ['test/db/on-postgres.test.ts']

export default defineConfig({
  resolve,
  test: {
    maxWorkers: 2,
    globalSetup: ['test/setup/run-folder.ts'],
    projects: [
      {
        resolve,
        esbuild,
        test: {
          name: 'unit',
          include: ['test/{access,workflows,templates,db,app}/**/*.test.{ts,tsx}'],
          exclude: apart,
          // Loading the portal anew for every file took a third of the run: files of a worker share it.
          isolate: false,
          setupFiles: ['test/setup/each-file.ts'],
          env,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        esbuild,
        test: {
          name: 'unit-apart',
          include: apart,
          setupFiles: ['test/setup/each-file.ts'],
          env,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        esbuild,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          setupFiles: ['test/setup/each-file.ts'],
          env,
          globalSetup: ['test/setup/fresh-build.ts', 'test/setup/demonstration-file.ts'],
        },
      },
    ],
  },
})
