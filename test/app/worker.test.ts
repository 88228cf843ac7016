import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '#app/server/config'
import { findShift, followShift, saveShift } from '#app/server/demonstration-clock'
import { openPortal } from '#app/server/open-portal'
import { startWorker } from '#app/server/worker'
import { createSealKey } from '#app/services/checkpoint-key.server'
import { openCore, secondServer } from '#test/setup/core'

const logger = pino({ level: 'silent' })
const folder = mkdtempSync(join(tmpdir(), 'worker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A core whose sweeps are counted and last until they are let go. */
async function slowCore() {
  const core = await openCore()
  const going: (() => void)[] = []
  const settle = vi.fn(() => new Promise<void>((resolve) => going.push(resolve)))
  return { portal: { ...core.portal, settle }, settle, letGo: () => going.shift()?.() }
}

describe('a worker', () => {
  it('sweeps one round after the other, however long one lasts', async () => {
    const { portal, settle, letGo } = await slowCore()
    const stop = startWorker(portal, logger)
    vi.advanceTimersByTime(20_000)
    expect(settle).toHaveBeenCalledTimes(1)
    letGo()
    await vi.waitFor(() => {
      vi.advanceTimersByTime(2_000)
      expect(settle).toHaveBeenCalledTimes(2)
    })
    letGo()
    await stop()
  })

  it('stops after the round under way and begins no other', async () => {
    const { portal, settle, letGo } = await slowCore()
    const stop = startWorker(portal, logger)
    vi.advanceTimersByTime(2_000)
    let isOver = false
    const stopped = stop().then(() => {
      isOver = true
    })
    await settled()
    expect(isOver).toBe(false)
    letGo()
    await stopped
    vi.advanceTimersByTime(20_000)
    expect(settle).toHaveBeenCalledTimes(1)
  })

  it('goes on after a round that failed', async () => {
    const core = await openCore()
    const settle = vi.fn(() => Promise.reject(new Error('the database is away')))
    const stop = startWorker({ ...core.portal, settle }, logger)
    await vi.waitFor(() => {
      vi.advanceTimersByTime(2_000)
      expect(settle.mock.calls.length).toBeGreaterThan(2)
    })
    await stop()
  })
})

it.each([
  ['a server that works by itself', 'server', 'inside', true],
  ['a server beside a worker', 'server', 'separate', false],
  ['a worker', 'worker', 'separate', true],
] as const)('%s sweeps as its settings say', async (_, role, worker, sweeps) => {
  const sealKey = join(folder, `${role}-${worker}.pem`)
  createSealKey(sealKey)
  const settings = readConfig({
    PORTAL_DATABASE_URL: `file:${join(folder, `${role}-${worker}.sqlite`)}`,
    PORTAL_MODE: 'production',
    PORTAL_ORIGIN: 'http://localhost',
    PORTAL_SECRET: 'k3Jd9-sLq0_vT7xZb2-Wn5Rc8-Yp1Ga4',
    PORTAL_SEAL_KEY_FILE: sealKey,
  })
  if (!settings.ok) throw new Error(settings.faults.join('\n'))
  const portal = await openPortal({ ...settings.config, worker }, logger, role)
  expect(vi.getTimerCount()).toBe(sweeps ? 1 : 0)
  await portal.close()
  expect(vi.getTimerCount()).toBe(0)
})

describe('the present of a demonstration', () => {
  it('is followed by its other processes, forward only', async () => {
    const core = await openCore()
    const other = secondServer(core)
    const shift = { milliseconds: 0 }
    const stop = followShift(other, shift)
    for (const [stored, followed] of [
      [86_400_000, 86_400_000],
      [3_600_000, 86_400_000],
      [172_800_000, 172_800_000],
    ] as const) {
      await saveShift(core.portal, stored)
      expect(await findShift(other)).toBe(followed)
      await vi.waitFor(() => {
        vi.advanceTimersByTime(1_000)
        expect(shift.milliseconds).toBe(followed)
      })
    }
    stop()
    await saveShift(core.portal, 999_999_999)
    vi.advanceTimersByTime(5_000)
    await settled()
    expect(shift.milliseconds).toBe(172_800_000)
  })
})
