import type { Portal } from '#app/services/portal.server'

/** The setting that keeps the shift. */
export const shiftSetting = 'clock.shift'
const lookEveryMs = 1_000

/** By how many milliseconds the demonstration's present is ahead of the wall clock; shared by all its processes. */
export type Shift = { milliseconds: number }

/** Keeps the shift, so that the present survives a restart; a present that another process has moved further stays. */
export async function saveShift(portal: Portal, milliseconds: number): Promise<void> {
  await portal.unit.inTransaction(async (tx) => {
    const stored = await tx.policy.findSetting(shiftSetting)
    if (stored === undefined || Number(stored) < milliseconds) await tx.policy.putSetting(shiftSetting, String(milliseconds))
  })
}

/** The stored shift, or undefined before the demonstration is filled. */
export async function findShift(portal: Portal): Promise<number | undefined> {
  const stored = await portal.read.policy.findSetting(shiftSetting)
  return stored === undefined ? undefined : Number(stored)
}

/** Follows a present that other processes move on; never backward. @returns a function that stops it */
export function followShift(portal: Portal, shift: Shift): () => void {
  const look = async () => {
    shift.milliseconds = Math.max(shift.milliseconds, (await findShift(portal)) ?? shift.milliseconds)
  }
  // A database that is away for a while: the next look will do.
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs)
  return () => clearInterval(timer)
}
