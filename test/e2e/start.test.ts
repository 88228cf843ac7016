import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
const running = new Set<ChildProcess>()

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  rmSync(folder, { recursive: true, force: true })
})

type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function start(env: Record<string, string>): Started {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['app/server/start.mjs'], {
    env: { NODE_ENV: 'production', PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  return { child, output: () => output, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50))
}

const demo = { PORT: '0', PORTAL_DATABASE_URL: `file:${join(folder, 'portal.sqlite')}` }

it('says in Chinese everything that is wrong with the settings, without their values, and ends with 78', async () => {
  const { ended, output } = start({ PORT: 'x', PORTAL_MODE: 'production', PORTAL_SECRET: 'hunter2', PORTAL_TYPO: 'hunter2' })
  expect(await ended).toBe(78)
  expect(output()).toContain('设置有误')
  for (const name of ['PORT：', 'PORTAL_SECRET：', 'PORTAL_TYPO：']) expect(output()).toContain(name)
  expect(output()).not.toContain('hunter2')
})

it('starts, says where it is, and finishes what is under way when it is told to stop', async () => {
  const { child, ended, output } = start(demo)
  await until(() => /http:\/\/localhost:\d+/.test(output()) || child.exitCode !== null)
  const port = Number(/http:\/\/localhost:(\d+)/.exec(output())?.[1])
  expect(await (await fetch(`http://localhost:${port}/readyz`)).json()).toEqual({ status: 'ready' })

  const slow = connect(port, 'localhost')
  let answer = ''
  slow.on('data', (chunk) => (answer += chunk.toString('utf8')))
  const heads = ['POST / HTTP/1.1', `Host: localhost:${port}`, `Origin: http://localhost:${port}`]
  const bodyHeads = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 4']
  slow.write(`${[...heads, ...bodyHeads].join('\r\n')}\r\n\r\na=`)
  // The whole start of that request was taken in before a later request is answered.
  await fetch(`http://localhost:${port}/healthz`)
  child.kill('SIGTERM')
  await until(() => output().includes('stopping'))
  await expect(fetch(`http://localhost:${port}/healthz`)).rejects.toThrow()
  slow.write('bc')
  expect(await ended).toBe(0)
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
})
