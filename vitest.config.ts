import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const resolve = { alias: [{ find: /^#(app|workflows|db|templates|test)\//, replacement: `${root}$1/` }] }

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
        test: {
          name: 'unit',
          include: ['test/{access,workflows,templates,db,app}/**/*.test.{ts,tsx}'],
          exclude: apart,
          // Loading the portal anew for every file took a third of the run: files of a worker share it.
          isolate: false,
          setupFiles: ['test/setup/each-file.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: 'unit-apart',
          include: apart,
          setupFiles: ['test/setup/each-file.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          setupFiles: ['test/setup/each-file.ts'],
          globalSetup: ['test/setup/fresh-build.ts', 'test/setup/demonstration-file.ts'],
        },
      },
    ],
  },
})
