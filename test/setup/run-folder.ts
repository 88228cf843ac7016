import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopPostgresOfRun } from './postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for whatever the test files of one run share; removed after it. */
    runFolder: string
  }
}

const memory = '/dev/shm'
const twoGigabytes = 2 ** 31

// Each step waits for its commit to be on disk: in memory that takes a tenth of the time and of the processor.
function fastestPlace(): string {
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > twoGigabytes ? memory : tmpdir()
}

/** Vitest global set-up of a run. */
export function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(fastestPlace(), 'portal-run-'))
  project.provide('runFolder', folder)
  return async () => {
    await stopPostgresOfRun(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
