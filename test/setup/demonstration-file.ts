import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { sourceDigest } from '../../app/server/build.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** A closed SQLite file with the demonstration. */
    demonstration: string
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'node_modules', '.cache', 'portal-demonstration')
const oneHour = 3_600_000

/** The demonstration of exactly the present sources, made once however many tests ask for it. @returns its file */
export async function ensureDemonstrationFile(): Promise<string> {
  const name = `${sourceDigest().slice(0, 20)}.sqlite`
  const file = join(folder, name)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  dropOldOnes()
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test', 'setup', 'make-demonstration.ts'), file], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error('the demonstration could not be made')
  return file
}

// Those of older sources; one that a test of this very moment copies is younger.
function dropOldOnes(): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > oneHour) rmSync(path, { force: true })
  }
}

/** Vitest global set-up of everything that looks at the demonstration. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('demonstration', await ensureDemonstrationFile())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureDemonstrationFile()
